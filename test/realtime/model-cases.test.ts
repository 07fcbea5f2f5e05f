import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

test("a failure to load more is the caller's alone: the collection goes on", async () => {
  const { sandbox, channel, realtime } = setUp({}, { pageSize: 2 });
  for (let i = 0; i < 5; i++) sandbox.addMessage(channel.id);
  const live = realtime.messages(channel.id).collection({ limit: 2 });
  await live.ready;
  sandbox.fail({ method: "GET", with: { status: 503 } });
  await expect(live.loadMore()).rejects.toMatchObject({ status: 503 });
  sandbox.sockets.drop();
  const { id } = sandbox.addMessage(channel.id);
  await pass(2_000);
  expect(live.status).toBe("live");
  expect(live.items[0]).toMatchObject({ id });
  expect(await live.loadMore()).toBe(true);
  realtime.close();
});

test("a single item that could be read at the second try only leaves nothing stale", async () => {
  const { sandbox, realtime } = setUp();
  const live = realtime.channels().collection();
  await live.ready;
  const { id } = sandbox.addChannel();
  await pass(0);
  sandbox.fail({ method: "GET", with: "drop" });
  sandbox.data.channels.splice(1, 1);
  sandbox.addUser();
  await pass(2_000);
  expect(live.items.map((item) => item.id)).not.toContain(id);
  expect(live.status).toBe("live");
  realtime.close();
});

test("half-open is found by what is new at the end of a list that begins with the oldest", async () => {
  const { sandbox, channel, realtime, events } = setUp({}, { pageSize: 2, users: 5 });
  const [, second, third, fourth] = sandbox.users;
  for (const user of [second, third]) sandbox.addMember(channel.id, user?.id ?? "");
  const live = realtime.members(channel.id).collection();
  await live.ready;
  sandbox.sockets.stall();
  sandbox.addMember(channel.id, fourth?.id ?? "");
  await pass(70_000);
  expect(live.items.map((item) => item.member_id)).toContain(fourth?.id);
  expect(events).toContainEqual({
    stale: expect.objectContaining({ path: expect.stringMatching(/members$/) }),
  });
  realtime.close();
});

test("of items that were made at the same time, those further down are no news", async () => {
  const { sandbox, pub, channel, realtime, events } = setUp({}, { pageSize: 3, now: () => 0 });
  const [oldest] = [1, 2, 3, 4, 5].map((n) => sandbox.addMessage(channel.id, `m${n}`).id);
  const { seen } = listen(realtime.messages(channel.id, { limit: 2 }));
  const live = realtime.messages(channel.id).collection({ limit: 2 });
  await pass(70_000);
  await pub.messages.update(channel.id, oldest ?? "", "edited");
  await pass(0);
  sandbox.sockets.drop();
  await pass(2_000);
  expect(seen).toMatchObject([{ action: "changed", id: oldest }, { action: "resynced" }]);
  expect(live.items).toHaveLength(2);
  expect(events).toEqual(["connecting", "open", "reconnecting", "open"]);
  realtime.close();
});
