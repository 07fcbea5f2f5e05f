import { describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { ChannelSchema, MessageSchema, RecordedStreamSchema } from "../../src/schemas/index.js";
import { createSandbox, type SeedOptions } from "../../src/testing/index.js";
import { ask } from "./ask.js";

const everything = {
  channels: 4,
  messages: 200,
  members: 6,
  dmChannels: 7,
  streams: 3,
  recordedStreams: 5,
  conferences: 2,
} as const satisfies Required<SeedOptions>;

describe("seeding", () => {
  test("makes as much of everything as is asked for, and says what", () => {
    const sandbox = createSandbox();
    const seeded = sandbox.seed(everything);
    const { data } = sandbox;
    expect(sandbox.users).toHaveLength(6);
    expect([...seeded.channels, ...seeded.dmChannels]).toEqual(data.channels);
    expect(seeded.channels.map((channel) => channel.member_count)).toEqual([6, 6, 6, 6]);
    expect(seeded.dmChannels.every((dm) => dm.is_direct_message && dm.member_count === 2)).toBe(true);
    expect(seeded.messages).toEqual(data.messages);
    expect(seeded.messages).toHaveLength(200);
    expect(seeded.dmChannels.some((dm) => dm.latest_message !== null)).toBe(true);
    expect(seeded.streams).toEqual(data.streams);
    expect(seeded.streams.map(({ status }) => status.is_watchable)).toEqual([true, false, true]);
    expect(seeded.recordedStreams).toEqual(data.recordings.map(({ recording }) => recording));
    expect(seeded.recordedStreams).toHaveLength(5);
    expect(seeded.conferences).toEqual(data.conferences);
    for (const { participants } of seeded.conferences) expect(participants.length).toBeGreaterThan(0);
    for (const channel of data.channels) ChannelSchema.parse(channel);
    for (const message of data.messages) MessageSchema.parse(message);
    for (const recording of seeded.recordedStreams) RecordedStreamSchema.parse(recording);
  });

  test("makes the same again after a reset, and elsewhere from the same seed", () => {
    const story = (sandbox: ReturnType<typeof createSandbox>) => JSON.stringify(sandbox.seed(everything));
    const sandbox = createSandbox({ seed: 11 });
    const first = story(sandbox);
    sandbox.reset();
    expect(story(sandbox)).toBe(first);
    expect(story(createSandbox({ seed: 11 }))).toBe(first);
    expect(story(createSandbox({ seed: 12 }))).not.toBe(first);
  });

  test("of what is not asked for, nothing changes: the same channels and messages come with streams", () => {
    const [plain, more] = [createSandbox(), createSandbox()];
    const { channels, messages } = plain.seed({ channels: 2, messages: 30 });
    const seeded = more.seed({ channels: 2, messages: 30, streams: 2, recordedStreams: 2, conferences: 1 });
    expect(seeded.channels).toEqual(channels);
    expect(seeded.messages).toEqual(messages);
  });

  test("opens each pair's direct-message channel once, in whatever number of calls", async () => {
    const sandbox = createSandbox();
    const [me, maija] = sandbox.users;
    sandbox.addDmChannel([maija.id, me.id]);
    const [first] = sandbox.seed({ channels: 0, messages: 0, dmChannels: 1 }).dmChannels;
    sandbox.seed({ channels: 0, messages: 4, dmChannels: 1 });
    const sets = sandbox.data.channels.map(({ id }) =>
      sandbox.data.members.filter(({ channel }) => channel === id).map(({ member_id }) => member_id),
    );
    expect(new Set(sets.map((ids) => ids.sort().join())).size).toBe(3);
    const found = await ask(sandbox, "POST", `/users/${me.id}/dm-channels`, {
      body: { members: [sandbox.users[2].id] },
    });
    expect(found).toMatchObject({ status: 200, body: { id: first?.id } });
    expect(sandbox.data.messages).toHaveLength(4);
    expect(() => sandbox.seed({ dmChannels: 1 })).toThrow(/dmChannels must be at most 0/);
    expect(sandbox.data.channels).toHaveLength(3);
  });

  test("goes into the channels that there are, where none are asked for", () => {
    const sandbox = createSandbox();
    const { id } = sandbox.addChannel();
    const { streams, recordedStreams } = sandbox.seed({ channels: 0, streams: 1, recordedStreams: 2 });
    expect(streams[0]?.channel).toBe(id);
    expect(recordedStreams).toHaveLength(2);
    expect(() => sandbox.seed({ channels: 0, streams: 1 })).toThrow(/streams must be at most 0/);
  });

  test.each<[object, RegExp]>([
    [{ members: 0 }, /members must be a whole number from 1 to 1000/],
    [{ dmChannels: 1001 }, /dmChannels must be a whole number from 0 to 1000/],
    [{ dmChannels: 4 }, /dmChannels must be at most 3/],
    [{ channels: 2, streams: 3 }, /streams must be at most 2/],
    [{ channels: 2, conferences: 3 }, /conferences must be at most 2/],
    [{ channels: 0 }, /messages need a channel/],
    [{ channels: 0, messages: 0, streams: 1 }, /streams need a channel/],
    [{ channels: 0, messages: 0, recordedStreams: 1 }, /recordedStreams need a channel/],
    [{ channels: 0, messages: 0, dmChannels: 1, conferences: 1 }, /conferences need a channel/],
    [{ recordings: 1 }, /sandbox.seed does not know the option recordings; there are channels, /],
  ])("%o is refused, and nothing made", (options, message) => {
    const sandbox = createSandbox();
    expect(() => sandbox.seed(options)).toThrow(PubInputError);
    expect(() => sandbox.seed(options)).toThrow(message);
    expect(Object.values(sandbox.data).flat()).toEqual([]);
  });
});

test("a member is added with a notification mode, a stream session to a channel that has none", async () => {
  const sandbox = createSandbox();
  const [me, maija] = sandbox.users;
  const { id } = sandbox.addChannel();
  sandbox.addMember(id, maija.id, { mode: "mentions" });
  const settings = await ask(sandbox, "GET", `/channels/${id}/members/${maija.id}/notification_settings`);
  expect(settings.body).toMatchObject({ mode: "mentions", user_id: maija.id });
  expect(sandbox.data.notificationSettings.find(({ user_id }) => user_id === me.id)?.mode).toBe("unmuted");
  const session = sandbox.addStreamSession(id);
  const { body } = await ask(sandbox, "POST", `/channels/${id}/conference/stream_session`, {
    body: { action: "start" },
  });
  expect(body).toEqual({ stream_session_id: session.stream_session_id });
  expect(() => sandbox.addStreamSession(id)).toThrow(PubInputError);
});
