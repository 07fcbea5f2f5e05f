import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setUp } from "./support/set-up.js";
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
