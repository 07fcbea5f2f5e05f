import type { NodeRequest, NodeSocket } from "./node.js";

// What is used of ws, described here as what is used of Node is.

/** A connection that has been taken. */
export interface WsSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
  /** Stops reading, and so the answering of close and ping frames. */
  pause(): void;
  on(event: "message", listener: (data: unknown, isBinary: boolean) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

/** What takes connections. */
export interface WsServer {
  handleUpgrade(
    request: NodeRequest,
    socket: NodeSocket,
    head: Uint8Array,
    then: (socket: WsSocket) => void,
  ): void;
}

interface Ws {
  readonly WebSocketServer: new (options: {
    readonly noServer: true;
    readonly clientTracking: false;
    readonly maxPayload: number;
  }) => WsServer;
}

/** A server of the ws that is installed with this package; `undefined` where it cannot be loaded. */
export async function loadWs(): Promise<WsServer | undefined> {
  try {
    // Hidden from bundlers, as msw is: only Node has a use for it.
    const [name = ""] = new Set(["ws"]);
    const { WebSocketServer }: Ws = await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
    return new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: 1_048_576 });
  } catch {
    return undefined;
  }
}
