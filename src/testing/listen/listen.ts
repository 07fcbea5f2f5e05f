import type { AsyncDisposal } from "../../async-disposal.js";
import { PubInputError } from "../../errors/input-error.js";
import { checkCount } from "../checks.js";
import type { Received } from "../http/call.js";
import type { Service } from "../http/service.js";
import type { Hub } from "../sockets/hub.js";
import { isPreflight, preflightHeaders } from "./cors.js";
import { type NodeRequest, type NodeResponse, type NodeServer, nodeHttp } from "./node.js";
import { respond } from "./respond.js";
import { acceptSockets, asksForSocket } from "./upgrade.js";

const host = "127.0.0.1";

/**
 * A sandbox that listens: see `sandbox.listen`. It fits `await using`.
 *
 * @example
 * ```ts
 * const server = await sandbox.listen(4010);
 * console.log(server.url, server.port); // http://127.0.0.1:4010, 4010
 * await server.close();
 * ```
 */
export interface SandboxServer extends AsyncDisposal {
  /** What to give a client as `baseUrl`: `http://127.0.0.1:` and the port. */
  readonly url: string;
  /** What to give a realtime client as `url`: `ws://127.0.0.1:` and the port. */
  readonly socketUrl: string;
  readonly port: number;
  /** Stops listening and ends every connection, whatever it waits for. May be called again. */
  close(): Promise<void>;
}

/**
 * Serves over HTTP, to this machine alone.
 *
 * @throws PubInputError for a port that is none or taken, and where there is no Node
 */
export async function listen(service: Service, hub: Hub, wanted = 0): Promise<SandboxServer> {
  const asked = checkCount("port", wanted, 0, 65_535);
  const server = nodeHttp().createServer({ shouldUpgradeCallback: asksForSocket }, (request, response) => {
    // A request that breaks off has nobody to answer to.
    serve(service, request, response).catch(() => response.socket?.destroy());
  });
  const endSockets = acceptSockets(server, hub);
  const port = await opened(server, asked);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      endSockets();
    });
    return closing;
  };
  const address = `${host}:${port}`;
  return {
    url: `http://${address}`,
    socketUrl: `ws://${address}`,
    port,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function serve(service: Service, request: NodeRequest, response: NodeResponse): Promise<void> {
  if (isPreflight(request)) {
    response.writeHead(204, preflightHeaders(request));
    response.end();
    return;
  }
  const received = await receive(request);
  try {
    respond(service.serve(received), response);
  } catch (error) {
    // Such as a `now` that answers no date: the test's own mistake, which must not look like a lost connection.
    const detail = error instanceof Error ? error.message : "The sandbox has failed.";
    const answer = {
      status: 500,
      headers: { "content-type": "application/json" },
      text: JSON.stringify({ detail }),
    };
    respond({ end: "whole", answer, delayMs: 0 }, response);
  }
}

async function receive(request: NodeRequest): Promise<Received> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of request) text += decoder.decode(chunk, { stream: true });
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  const { method = "GET", url = "/" } = request;
  return {
    method,
    url: new URL(url, `http://${headers.host ?? host}`),
    headers,
    text: text + decoder.decode(),
  };
}

function opened(server: NodeServer, asked: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code = "unknown" }) => reject(new PubInputError(reasonOf(code, asked))));
    server.once("listening", () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : asked);
    });
    server.listen(asked, host);
  });
}

function reasonOf(code: string, port: number): string {
  const otherwise = "take another one, or 0 for any that is free";
  if (code === "EADDRINUSE") return `port ${port} is in use: ${otherwise}`;
  if (code === "EACCES") return `port ${port} is not open to this user: ${otherwise}`;
  return `port ${port} cannot be listened on (${code}): ${otherwise}`;
}
