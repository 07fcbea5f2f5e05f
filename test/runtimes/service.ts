import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { DefaultSandbox, SandboxServer } from "../../src/testing/index.js";
import { type Fault, FaultServer, json, type ReceivedRequest } from "../support/fault-server.js";
import { scenarios, type World } from "./scenarios.js";

/** What a scenario needs of the package under test. */
export interface Making {
  readonly createSandbox: (options: { readonly pageSize: number }) => DefaultSandbox;
  readonly furnish: (sandbox: DefaultSandbox) => unknown;
}

/** The service that the runtimes talk to, with a world for each `/<scenario>/<key>` that its URLs begin with. */
export class ConformanceService {
  readonly #worlds = new Map<string, World & { readonly stalled: Promise<void> }>();
  readonly #making: Making;
  readonly #elsewhere: FaultServer;
  /** A sandbox of its own, with sockets. */
  readonly #live: DefaultSandbox;
  readonly #sockets: SandboxServer;
  #server: FaultServer | undefined;

  private constructor(making: Making, elsewhere: FaultServer, live: DefaultSandbox, sockets: SandboxServer) {
    this.#making = making;
    this.#elsewhere = elsewhere;
    this.#live = live;
    this.#sockets = sockets;
  }

  static async start(making: Making): Promise<ConformanceService> {
    const elsewhere = await FaultServer.start([json({}, 200)]);
    const live = making.createSandbox({ pageSize: 3 });
    const service = new ConformanceService(making, elsewhere, live, await live.listen());
    service.#server = await FaultServer.start((request) => service.#faultFor(request));
    return service;
  }

  get origin(): string {
    return this.#server?.url ?? "";
  }

  /** Where sockets are to be had. */
  get socketOrigin(): string {
    return this.#sockets.url;
  }

  async close(): Promise<void> {
    await Promise.all([this.#server?.close(), this.#elsewhere.close(), this.#sockets.close()]);
  }

  #faultFor(request: ReceivedRequest): Fault {
    if (request.url === "/sockets") {
      const { organizationId, users } = this.#live;
      const { url: baseUrl, socketUrl } = this.#sockets;
      return json({ baseUrl, socketUrl, organizationId, token: users[0].token });
    }
    const [, scenario = "", key = "", rest = ""] = /^\/([\w-]+)\/([\w-]+)(\/.*)$/.exec(request.url) ?? [];
    const play = scenarios[scenario];
    if (!play) return json({ detail: `There is no scenario for ${request.url}` }, 501);
    const world = this.#world(`${scenario}/${key}`);
    const answer = this.#control(world, rest);
    if (answer) return answer;
    const received = { ...request, url: rest };
    world.requests.push(received);
    const fault = play(world, received, world.requests.length - 1);
    return ({ response, socket }) => fault({ request: received, response, socket });
  }

  #control(world: World & { readonly stalled: Promise<void> }, path: string): Fault | undefined {
    const after =
      (until: Promise<unknown>): Fault =>
      async (exchange) => {
        await until;
        return json({})(exchange);
      };
    if (path === "/mend") world.isMended = true;
    if (path === "/mend") return json({});
    if (path === "/stalled") return after(world.stalled);
    if (path === "/gone") return after(world.stalled.then(() => Promise.all(world.stalls)));
    if (path !== "/told") return undefined;
    return json({
      requests: world.requests.map(({ method, url, headers, body }) => {
        const { pathname, search } = new URL(url, this.origin);
        return { method, path: pathname, query: search, headers, body };
      }),
      elsewhere: this.#elsewhere.requests.filter(({ url }) => url.includes(world.key)).length,
      texts: world.sandbox.data.messages.map(({ body }) => textOf(body)),
    });
  }

  #world(key: string): World & { readonly stalled: Promise<void> } {
    const known = this.#worlds.get(key);
    if (known) return known;
    const sandbox = this.#making.createSandbox({ pageSize: 3 });
    this.#making.furnish(sandbox);
    let stalling = () => {};
    const stalled = new Promise<void>((resolve) => {
      stalling = resolve;
    });
    const elsewhere = `${this.#elsewhere.url}/${key}`;
    const world = { key, sandbox, requests: [], stalls: [], elsewhere, isMended: false, stalled, stalling };
    this.#worlds.set(key, world);
    return world;
  }
}

/** An origin where nothing listens: a port that was free a moment ago. */
export async function closedOrigin(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

function textOf(body: object): string {
  const { chunks = [] } = body as { readonly chunks?: readonly { readonly text?: string }[] };
  return chunks.map(({ text = "" }) => text).join("");
}
