import type { FetchFunction } from "../../src/options.js";
import type { Message, MessagePayload } from "../../src/schemas/message.js";
import { createSandbox } from "../../src/testing/index.js";
import { type Exchange, type Running, Violation } from "./model-call.js";
import { duplicateForms, healthy, type ModelFault, modelFaults } from "./model-faults.js";

/** After this time, no call is under way any more that was when it began. */
const lateMs = 45_000;
const encoder = new TextEncoder();

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A service that holds messages, behind a network that does to each request what its call's step says. */
export class ModelService {
  readonly sandbox = createSandbox({ users: 1 });
  readonly channelId = this.sandbox.addChannel({ name: "General" }).id;
  /** The ids under which each text was created. */
  readonly created = new Map<string, string[]>();
  /** The states of each message, oldest first, as JSON. */
  readonly versions = new Map<string, string[]>();
  /** What must not be, and would be swallowed where it shows. */
  readonly violations: Violation[] = [];
  /** How many timers are the service's and the network's. */
  timers = 0;
  readonly #calls: readonly Running[];
  readonly #strictDeletes: boolean;

  /** @param strictDeletes whether what is deleted cannot be deleted again */
  constructor(calls: readonly Running[], strictDeletes: boolean) {
    this.#calls = calls;
    this.#strictDeletes = strictDeletes;
  }

  /** One of the moments at which a call can be aborted. */
  moment(call: Running): void {
    call.moments++;
    if (call.moments === call.step.abortAt && !call.end) call.signal.controller.abort(call.reason);
  }

  readonly fetch: FetchFunction = async (url, init) => {
    const { signal, method = "", body, headers } = init;
    const call = this.#calls[Number((headers as Record<string, string>)["X-Call"])];
    if (!call || !signal) throw this.#violated("a request that belongs to no call");
    if (call.end) throw this.#violated("a request after the end of its call", call);
    const fault = this.#faultOf(call, method, url.slice(-36));
    const exchange: Exchange = { method, fault, at: Date.now(), body: body as string | undefined };
    call.exchanges.push(exchange);
    this.moment(call);
    await this.#latency(call, signal);
    let answer: Answer = { status: 200, text: "" };
    if (fault.done === "late") this.#later(lateMs, () => void this.#serve(call, exchange, url, init));
    if (fault.done === "yes") {
      answer = await this.#serve(call, exchange, url, init);
      this.moment(call);
      await this.#latency(call, signal);
    }
    exchange.answeredAt = Date.now();
    if (fault.instead !== undefined) this.#momentLater(call);
    return this.#deliver(call, exchange, signal, answer);
  };

