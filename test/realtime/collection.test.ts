import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

async function begin(count: number) {
  const world = setUp({}, { pageSize: 3 });
  const { sandbox, channel, realtime } = world;
  for (let i = 0; i < count; i++) sandbox.addMessage(channel.id, `m${i}`);
  const live = realtime.messages(channel.id).collection({ limit: 4 });
  await live.ready;
  return { ...world, live };
}

test("items are another array after each change, in which what has not changed is the same object", async () => {
  const { sandbox, pub, channel, live, realtime } = await begin(3);
  const before = live.items;
  expect(live.items).toBe(before);
  sandbox.addMessage(channel.id, "new");
  await turn();
  const after = live.items;
  expect(after).not.toBe(before);
  for (const [index, item] of before.entries()) expect(after[index + 1]).toBe(item);
  await pub.messages.update(channel.id, before[0]?.id ?? "", "edited");
  await turn();
  expect(live.items[1]).not.toBe(before[0]);
  expect([live.items[0], live.items[2], live.items[3]]).toEqual([after[0], after[2], after[3]]);
  sandbox.sockets.drop();
  const kept = live.items;
  await pass(2_000);
  expect(live.items.every((item, index) => item === kept[index])).toBe(true);
  realtime.close();
});

test("subscribe and items fit useSyncExternalStore: the snapshot is the same from one call to the next", async () => {
  const { sandbox, channel, live, realtime } = await begin(3);
  const { subscribe } = live;
  const snapshots: unknown[] = [live.items];
  const listener = vi.fn(() => snapshots.push(live.items));
  const unsubscribe = subscribe(listener);
  const again = subscribe(listener);
  again();
  sandbox.addMessage(channel.id);
  await turn();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(snapshots[1]).not.toBe(snapshots[0]);
  await pass(61_000);
  expect(listener).toHaveBeenCalledTimes(1);
  unsubscribe();
  sandbox.addMessage(channel.id);
  await turn();
  expect(listener).toHaveBeenCalledTimes(1);
  realtime.close();
});

test("listeners are told of each status", async () => {
  const { sandbox, live, realtime } = await begin(1);
  const statuses: string[] = [];
  live.subscribe(() => statuses.push(live.status));
  sandbox.sockets.drop();
  await pass(2_000);
  live.close();
  await turn();
  expect([...new Set(statuses)]).toEqual(["stale", "live", "closed"]);
  realtime.close();
});

test("loads as many more as at first, until there are no more", async () => {
  const { live, realtime } = await begin(10);
  expect([live.items.length, live.hasMore]).toEqual([4, true]);
  expect(await live.loadMore()).toBe(true);
  expect(live.items).toHaveLength(8);
  expect(await live.loadMore()).toBe(false);
  expect([live.items.length, live.hasMore]).toEqual([10, false]);
  expect(await live.loadMore()).toBe(false);
  realtime.close();
});

test("loading more at the same time loads nothing twice", async () => {
  const { live, realtime } = await begin(12);
  await Promise.all([live.loadMore(), live.loadMore()]);
  expect(live.items).toHaveLength(12);
  expect(new Set(live.items.map(({ id }) => id)).size).toBe(12);
  realtime.close();
});

test("stays as it was after it was closed", async () => {
  const { sandbox, channel, live, realtime } = await begin(3);
  const { items } = live;
  live.close();
  sandbox.addMessage(channel.id);
  await pass(61_000);
  expect(live.items).toBe(items);
  expect(live.status).toBe("closed");
  realtime.close();
});
