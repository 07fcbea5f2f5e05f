import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { type WebSocket, WebSocketServer } from "ws";
import { organizationId } from "./data.ts";

// A service in a thread of its own that tells of a great many changes. Tells its parent where it is, when every path was
// read, and what it has sent.

/** What the service is asked to send. */
export interface Load {
  readonly paths: number;
  readonly perSecond: number;
  readonly seconds: number;
}

const empty = JSON.stringify({ count: 0, next: null, previous: null, results: [] });
const time = "2026-01-01T08:00:00.000000Z";
const channels: string[] = [];
let socket: WebSocket | undefined;
let connections = 0;
let reads = 0;

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "content-type": "application/json" }).end(empty);
  parentPort?.postMessage({ reads: ++reads });
});

new WebSocketServer({ server }).on("connection", (opened) => {
  socket = opened;
  connections += 1;
  opened.on("message", (data) => {
    const { id, params } = JSON.parse(String(data));
    channels.push(params.channel);
    opened.send(JSON.stringify({ id, result: {} }));
  });
});

function uuid(channel: number, message: number): string {
  return `${channel.toString(16).padStart(8, "0")}-0000-4000-8000-${message.toString(16).padStart(12, "0")}`;
}

/** The change of a path by its number: every fourth is an edit of what was written before. */
function frame(index: number, count: number): string {
  const channel = channels[index] ?? "";
  const isEdit = count % 4 === 3;
  const id = uuid(index, isEdit ? count - 1 : count);
  const body = { version: 3, chunks: [{ type: "text", text: `Message ${count}` }] };
  const version = time.replace(".000000", `.${String(count).padStart(6, "0")}`);
  const [, channelId = ""] = /channels\/([^/]+)/.exec(channel) ?? [];
  const rest = { organization_id: organizationId, channel_id: channelId, created_at: version };
  const resource = { ...(!isEdit && { id, ...rest }), updated_at: version, body };
  const action = isEdit ? "changed" : "added";
  return JSON.stringify({ method: "change", params: { channel, action, resource_id: id, resource } });
}

parentPort?.on("message", async ({ paths, perSecond, seconds }: Load) => {
  const total = perSecond * seconds;
  const begun = performance.now();
  for (let sent = 0; sent < total; ) {
    // As many as are due: what a timer comes late is made up for.
    const due = Math.min(total, Math.ceil(((performance.now() - begun) / 1_000) * perSecond));
    for (; sent < due; sent++) socket?.send(frame(sent % paths, Math.floor(sent / paths)));
    await sleep(5);
  }
  parentPort?.postMessage({ sent: total, ms: performance.now() - begun, connections });
});

server.listen(0, "127.0.0.1", () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});
