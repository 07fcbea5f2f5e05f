import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scripted } from "./support/scripted-socket.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

test("one socket for all watches: opened with the first, closed after the last, one subscription a path", async () => {
  const { sandbox, channel, realtime } = setUp();
  expect(sandbox.sockets.open).toBe(0);
  const watch = realtime.messages(channel.id);
  const first = watch.collection();
  const second = realtime.messages(channel.id).collection();
  const third = realtime.members(channel.id).collection();
  const loop = watch[Symbol.asyncIterator]();
  const change = loop.next();
  await Promise.all([first.ready, second.ready, third.ready]);
  expect(sandbox.sockets.open).toBe(1);
  expect(sandbox.sockets.subscriptions).toHaveLength(2);
  for (const live of [first, second, third]) live.close();
  await turn();
  expect(sandbox.sockets.open).toBe(1);
  await loop.return?.();
  expect(await change).toEqual({ done: true, value: undefined });
  await turn();
  expect(sandbox.sockets.open).toBe(0);
  expect(realtime.status).toBe("idle");
  await realtime.messages(channel.id).collection().ready;
  expect(sandbox.sockets.open).toBe(1);
  realtime.close();
});

test("counts as open when the service has confirmed a subscription, not before", async () => {
  const { WebSocket, last } = scripted();
  const { channel, realtime, events } = setUp({ WebSocket });
  realtime.messages(channel.id).collection();
  await turn();
  expect(realtime.status).toBe("connecting");
  last().open();
  await turn();
  expect(realtime.status).toBe("connecting");
  last().answer();
  await turn();
  expect(realtime.status).toBe("open");
  realtime.close();
  await turn();
  expect(events).toEqual(["connecting", "open", "closed"]);
});

test("asks for the token anew before every connect, and renews one that has expired", async () => {
  const { WebSocket, sockets, last } = scripted();
  const { sandbox, channel, realtime } = setUp({ WebSocket });
  realtime.messages(channel.id).collection();
  await turn();
  const { token } = sandbox.users[0];
  expect(last().token).toBe(token);
  last().lose();
  const renewed = sandbox.expireToken(token);
  await pass(1_000);
  expect(sockets).toHaveLength(2);
  expect(last().token).toBe(renewed);
  last().open();
  await turn();
  expect(last().sent).toMatchObject([{ params: { token: renewed } }]);
  realtime.close();
});

test("a subscription that is refused with 401 is asked for again with a renewed token", async () => {
  const { sandbox, channel, realtime } = setUp();
  sandbox.sockets.refuse(/messages$/, { code: 401, times: 1 });
  const live = realtime.messages(channel.id).collection();
  await pass(2_000);
  expect(live.status).toBe("live");
  realtime.close();
});

test("stale sockets cannot speak", async () => {
  const { WebSocket, sockets, last } = scripted();
  const { sandbox, channel, realtime, events } = setUp({ WebSocket });
  const live = realtime.messages(channel.id).collection();
  await turn();
  last().open();
  await turn();
  const { channel: path = "" } = last().sent[0]?.params ?? {};
  last().answer();
  await live.ready;
  last().lose();
  await pass(1_000);
  const [stale] = sockets;
  last().open();
  await turn();
  const message = { ...sandbox.addMessage(channel.id), id: "00000000-0000-4000-8000-000000000001" };
  stale?.open();
  stale?.say({ id: 1, result: {} });
  stale?.say({ id: 2, result: {} });
  stale?.tell(path, "added", message);
  await turn();
  expect(realtime.status).toBe("reconnecting");
  last().answer();
  await turn();
  stale?.tell(path, "added", message);
  stale?.lose();
  await turn();
  expect(live.status).toBe("live");
  expect(live.items.map(({ id }) => id)).not.toContain(message.id);
  expect(sockets).toHaveLength(2);
  realtime.close();
  await turn();
  expect(events).toEqual(["connecting", "open", "reconnecting", "open", "closed"]);
});

test("mounting, unmounting and mounting in one tick keeps one socket and one subscription", async () => {
  const { WebSocket, sockets, last } = scripted();
  const { channel, realtime } = setUp({ WebSocket });
  const watch = realtime.messages(channel.id);
  const first = watch.collection();
  first.close();
  const second = watch.collection();
  await turn();
  last().open();
  await turn();
  expect(sockets).toHaveLength(1);
  expect(last().sent).toHaveLength(1);
  last().answer();
  await second.ready;
  second.close();
  const third = watch.collection();
  await third.ready;
  expect(sockets).toHaveLength(1);
  expect(last()).toMatchObject({ isClosed: false, sent: [] });
  realtime.close();
});

test("close ends loops and collections, leaves no timer, and nothing can be watched any more", async () => {
  const { sandbox, channel, realtime } = setUp();
  const { loop } = listen(realtime.messages(channel.id));
  const live = realtime.members(channel.id).collection();
  await live.ready;
  realtime.close();
  await loop;
  await turn();
  expect(live.status).toBe("closed");
  expect(vi.getTimerCount()).toBe(0);
  expect(sandbox.sockets.open).toBe(0);
  expect(realtime.status).toBe("closed");
  expect(() => realtime.channels().collection()).toThrow(/closed/);
});
