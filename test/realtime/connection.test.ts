import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scripted } from "./support/scripted-socket.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

const { random } = Math;

beforeEach(fakeTime);
afterEach(() => {
  Math.random = random;
  vi.unstubAllGlobals();
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

test.each([
  { chance: 0, least: 500, most: 500 },
  { chance: 1, least: 1_000, most: 30_000 },
])(
  "waits at least half a second and at most half a minute (chance $chance)",
  async ({ chance, least, most }) => {
    Math.random = () => chance;
    const { WebSocket, sockets, last } = scripted();
    const { channel, realtime } = setUp({ WebSocket });
    realtime.messages(channel.id).collection();
    await turn();
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const [count, lostAt] = [sockets.length, performance.now()];
      last().lose();
      while (sockets.length === count) {
        vi.advanceTimersToNextTimer();
        await turn();
      }
      waits.push(performance.now() - lostAt);
    }
    expect(waits[0]).toBe(least);
    expect(waits.at(-1)).toBe(most);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    realtime.close();
  },
);

test("a service that takes connections and drops them is never asked in a tight loop", async () => {
  Math.random = () => 0;
  const { WebSocket, sockets, last } = scripted();
  const { channel, realtime } = setUp({ WebSocket });
  realtime.messages(channel.id).collection();
  await turn();
  const times: number[] = [];
  const end = performance.now() + 3 * 3_600_000;
  while (performance.now() < end && times.length < 2_000) {
    times.push(performance.now());
    const count = sockets.length;
    last().open();
    await turn();
    last().answer();
    await turn();
    last().lose();
    while (sockets.length === count) {
      vi.advanceTimersToNextTimer();
      await turn();
    }
  }
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
  realtime.close();
});

test("comes back at once when the machine is online again, and takes the way for lost when it is not", async () => {
  const machine = new EventTarget();
  vi.stubGlobal("addEventListener", machine.addEventListener.bind(machine));
  vi.stubGlobal("removeEventListener", machine.removeEventListener.bind(machine));
  Math.random = () => 1;
  const { WebSocket, sockets, last } = scripted();
  const { channel, realtime } = setUp({ WebSocket });
  realtime.messages(channel.id).collection();
  await turn();
  last().open();
  await turn();
  last().answer();
  await pass(20_000);
  machine.dispatchEvent(new Event("offline"));
  expect(realtime.status).toBe("reconnecting");
  expect(last().isClosed).toBe(true);
  await pass(600);
  expect(sockets).toHaveLength(1);
  machine.dispatchEvent(new Event("online"));
  await pass(0);
  expect(sockets).toHaveLength(2);
  last().lose();
  machine.dispatchEvent(new Event("online"));
  await pass(499);
  expect(sockets).toHaveLength(2);
  await pass(1);
  expect(sockets).toHaveLength(3);
  realtime.close();
  await turn();
  machine.dispatchEvent(new Event("online"));
  machine.dispatchEvent(new Event("offline"));
  await pass(60_000);
  expect(sockets).toHaveLength(3);
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

test.each(["the handshake", "a subscription"])(
  "replaces a socket that leaves %s unanswered for 10 s",
  async (what) => {
    const { WebSocket, sockets, last } = scripted();
    const { channel, realtime } = setUp({ WebSocket });
    realtime.messages(channel.id).collection();
    await turn();
    if (what === "a subscription") last().open();
    await pass(9_999);
    expect(last().isClosed).toBe(false);
    await pass(1);
    expect(last().isClosed).toBe(true);
    await pass(1_000);
    expect(sockets).toHaveLength(2);
    realtime.close();
  },
);

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
