import type { PubHooks } from "@giosg/pub-sdk";
import { beforeEach, expect, it, vi } from "vitest";
import { rejectionOf } from "./support/ends.js";
import { startService } from "./support/remote.js";

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});

type Told = [name: string, event: Readonly<Record<string, unknown>>];

/** Hooks that keep what they are told. */
function listening(): { readonly hooks: PubHooks; readonly told: Told[] } {
  const told: Told[] = [];
  const keep = (name: string) => (event: object) => told.push([name, { ...event }]);
  return {
    told,
    hooks: {
      request: keep("request"),
      response: keep("response"),
      retry: keep("retry"),
      error: keep("error"),
      invalid: keep("invalid"),
    },
  };
}

it("tells of each attempt, answer, wait and failure", async () => {
  const service = await startService({ keepAlive: false, exposedHeaders: ["X-Request-Id"] });
  await service.play({
    requests: [
      { fault: "cut before headers" },
      { answer: { status: 503 } },
      { answer: { status: 404 }, headers: { "x-request-id": "req-3" } },
    ],
  });
  const { hooks, told } = listening();
  await rejectionOf(service.client({ hooks }).channels.retrieve(service.channelId));
  const about = { method: "GET", path: `${service.root}/channels/${service.channelId}` };
  const durationMs = expect.any(Number);
  const connection = expect.objectContaining({ code: "connection" });
  const server = expect.objectContaining({ code: "server" });
  const missing = expect.objectContaining({ code: "not_found" });
  expect(told).toEqual([
    ["request", { ...about, attempt: 1 }],
    ["retry", { ...about, attempt: 1, delayMs: 0, error: connection }],
    ["request", { ...about, attempt: 2 }],
    ["response", { ...about, attempt: 2, status: 503, durationMs }],
    ["retry", { ...about, attempt: 2, status: 503, delayMs: 0, error: server }],
    ["request", { ...about, attempt: 3 }],
    ["response", { ...about, attempt: 3, status: 404, durationMs, requestId: "req-3" }],
    ["error", { ...about, attempt: 3, status: 404, durationMs, requestId: "req-3", error: missing }],
  ]);
});

it("changes nothing by throwing or rejecting", async () => {
  const service = await startService();
  await service.play({ requests: [{ answer: { status: 503 } }] });
  const fail = () => {
    throw new Error("a hook's own");
  };
  const reject = () => Promise.reject(new Error("a hook's own"));
  const hooks = { request: fail, response: reject, retry: reject, error: fail };
  const channel = await service.client({ hooks }).channels.retrieve(service.channelId);
  expect(channel.id).toBe(service.channelId);
});

it("tells no token and no text of a message", async () => {
  const service = await startService();
  const answer = { status: 400, body: { detail: "No: Layoffs on Monday", echo: "tok-7f3Kq9ZxW2vB5nM8" } };
  await service.play({ requests: [{ answer }] });
  const { hooks, told } = listening();
  const pub = service.client({ hooks, token: "tok-7f3Kq9ZxW2vB5nM8" });
  await rejectionOf(pub.messages.create(service.channelId, "Layoffs on Monday"));
  expect(told.map(([name]) => name)).toEqual(["request", "response", "error"]);
  const texts = told.map(([, event]) => JSON.stringify(event) + String(event.error));
  expect(texts.join()).not.toMatch(/Layoffs|7f3Kq9/);
});
