import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request as it reached the server. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, as written on the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Resolves when the connection under the request is gone. */
  readonly closed: Promise<void>;
}

/** One request to deal with. */
export interface Exchange {
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
  readonly socket: Socket;
}

/** What happens to one request. */
export type Fault = (exchange: Exchange) => unknown;

/** Faults for the requests in their order (more requests get the last one), or a function that chooses one. */
export type Scenario = readonly Fault[] | ((request: ReceivedRequest, index: number) => Fault);

type HeaderValues = Readonly<Record<string, string | number>>;

/** Answers JSON. */
export function json(data: unknown, status = 200, headers: HeaderValues = {}): Fault {
  return ({ response }) => {
    const text = JSON.stringify(data);
    response.writeHead(status, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      ...headers,
    });
    response.end(text);
  };
}

/** Answers a status and headers, without a body. */
export function status(code: number, headers: HeaderValues = {}): Fault {
  return ({ response }) => response.writeHead(code, headers).end();
}

/** Answers a text just as it is given, with just the headers that are given. */
export function text(body: string, code = 200, headers: HeaderValues = {}): Fault {
  return ({ response }) => response.writeHead(code, headers).end(body);
}

/** A page of a proxy in front of the service. */
export function proxyPage(code = 502): Fault {
  const page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
  return text(page, code, { "content-type": "text/html" });
}

/** Takes the request and closes the connection before anything is answered. */
export function cutBeforeHeaders(): Fault {
  return ({ socket }) => socket.destroy();
}

/** Closes the connection in the middle of the body. */
export function cutInBody(data: unknown, code = 200): Fault {
  return async ({ response, socket }) => {
    await half(response, data, code);
    socket.destroy();
  };
}

/** Takes the request and never answers. */
export function stallBeforeHeaders(): Fault {
  return () => {};
}

/** Answers headers and half of the body, and never the rest. */
export function stallInBody(data: unknown, code = 200): Fault {
  return ({ response }) => half(response, data, code);
}

/** Answers, but only once a promise is fulfilled. */
export function late(until: Promise<unknown>, then: Fault): Fault {
  return async (exchange) => {
    await until;
    return then(exchange);
  };
}

/** Has its effect and loses the answer. */
export function commitThenCut(commit: (request: ReceivedRequest) => void): Fault {
  return ({ request, socket }) => {
    commit(request);
    socket.destroy();
  };
}

/** Half of a JSON text: as long as its header says, or shorter (then the connection closes early). */
export function truncatedJson(data: unknown, contentLength: "right" | "wrong"): Fault {
  return ({ response, socket }) => {
    const whole = JSON.stringify(data);
    const part = whole.slice(0, whole.length / 2);
    const length = Buffer.byteLength(contentLength === "right" ? part : whole);
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": length,
    });
    response.write(part, () => (contentLength === "right" ? response.end() : socket.end()));
  };
}

/** The same JSON text twice in one body. */
export function duplicatedJson(data: unknown): Fault {
  return text(JSON.stringify(data).repeat(2), 200, {
    "content-type": "application/json",
  });
}

/** A header that promises less than the body holds. */
export function tooShortContentLength(data: unknown): Fault {
  return ({ socket }) => {
    const whole = JSON.stringify(data);
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${whole.length >> 1}\r\n\r\n`;
    socket.end(head + whole);
  };
}

/** Sends the client elsewhere. */
export function redirect(location: string, code = 302): Fault {
  return status(code, { location });
}

async function half(response: ServerResponse, data: unknown, code: number): Promise<void> {
  const whole = JSON.stringify(data);
  response.writeHead(code, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(whole),
  });
  await new Promise<void>((resolve) => response.write(whole.slice(0, whole.length / 2), () => resolve()));
}

/** A server on this machine that misbehaves as a scenario says. */
export class FaultServer {
  /** Every request, in the order of arrival. */
  readonly requests: ReceivedRequest[] = [];
  /** Connections that are open. */
  readonly sockets = new Set<Socket>();

  readonly #server = createServer((request, response) => this.#serve(request, response));
  readonly #waiting: { count: number; resolve(): void }[] = [];
  readonly #closed = new WeakMap<Socket, Promise<void>>();
  #scenario: Scenario = [];

  /** Starts a server on a free port. */
  static async start(scenario: Scenario = []): Promise<FaultServer> {
    const server = new FaultServer();
    server.play(scenario);
    server.#server.on("connection", (socket) => {
      server.sockets.add(socket);
      const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
      server.#closed.set(socket, closed);
      closed.then(() => server.sockets.delete(socket));
      // A client that hangs up is what many scenarios are about.
      socket.on("error", () => {});
    });
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Starts a scenario: forgets the requests so far. */
  play(scenario: Scenario): void {
    this.#scenario = scenario;
    this.requests.length = 0;
  }

  /** Resolves once so many requests have arrived. */
  async received(count: number): Promise<void> {
    if (this.requests.length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }

  /** Closes every connection and the server. */
  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket, headers, method = "", url = "" } = incoming;
    const closed = this.#closed.get(socket) ?? Promise.resolve();
    let body = "";
    incoming.setEncoding("utf8");
    try {
      for await (const chunk of incoming) body += chunk;
    } catch {
      return;
    }
    const request = { method, url, headers, body, closed };
    const index = this.requests.push(request) - 1;
    const scenario = this.#scenario;
    const fault =
      typeof scenario === "function" ? scenario(request, index) : (scenario[index] ?? scenario.at(-1));
    for (const waiting of this.#waiting) if (this.requests.length >= waiting.count) waiting.resolve();
    if (fault) await fault({ request, response, socket });
    else response.writeHead(599).end();
  }
}