  #violated(what: string, call?: Running): Violation {
    const violation = new Violation(what, call);
    this.violations.push(violation);
    return violation;
  }

  #faultOf(call: Running, method: string, messageId: string): ModelFault {
    const fault = modelFaults[call.step.faults[call.exchanges.length] ?? ""] ?? healthy;
    if (method !== "DELETE" || fault.instead !== 404) return fault;
    // No service says of what is there that it is not.
    if (!this.#isGone(messageId)) return healthy;
    call.foundGone = true;
    return fault;
  }

  /** What arrives of an answer. */
  async #deliver(
    call: Running,
    exchange: Exchange,
    signal: AbortSignal,
    { status, text }: Answer,
  ): Promise<Response> {
    const { instead, retryAfter, body } = exchange.fault;
    if (instead === "cut") throw new TypeError("fetch failed");
    if (instead === "silence") return new Promise((_, reject) => onAbort(signal, reject));
    if (typeof instead === "number") {
      exchange.status = instead;
      const headers = retryAfterHeader(exchange, retryAfter);
      return new Response(body === undefined ? null : JSON.stringify(body), { status: instead, headers });
    }
    exchange.status = status;
    if (instead === "html")
      return new Response("<html></html>", { headers: { "content-type": "text/html" } });
    if (instead === undefined) {
      if (text === "") return new Response(null, { status });
      return new Response(call.step.abortAt === undefined ? text : this.#watchedBody(call, text), { status });
    }
    const half = text.slice(0, text.length / 2);
    const content = instead === "half JSON" ? half : brokenBody(half, signal, instead === "cut body");
    return new Response(content, { status: status === 204 ? 200 : status });
  }

  /** A body that is one of the call's moments when it is read. */
  #watchedBody(call: Running, text: string): ReadableStream {
    return new ReadableStream(
      {
        pull: (controller) => {
          this.moment(call);
          controller.enqueue(encoder.encode(text));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }

  /** Makes the time after an answer one of the call's moments, if nothing is sent meanwhile. */
  #momentLater(call: Running): void {
    if (call.step.abortAt === undefined) return;
    const count = call.exchanges.length;
    this.#later(20, () => {
      if (call.exchanges.length === count) this.moment(call);
    });
  }

  /** Does what a request asks for. */
  async #serve(call: Running, exchange: Exchange, url: string, init: RequestInit): Promise<Answer> {
    const { method = "", headers = {}, body = null } = init;
    const messageId = url.slice(-36);
    if (method === "DELETE" && this.#strictDeletes && this.#isGone(messageId)) {
      call.foundGone = true;
      return { status: 404, text: "" };
    }
    const response = await this.sandbox.fetch(url, { method, headers, body });
    const { status } = response;
    const { id = messageId } = method === "POST" ? (JSON.parse(body as string) as MessagePayload) : {};
    if (method === "DELETE" && (status === 204 || status === 404)) call.foundGone = true;
    const isChange = method !== "GET" && response.ok;
    // Its place in the order is taken at once: to read the answer takes turns, in which others come.
    const version = isChange ? this.#versionsOf(id).push("") - 1 : 0;
    const text = status === 204 ? "" : await response.text();
    if (isChange) this.#note(call, id, version, text || JSON.stringify(this.#stateOf(id)));
    if (status === 201) {
      this.created.set(call.logical.text, [...(this.created.get(call.logical.text) ?? []), id]);
    }
    if (method !== "POST" || status !== 409) return { status, text };
    exchange.isDuplicate = true;
    const [code, said] = duplicateForms[call.step.duplicate] ?? [409, ""];
    return { status: code, text: typeof said === "string" ? said : JSON.stringify(said) };
  }

  #versionsOf(messageId: string): string[] {
    const versions = this.versions.get(messageId) ?? [];
    this.versions.set(messageId, versions);
    return versions;
  }

  #note(call: Running, messageId: string, version: number, state: string): void {
    const versions = this.#versionsOf(messageId);
    versions[version] = state;
    if (versions[version - 1] !== state) call.effects++;
  }

  /** Whether there is no such message, or a deleted one. */
  #isGone(messageId: string): boolean {
    return (this.#stateOf(messageId)?.type ?? "deleted") === "deleted";
  }

  #stateOf(messageId: string): Message | undefined {
    return this.sandbox.data.messages.find(({ id }) => id === messageId);
  }

  async #latency({ step }: Running, signal: AbortSignal): Promise<void> {
    if (step.latency === 0) return;
    await new Promise<void>((resolve, reject) => {
      onAbort(signal, reject);
      this.#later(step.latency * 10, resolve);
    });
  }

  #later(ms: number, then: () => void): void {
    this.timers++;
    setTimeout(() => {
      this.timers--;
      then();
    }, ms);
  }
}

function retryAfterHeader(exchange: Exchange, value: string | undefined): Record<string, string> {
  if (value === undefined) return {};
  if (value !== "date") {
    if (value !== "soon") exchange.retryAfterMs = Number(value) * 1000;
    return { "retry-after": value };
  }
  const date = new Date(Math.floor(Date.now() / 1000) * 1000 + 3000);
  exchange.retryAfterMs = date.getTime() - Date.now();
  return { "retry-after": date.toUTCString() };
}

function onAbort(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) reject(signal.reason);
  else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
}

/** A text, and then nothing for ever, or an error. */
function brokenBody(text: string, signal: AbortSignal, isCut: boolean): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(text));
      if (isCut) controller.error(new TypeError("terminated"));
      else onAbort(signal, (reason) => controller.error(reason));
    },
  });
}
