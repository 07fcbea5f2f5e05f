import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask, text } from "../testing/ask.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

test("hands over a thousand messages that were missed in an outage of a day, in order, then resynced", async () => {
  const { sandbox, channel, realtime } = setUp();
  for (let i = 0; i < 30; i++) sandbox.addMessage(channel.id);
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  const lostAt = new Date().toISOString();
  const reopen = sandbox.sockets.restart();
  const refused = sandbox.fail({ times: Number.POSITIVE_INFINITY, with: { status: 503 } });
  await pass(86_400_000);
  expect(seen).toEqual([]);
  const missed: string[] = [];
  for (let i = 0; i < 1_000; i++) missed.push(sandbox.addMessage(channel.id, `Missed ${i}`).id);
  refused();
  reopen();
  await pass(90_000);
  expect(seen.slice(0, -1).map((change) => change.action === "added" && change.id)).toEqual(missed);
  expect(seen.at(-1)).toEqual({ action: "resynced", since: lostAt, dropped: 0 });
  realtime.close();
});

test("finds what was edited and deleted meanwhile among the visible items", async () => {
  const { sandbox, pub, channel, realtime } = setUp();
  const [edited, deleted, same] = [1, 2, 3].map((n) => sandbox.addMessage(channel.id, `m${n}`).id);
  const { seen } = listen(realtime.messages(channel.id));
  const live = realtime.messages(channel.id).collection();
  await live.ready;
  const untouched = live.items.find(({ id }) => id === same);
  sandbox.sockets.drop();
  await pub.messages.update(channel.id, edited ?? "", "another text");
  await pub.messages.delete(channel.id, deleted ?? "");
  await pass(1_000);
  expect(seen).toMatchObject([
    { action: "changed", id: edited, changes: { is_edited: true } },
    { action: "changed", id: deleted, changes: { type: "deleted", body: {} } },
    { action: "resynced" },
  ]);
  expect(live.items.find(({ id }) => id === same)).toBe(untouched);
  expect(live.items.map(({ type }) => type)).toEqual(["user", "deleted", "user"]);
  realtime.close();
});

test("what happens between the service's word and the reading is handed over, once", async () => {
  const { sandbox, channel, realtime } = setUp();
  sandbox.fail({ method: "GET", with: { latencyMs: 1_000 } });
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  const { id } = sandbox.addMessage(channel.id);
  await ask(sandbox, "PATCH", `/channels/${channel.id}/messages/${id}`, { body: { body: text("edited") } });
  await pass(2_000);
  expect(seen).toMatchObject([{ action: "added", id, resource: { is_edited: true } }]);
  realtime.close();
});

test("a half-open connection is found by what the newest page knows more; the hook is told, the socket replaced", async () => {
  const { sandbox, channel, realtime, events } = setUp();
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  sandbox.sockets.stall();
  const { id } = sandbox.addMessage(channel.id);
  await pass(53_000);
  expect(events).toEqual(["connecting", "open"]);
  await pass(12_000);
  expect(seen.slice(0, 1)).toMatchObject([{ action: "added", id }]);
  expect(events).toMatchObject([
    "connecting",
    "open",
    { stale: { path: expect.stringMatching(`${channel.id}/messages$`), since: expect.any(String) } },
    "reconnecting",
    "open",
  ]);
  const later = sandbox.addMessage(channel.id);
  await turn();
  expect(seen.at(-1)).toMatchObject({ action: "added", id: later.id });
  realtime.close();
});

test("comparisons find nothing where everything was told", async () => {
  const { sandbox, channel, realtime, events } = setUp();
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  sandbox.addMessage(channel.id);
  await pass(600_000);
  expect(seen).toHaveLength(1);
  expect(events).toEqual(["connecting", "open"]);
  realtime.close();
});

test("where no socket can be had, changes come late rather than never", async () => {
  const { sandbox, channel, realtime } = setUp();
  const open = sandbox.sockets.refuseConnections();
  const live = realtime.messages(channel.id).collection();
  await pass(45_000);
  expect(live.status).toBe("stale");
  const { id } = sandbox.addMessage(channel.id);
  await pass(60_000);
  expect(live.items.map((item) => item.id)).toEqual([id]);
  open();
  await pass(31_000);
  expect(live.status).toBe("live");
  realtime.close();
});

test("without a url it polls: missed changes are handed over, by the next poll", async () => {
  const { sandbox, channel, realtime, events } = setUp({ url: undefined, pollMs: 5_000 });
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  const { id } = sandbox.addMessage(channel.id);
  await pass(5_000);
  expect(seen).toMatchObject([{ action: "added", id }]);
  sandbox.fail({ method: "GET", with: "drop" });
  const next = sandbox.addMessage(channel.id);
  await pass(7_000);
  expect(seen.slice(1)).toMatchObject([
    { action: "added", id: next.id },
    { action: "resynced", dropped: 0 },
  ]);
  expect(events).toEqual(["connecting", "open", "reconnecting", "open"]);
  expect(sandbox.sockets.open).toBe(0);
  realtime.close();
});

test("a slow consumer's queue is bounded: what is beyond becomes one resynced that counts it", async () => {
  const { sandbox, channel, realtime } = setUp();
  const watch = realtime.messages(channel.id, { maxQueue: 3 });
  const loop = watch[Symbol.asyncIterator]();
  const first = loop.next();
  await turn();
  for (let i = 0; i < 6; i++) sandbox.addMessage(channel.id, `m${i}`);
  await turn();
  expect((await first).value).toMatchObject({ action: "added" });
  expect((await loop.next()).value).toMatchObject({
    action: "resynced",
    dropped: 4,
    since: expect.any(String),
  });
  expect((await loop.next()).value).toMatchObject({
    action: "added",
    resource: { body: { chunks: [{ text: "m5" }] } },
  });
  const next = loop.next();
  const { id } = sandbox.addMessage(channel.id);
  expect((await next).value).toMatchObject({ action: "added", id });
  realtime.close();
});
