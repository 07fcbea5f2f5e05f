import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import type { Message } from "../../src/index.js";
import { type Change, PubRealtime } from "../../src/realtime/index.js";
import { createSandbox } from "../../src/testing/index.js";

function setUp() {
  const sandbox = createSandbox();
  const { organizationId, users, url: baseUrl, fetch } = sandbox;
  const pub = new PubClient({ organizationId, accessToken: () => users[0].token, baseUrl, fetch });
  const channel = sandbox.addChannel({ name: "Releases" });
  for (let i = 0; i < 60; i++) sandbox.addMessage(channel.id, `m${i}`);
  const events: unknown[] = [];
  const realtime = new PubRealtime(pub, {
    url: sandbox.socketUrl,
    WebSocket: sandbox.WebSocket,
    hooks: { stale: (e) => events.push(e) },
  });
  realtime.onStatus((s) => events.push(s));
  return { sandbox, pub, channel, realtime, events };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("hands over what happens, once, and after a loss what was missed", async () => {
  const { sandbox, pub, channel, realtime, events } = setUp();
  const seen: Change<Message>[] = [];
  const loop = (async () => {
    for await (const change of realtime.messages(channel.id)) seen.push(change);
  })();
  const live = realtime.messages(channel.id).collection();
  await live.ready;
  const sent = await pub.messages.create(channel.id, "one");
  await vi.waitFor(() => expect(seen).toMatchObject([{ action: "added", id: sent.id }]));
  expect(live.items[0]).toEqual(sent);
  await pub.messages.update(channel.id, sent.id, "two");
  await vi.waitFor(() => expect(seen).toMatchObject([{}, { action: "changed", id: sent.id }]));
  sandbox.sockets.drop();
  await pub.messages.update(channel.id, sent.id, "three");
  const missed = await pub.messages.create(channel.id, "four");
  await vi.waitFor(() => expect(events.at(-1)).toBe("reconnecting"));
  expect(live.status).toBe("stale");
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() =>
    expect(seen.slice(2)).toMatchObject([
      { action: "changed", id: sent.id },
      { action: "added", id: missed.id },
      { action: "resynced", dropped: 0 },
    ]),
  );
  sandbox.sockets.stall();
  const late = await pub.messages.create(channel.id, "five");
  await vi.advanceTimersByTimeAsync(63_000);
  await vi.waitFor(() => expect(seen.at(-2)).toMatchObject({ action: "added", id: late.id }));
  await vi.advanceTimersByTimeAsync(63_000);
  sandbox.expireToken(sandbox.users[0].token);
  await vi.advanceTimersByTimeAsync(63_000);
  const afterExpiry = await pub.messages.create(channel.id, "six");
  await vi.waitFor(() => expect(live.items[0]).toMatchObject({ id: afterExpiry.id }));
  expect(live.status).toBe("live");
  console.log(events);
  realtime.close();
  await loop;
  expect(vi.getTimerCount()).toBe(0);
  expect(realtime.status).toBe("closed");
});
