import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scripted } from "./support/scripted-socket.js";
import { setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
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
