import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change } from "../../src/realtime/index.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

function added(changes: readonly Change<object>[]): string[] {
  return changes.flatMap((change) => (change.action === "added" ? [change.id] : []));
}

test.each([
  { pageSize: 5, limit: 3, before: 1, missed: 20 },
  { pageSize: 25, limit: undefined, before: 100, missed: 40 },
  { pageSize: 100, limit: undefined, before: 100, missed: 150 },
])("of $missed messages that nobody told of none is lost, with $pageSize on a page", async (numbers) => {
  const { pageSize, limit, before, missed } = numbers;
  const { sandbox, channel, realtime } = setUp({}, { pageSize });
  for (let i = 0; i < before; i++) sandbox.addMessage(channel.id);
  const { seen } = listen(realtime.messages(channel.id, { limit }));
  await turn();
  sandbox.sockets.stall();
  const ids = Array.from({ length: missed }, () => sandbox.addMessage(channel.id).id);
  await pass(180_000);
  expect(added(seen)).toEqual(ids);
  realtime.close();
});

test("listeners are told that a collection is stale, and that it is live again", async () => {
  const { sandbox, channel, realtime } = setUp();
  const live = realtime.messages(channel.id).collection();
  await live.ready;
  const statuses: string[] = [];
  live.subscribe(() => statuses.push(live.status));
  sandbox.sockets.stall();
  sandbox.addMessage(channel.id);
  await pass(120_000);
  expect(statuses).toContain("stale");
  expect(statuses.at(-1)).toBe("live");
  realtime.close();
});

test("what was read before a socket could be had is told to be live once there is one", async () => {
  const { sandbox, channel, realtime } = setUp();
  sandbox.sockets.refuseConnections({ times: 1 });
  const live = realtime.messages(channel.id).collection();
  const statuses: string[] = [];
  live.subscribe(() => statuses.push(live.status));
  await pass(30_000);
  expect(statuses.at(-1)).toBe("live");
  realtime.close();
});
