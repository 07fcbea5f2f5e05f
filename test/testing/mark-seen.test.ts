import { afterEach, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { createSandbox, type DefaultSandbox, type SandboxOptions } from "../../src/testing/index.js";

afterEach(() => {
  vi.useRealTimers();
});

function clientOf({ organizationId, url, fetch, users }: DefaultSandbox, index: 0 | 1): PubClient {
  return new PubClient({ organizationId, token: users[index].token, baseUrl: url, fetch });
}

/** A channel with two members who have a client each. */
function prepare(options: Omit<SandboxOptions, "users"> = {}) {
  const sandbox = createSandbox(options);
  const [me, other] = sandbox.users;
  const { id: channel } = sandbox.addChannel({ members: [other.id] });
  return { sandbox, channel, me, other, mine: clientOf(sandbox, 0), others: clientOf(sandbox, 1) };
}

/** What the first user has not read: after a message, after marking it as seen, and after one more. */
async function story({ channel, me, mine, others }: ReturnType<typeof prepare>): Promise<number[]> {
  await others.messages.create(channel, "Good morning");
  const { unread_message_count: before } = await mine.members.retrieve(channel, me.id);
  const { unread_message_count: seen } = await mine.members.markSeen(channel, me.id);
  await others.messages.create(channel, "Coffee is ready");
  const { unread_message_count: after } = await mine.members.retrieve(channel, me.id);
  return [before, seen, after];
}

function fakeDate(now: string): void {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
}

describe("marking as seen now marks everything as seen", () => {
  test("with the sandbox's own clock", async () => {
    expect(await story(prepare())).toEqual([1, 0, 1]);
  });

  test("with the caller's clock, time and again", async () => {
    const prepared = prepare({ now: () => new Date() });
    for (let index = 0; index < 300; index++) {
      expect(await story(prepared)).toEqual([index === 0 ? 1 : 2, 0, 1]);
    }
  });

  test.each<[string, Omit<SandboxOptions, "users">]>([
    ["the sandbox's own clock", {}],
    ["the caller's clock", { now: () => new Date() }],
    ["a clock that is behind", { now: () => Date.now() - 3000 }],
    ["a clock that is ahead", { now: () => Date.now() + 3000 }],
    ["a clock that starts with the caller's", { now: "2025-03-01T12:00:00Z" }],
  ])("with a date long ago, and %s", async (_, options) => {
    fakeDate("2025-03-01T12:00:00Z");
    expect(await story(prepare(options))).toEqual([1, 0, 1]);
  });

  test("where the caller's clock is put back", async () => {
    const prepared = prepare({ now: () => new Date() });
    prepared.sandbox.seed();
    expect(await story(prepared)).toEqual([1, 0, 1]);
    fakeDate("2025-03-01T12:00:00Z");
    expect(await story(prepared)).toEqual([2, 0, 1]);
  });

  test("mentions too, and with a time that a member is added with", async () => {
    const { sandbox, channel, me, mine } = prepare();
    const [, other, third] = sandbox.users;
    fakeDate("2025-03-01T12:00:00Z");
    sandbox.addMessage(channel, { sender_id: other.id, notify_channel: true });
    expect(await mine.members.retrieve(channel, me.id)).toMatchObject({ unread_mention_count: 1 });
    expect(await mine.members.markSeen(channel, me.id)).toMatchObject({ unread_mention_count: 0 });
    const added = sandbox.addMember(channel, third.id, {
      last_seen_at: new Date(),
      created_at: "2024-01-01",
    });
    expect(added.unread_message_count).toBe(0);
  });
});

describe("a time of one's own is taken as it is", () => {
  test.each<[string, Omit<SandboxOptions, "users">]>([
    ["the sandbox's own clock", {}],
    ["the caller's clock", { now: () => new Date() }],
  ])("with %s", async (_, options) => {
    const { sandbox, channel, me, other, mine } = prepare(options);
    const now = options.now ? Date.now() : Date.parse("2026-01-01T08:00:00Z");
    const [, second] = [5000, 4000, 3000].map((before) =>
      sandbox.addMessage(channel, { sender_id: other.id, created_at: new Date(now - before) }),
    );
    const seen = await mine.members.markSeen(channel, me.id, second?.created_at);
    expect(seen).toMatchObject({ last_seen_at: second?.created_at, unread_message_count: 1 });
    expect(sandbox.data.members[0]?.last_seen_at).toBe(second?.created_at);
    const earlier = await mine.members.markSeen(channel, me.id, new Date(now - 4500));
    expect(earlier.unread_message_count).toBe(2);
  });
});

test("messages of one millisecond are listed as they were written", async () => {
  fakeDate("2025-03-01T12:00:00Z");
  const { sandbox, channel, mine } = prepare({ now: () => new Date(), pageSize: 7 });
  const made = Array.from({ length: 40 }, () => sandbox.addMessage(channel).id);
  const listed = async (ordering: "created_at" | "-created_at") =>
    (await mine.messages.list(channel, { ordering }).toArray({ limit: 100 })).map(({ id }) => id);
  expect(await listed("created_at")).toEqual(made);
  expect(await listed("-created_at")).toEqual(made.toReversed());
});
