import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubRealtime } from "../../src/realtime/index.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

test.each([500, 429])(
  "a path refused with %i for ever is tried again by itself, and leaves the others alone",
  async (code) => {
    const { sandbox, channel, realtime, events } = setUp();
    const other = sandbox.addChannel({ name: "Support" });
    const { seen } = listen(realtime.messages(channel.id));
    await turn();
    sandbox.sockets.refuse(new RegExp(other.id), { code });
    const refused = listen(realtime.messages(other.id));
    await turn();
    for (let i = 1; i <= 20; i++) {
      sandbox.addMessage(channel.id);
      sandbox.addMessage(other.id);
      await pass(5_000);
      expect(seen.length).toBe(i);
    }
    await pass(60_000);
    expect(refused.seen.length).toBe(20);
    expect(events).toEqual(["connecting", "open"]);
    realtime.close();
  },
);

test("a token function that hangs keeps no new watch from an open socket", async () => {
  const { sandbox, channel } = setUp();
  const { organizationId, users, url: baseUrl, fetch, socketUrl: url, WebSocket } = sandbox;
  let hangs = false;
  const accessToken = () => (hangs ? new Promise<string>(() => {}) : users[0].token);
  const pub = new PubClient({ organizationId, accessToken, baseUrl, fetch });
  const realtime = new PubRealtime(pub, { url, WebSocket });
  listen(realtime.messages(channel.id));
  await turn();
  hangs = true;
  const live = realtime.messages(sandbox.addChannel({ name: "Support" }).id).collection();
  await turn();
  hangs = false;
  await pass(120_000);
  expect(live.status).toBe("live");
  realtime.close();
});

test("more is loaded once there is something, and not after the end", async () => {
  const { sandbox, channel, realtime } = setUp();
  for (let i = 0; i < 60; i++) sandbox.addMessage(channel.id);
  const live = realtime.messages(channel.id).collection({ limit: 10 });
  let turns = 1;
  while (await live.loadMore()) turns++;
  expect([turns, live.items.length]).toEqual([5, 60]);
  const closed = realtime.messages(channel.id).collection({ limit: 10 });
  await closed.ready;
  closed.close();
  expect(await closed.loadMore()).toBe(false);
  realtime.close();
});

test("polling says how the rest is, once a watch that cannot be read has left", async () => {
  const { sandbox, channel, realtime } = setUp({ url: undefined, pollMs: 5_000 });
  const other = sandbox.addChannel({ name: "Support" });
  const watched = realtime.messages(channel.id).collection();
  const left = realtime.messages(other.id).collection();
  await Promise.all([watched.ready, left.ready]);
  sandbox.fail({
    path: new RegExp(`${other.id}/messages`),
    times: Number.POSITIVE_INFINITY,
    with: { status: 503 },
  });
  await pass(6_000);
  expect(left.status).toBe("stale");
  left.close();
  await pass(60_000);
  expect([watched.status, realtime.status]).toEqual(["live", "open"]);
  realtime.close();
});

test("what a slow consumer missed is counted from one word to the next", async () => {
  const { sandbox, channel, realtime } = setUp();
  const changes = realtime.messages(channel.id, { maxQueue: 2 })[Symbol.asyncIterator]();
  const first = changes.next();
  await turn();
  const add = async (count: number) => {
    for (let i = 0; i < count; i++) {
      sandbox.addMessage(channel.id);
      await turn();
    }
  };
  await add(1);
  await first;
  await add(4);
  expect((await changes.next()).value).toMatchObject({ action: "resynced", dropped: 3 });
  await add(2);
  expect((await changes.next()).value).toMatchObject({ action: "resynced", dropped: 3 });
  realtime.close();
});

test("several who ask at once are answered in turn, and a loop that is left releases them", async () => {
  const { sandbox, channel, realtime } = setUp();
  const changes = realtime.messages(channel.id)[Symbol.asyncIterator]();
  const asked = Promise.all([changes.next(), changes.next(), changes.next()]);
  await turn();
  sandbox.addMessage(channel.id);
  await turn();
  await changes.return?.();
  expect((await asked).map(({ done }) => done)).toEqual([false, true, true]);
  await turn();
  expect([sandbox.sockets.open, vi.getTimerCount()]).toEqual([0, 0]);
});
