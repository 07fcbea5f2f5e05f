import type { Hub } from "../sockets/hub.js";
import type { NodeRequest, NodeServer, NodeSocket } from "./node.js";
import { loadWs, type WsServer, type WsSocket } from "./ws.js";

const reasons = {
  401: "Unauthorized",
  404: "Not Found",
  501: "Not Implemented",
  503: "Service Unavailable",
} as const;

/** Takes a server's connections for sockets; the function that is answered ends them all. */
export function acceptSockets(server: NodeServer, hub: Hub): () => void {
  const connections = new Set<NodeSocket>();
  let loading: Promise<WsServer | undefined> | undefined;
  server.on("upgrade", (request, socket, head) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
    // A connection that breaks off has nobody to tell.
    socket.on("error", () => {});
    loading ??= loadWs();
    void loading.then((ws) => upgrade(hub, ws, request, socket, head));
  });
  return () => {
    for (const socket of connections) socket.destroy();
  };
}

function upgrade(
  hub: Hub,
  ws: WsServer | undefined,
  request: NodeRequest,
  socket: NodeSocket,
  head: Uint8Array,
): void {
  const url = urlOf(request);
  const admission = !ws ? { status: 501 as const } : url ? hub.admit(url) : { status: 404 as const };
  if ("status" in admission) refuse(socket, admission.status);
  else ws?.handleUpgrade(request, socket, head, (opened) => connect(hub, admission.token, opened));
}

/** Whether a request asks for a socket: others ask for HTTP/2, and can be answered without. */
export function asksForSocket({ headers }: NodeRequest): boolean {
  return String(headers.upgrade).toLowerCase() === "websocket";
}

function urlOf({ url = "/" }: NodeRequest): URL | undefined {
  try {
    return new URL(url, "ws://127.0.0.1");
  } catch {
    return undefined;
  }
}

function refuse(socket: NodeSocket, status: keyof typeof reasons): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function connect(hub: Hub, token: string, socket: WsSocket): void {
  const session = hub.open(token, {
    deliver: (text) => socket.send(text),
    end: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
    freeze: () => socket.pause(),
  });
  socket.on("message", (data, isBinary) => session.receive(isBinary ? "" : String(data)));
  socket.on("close", () => session.leave());
  // Frames that make no sense: ws ends the connection.
  socket.on("error", () => {});
}
