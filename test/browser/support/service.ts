import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type DefaultSandbox } from "../../../src/testing/index.js";
import { arrivalOf, textOf } from "./arrival.js";
import { deliver } from "./deliver.js";
import type {
  Arrival,
  Awaited,
  CannedAnswer,
  Script,
  ServiceInfo,
  ServiceOptions,
  ServiceRecord,
  Step,
} from "./protocol.js";
import { answerHeaders, objectionsTo, objectionsToPreflight, preflightHeaders } from "./strict-cors.js";

/** Longer than anything that a test waits for; shorter than a test may take. */
const longestWaitMs = 20_000;

type Kind = "requests" | "preflights";

/** A Pub service on this machine for pages of one origin: the sandbox behind HTTP, with a strict CORS policy. */
export class Service {
  static #count = 0;

  readonly id = ++Service.#count;
  readonly #options: ServiceOptions;
  readonly #sandbox: DefaultSandbox;
  readonly #server = createServer((request, response) => this.#serve(request, response));
  readonly #arrivals: Record<Kind, Arrival[]> = { requests: [], preflights: [] };
  readonly #violations: string[] = [];
  readonly #script: Record<Kind, Step[]> = { requests: [], preflights: [] };
  readonly #watchers = new Set<() => void>();

  private constructor(options: ServiceOptions) {
    const { channels = 0, messages = 0, pageSize = 25 } = options;
    this.#options = options;
    this.#sandbox = createSandbox({ pageSize });
    const { id } = this.#sandbox.addChannel({ name: "General" });
    for (let index = 0; index < messages; index++) this.#sandbox.addMessage(id, `Message ${index}`);
    for (let index = 0; index < channels; index++) this.#sandbox.addChannel({ name: `Channel ${index}` });
  }

  /** Starts a service on a free port. */
  static async start(options: ServiceOptions): Promise<Service> {
    const service = new Service(options);
    service.#server.listen(0, "127.0.0.1");
    await once(service.#server, "listening");
    return service;
  }

  get info(): ServiceInfo {
    const { port } = this.#server.address() as AddressInfo;
    return {
      id: this.id,
      url: `http://127.0.0.1:${port}`,
      organizationId: this.#sandbox.organizationId,
      users: this.#sandbox.users.map(({ id, token }) => ({ id, token })),
      channelId: this.#sandbox.data.channels[0]?.id ?? "",
    };
  }

  /** Says what is to be done with the next requests. */
  play({ requests = [], preflights = [] }: Script): void {
    this.#script.requests = [...requests];
    this.#script.preflights = [...preflights];
  }

  /** What was seen, as soon as it is what is waited for, or late enough for the test to see what is missing. */
  async record(awaited: Awaited = {}): Promise<ServiceRecord> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(end, longestWaitMs);
      const look = () => {
        if (this.#hasSeen(awaited)) end();
      };
      const watchers = this.#watchers;
      function end() {
        clearTimeout(timer);
        watchers.delete(look);
        resolve();
      }
      watchers.add(look);
      look();
    });
    const { data } = this.#sandbox;
    return {
      ...this.#arrivals,
      violations: this.#violations,
      channels: data.channels.map(({ name }) => name),
      messages: data.messages.map(({ id, body }) => ({ id, body })),
    };
  }

  /** Closes every connection and the server. */
  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #hasSeen({ requests = 0, preflights = 0, hangUps = 0 }: Awaited): boolean {
    const { requests: seen, preflights: asked } = this.#arrivals;
    const hungUp = [...seen, ...asked].filter((arrival) => arrival.hungUp).length;
    return seen.length >= requests && asked.length >= preflights && hungUp >= hangUps;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (text === undefined) return;
    const kind = request.method === "OPTIONS" ? "preflights" : "requests";
    const arrival = arrivalOf(request, text);
    const step = this.#script[kind].shift() ?? {};
    response.once("close", () => {
      arrival.hungUp = !response.writableFinished && !step.fault?.startsWith("cut");
      this.#changed();
    });
    this.#arrivals[kind].push(arrival);
    this.#changed();
    if (this.#options.keepAlive === false) response.setHeader("connection", "close");
    const answer = kind === "preflights" ? this.#permit(request) : await this.#answer(request, arrival, step);
    await deliver(response, answer, step.fault);
  }

  #permit({ headers }: IncomingMessage): CannedAnswer {
    const { allowedOrigin } = this.#options;
    this.#violations.push(...objectionsToPreflight(headers, allowedOrigin));
    return { status: 204, headers: preflightHeaders(allowedOrigin) };
  }

  async #answer(request: IncomingMessage, arrival: Arrival, step: Step): Promise<CannedAnswer> {
    const { allowedOrigin, exposedHeaders = [] } = this.#options;
    const objections = objectionsTo(request.headers, allowedOrigin);
    this.#violations.push(...objections);
    // Not for a page to read: the test is to fail.
    if (objections.length > 0) return { status: 400 };
    const { status, headers, body } = step.answer ?? (await this.#ask(request, arrival));
    return {
      status,
      body,
      headers: { ...headers, ...step.headers, ...answerHeaders(allowedOrigin, exposedHeaders) },
    };
  }

  /** What the sandbox says. Its links name a host of its own, as those of a service behind a proxy do. */
  async #ask({ url }: IncomingMessage, { method, headers, text }: Arrival): Promise<CannedAnswer> {
    const init = { method, headers, ...(text !== "" && { body: text }) };
    const answer = await this.#sandbox.fetch(this.#sandbox.url + url, init);
    const body = await answer.text();
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      ...(body !== "" && { body }),
    };
  }

  #changed(): void {
    for (const look of this.#watchers) look();
  }
}
