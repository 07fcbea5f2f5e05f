// The service of an endurance run, in a process of its own: its sockets and its memory are not the client's.
// Tells the parent its port, and whenever it is asked how many connections are open, and how many of them at work.
import { createServer } from "node:http";

const at = "2026-01-02T03:04:05.678Z";
const id = "22222222-2222-4222-8222-222222222222";
const channel = {
  id,
  name: "General",
  description: "",
  organization_id: id,
  created_at: at,
  updated_at: at,
  avatar_url: null,
  is_direct_message: false,
  latest_message: null,
  latest_message_created_at: null,
};
const message = {
  id,
  channel_id: id,
  sender_id: id,
  organization_id: id,
  created_at: at,
  updated_at: at,
  body: { version: 3, chunks: [{ type: "text", text: "Hello" }] },
};

const counts = { connections: 0, requests: 0 };
const open = new Set();
const busy = new Set();
const failedOnce = new Set();

const server = createServer((request, response) => {
  counts.requests++;
  const { socket } = request;
  busy.add(socket);
  response.on("close", () => busy.delete(socket));
  request.resume();
  request.on("end", () => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const send = (data, status = 200, headers = {}) => {
      const text = JSON.stringify(data);
      response.writeHead(status, { "content-length": Buffer.byteLength(text), ...headers }).end(text);
    };
    const fault = url.searchParams.get("fault");
    const key = url.searchParams.get("key");
    if (fault === "stall") return;
    if (fault === "refuse") return send({ detail: "No." }, 403);
    if (fault === "retry" && !failedOnce.delete(key)) {
      failedOnce.add(key);
      return send({ detail: "Later." }, 503, { "retry-after": "0" });
    }
    if (request.method === "POST") return send(message, 201);
    if (!url.pathname.endsWith("/channels")) return send(channel);
    const cursor = Number(url.searchParams.get("cursor") ?? 0);
    // Of the third page only the half ever comes: whoever leaves a loop leaves something under way.
    if (cursor === 2) {
      response.writeHead(200, { "content-length": 1_000 });
      return response.write('{"results": [');
    }
    send({
      next: `${url.origin}${url.pathname}?cursor=${cursor + 1}`,
      results: [channel, channel, channel, channel],
    });
  });
});
// Longer than any run: whatever is closed, the client closed it.
server.keepAliveTimeout = 600_000;
server.on("connection", (socket) => {
  counts.connections++;
  open.add(socket);
  socket.on("close", () => open.delete(socket));
  // Clients that hang up are what some of the calls are about.
  socket.on("error", () => {});
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address()?.port }));

process.on("message", () => process.send?.({ ...counts, open: open.size, busy: busy.size }));
process.on("disconnect", () => process.exit());
