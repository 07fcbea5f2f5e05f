import { PubInputError } from "../../errors/input-error.js";

// What is used of Node, described here: its own types would make every global of Node known to all of the source.

/** A request, as it arrives. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string;
  readonly url?: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A connection. */
export interface NodeSocket {
  end(text: string): unknown;
  destroy(): void;
  on(event: "close" | "error", listener: () => void): unknown;
}

/** An answer, and the connection that it goes over. */
export interface NodeResponse {
  readonly socket: { destroy(): void } | null;
  writeHead(status: number, headers: Readonly<Record<string, string | number>>): unknown;
  write(chunk: Uint8Array, then: () => void): unknown;
  end(chunk?: Uint8Array): unknown;
  once(event: "close", listener: () => void): unknown;
}

/** A server. */
export interface NodeServer {
  listen(port: number, host: string): unknown;
  address(): { readonly port: number } | string | null;
  close(then: () => void): unknown;
  closeAllConnections(): void;
  on(
    event: "upgrade",
    listener: (request: NodeRequest, socket: NodeSocket, head: Uint8Array) => void,
  ): unknown;
  once(event: "listening", listener: () => void): unknown;
  once(event: "error", listener: (error: { readonly code?: string }) => void): unknown;
}

interface NodeHttp {
  createServer(
    /** Known to Node 22.21 and 24.9; before, every request for an upgrade is one. */
    options: { readonly shouldUpgradeCallback: (request: NodeRequest) => boolean },
    serve: (request: NodeRequest, response: NodeResponse) => void,
  ): NodeServer;
}

/**
 * Node's `http`. Asked of the process rather than imported, so that no bundler has to know what `node:http` is.
 *
 * @throws PubInputError where there is none
 */
export function nodeHttp(): NodeHttp {
  const { process } = globalThis as {
    readonly process?: { readonly getBuiltinModule?: (name: "node:http") => NodeHttp | undefined };
  };
  const http = process?.getBuiltinModule?.("node:http");
  if (http) return http;
  throw new PubInputError(
    "sandbox.listen needs Node 22.3 or later: give the client sandbox.fetch here, or use sandbox.handlers",
  );
}
