import { afterEach, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubInputError } from "../../src/index.js";
import { PubRealtime } from "../../src/realtime/index.js";
import { setUp } from "./support/set-up.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

const id = "00000000-0000-4000-8000-000000000000";

// What JavaScript may pass: the types refuse most of it.
test.each<[name: string, options: object, says: RegExp]>([
  ["url", { url: "no url" }, /url must be an absolute wss URL/],
  ["url", { url: "ws://example.com" }, /url must be an absolute wss URL/],
  ["url", { url: "wss://user:secret@example.com" }, /url must be an absolute wss URL/],
  ["url", { url: "wss://example.com?a=b" }, /url must be an absolute wss URL/],
  ["url", { url: 5 }, /url must be an absolute wss URL/],
  ["pollMs", { pollMs: 999 }, /pollMs must be a whole number from 1000 on/],
  ["pollMs", { pollMs: Number.NaN }, /pollMs must be a whole number/],
  ["verifyMs", { verifyMs: 0 }, /verifyMs must be a whole number from 1000 on/],
  ["verifyMs", { verifyMs: "60000" }, /verifyMs must be a whole number/],
  ["WebSocket", { WebSocket: {} }, /WebSocket must be a class/],
])("PubRealtime says what %s may be: %j", (name, options, says) => {
  expect(() => setUp(options)).toThrow(PubInputError);
  expect(() => setUp(options)).toThrow(says);
  expect(() => setUp(options)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: [name] })] }),
  );
});

test("a url needs a WebSocket, the runtime's or another", () => {
  vi.stubGlobal("WebSocket", undefined);
  expect(() => setUp({ WebSocket: undefined })).toThrow(/WebSocket must be a class/);
  expect(() => setUp({ WebSocket: undefined, url: undefined })).not.toThrow();
});

test("a client without a token cannot watch", () => {
  const pub = new PubClient({ organizationId: id });
  expect(() => new PubRealtime(pub)).toThrow(/make the client with token or accessToken/);
});

test.each<[what: string, watch: (realtime: PubRealtime) => unknown, says: RegExp]>([
  ["no UUID", (realtime) => realtime.messages("general"), /UUID/],
  ["no UUID of a user", (realtime) => realtime.notificationSettings(id, "me"), /UUID/],
  ["another organization", (realtime) => realtime.channels({ organizationId: "mine" }), /UUID/],
  ["limit", (realtime) => realtime.messages(id, { limit: 0 }), /limit must be a whole number from 1 on/],
  ["limit", (realtime) => realtime.messages(id, { limit: 1.5 }), /limit must be a whole number from 1 on/],
  ["maxQueue", (realtime) => realtime.messages(id, { maxQueue: -1 }), /maxQueue must be a whole number/],
  ["a collection's limit", (realtime) => realtime.messages(id).collection({ limit: 0 }), /limit must be/],
  [
    "ordering",
    // @ts-expect-error: messages know no other key
    (realtime) => realtime.messages(id).collection({ ordering: "name" }),
    /ordering must be made of created_at/,
  ],
  [
    "ordering",
    // @ts-expect-error: a single resource has none
    (realtime) => realtime.channel(id).collection({ ordering: "created_at" }),
    /ordering/,
  ],
])("a watch says what it takes, before anything is opened: %s", async (_, watch, says) => {
  const { sandbox, realtime } = setUp();
  expect(() => watch(realtime)).toThrow(PubInputError);
  expect(() => watch(realtime)).toThrow(says);
  await Promise.resolve();
  expect(realtime.status).toBe("idle");
  expect(sandbox.requests).toEqual([]);
});

test("a signal that is none is refused", () => {
  const { realtime, channel } = setUp();
  // @ts-expect-error: no signal
  expect(() => realtime.messages(channel.id, { signal: {} })).toThrow(/signal/);
});

test("Infinity means never, and limits of Infinity everything", () => {
  const { realtime, channel } = setUp({
    pollMs: Number.POSITIVE_INFINITY,
    verifyMs: Number.POSITIVE_INFINITY,
  });
  expect(() =>
    realtime.messages(channel.id, { limit: Number.POSITIVE_INFINITY, maxQueue: Number.POSITIVE_INFINITY }),
  ).not.toThrow();
});
