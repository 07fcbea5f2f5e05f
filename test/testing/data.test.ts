import { beforeEach, describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { ChannelSchema, type MessageChunk, MessageSchema, pageSchema } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask, expectAnswer, nobody, text, userAt } from "./ask.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const snapshot = ({ users, data, requests, organizationId }: Sandbox) =>
  JSON.stringify({ users, data, requests, organizationId });

describe("what is done to the data by hand", () => {
  test("is served: edits, replacements, additions, removals", async () => {
    const [a, b, c] = [sandbox.addChannel(), sandbox.addChannel(), sandbox.addChannel()];
    const { channels } = sandbox.data;
    a.name = "Edited";
    channels[1] = { ...b, name: "Replaced" };
    channels.splice(2, 1);
    channels.push({ ...c, id: nobody, name: "Added" });
    const list = await expectAnswer(
      ask(sandbox, "GET", "/channels?ordering=created_at"),
      200,
      pageSchema(ChannelSchema),
    );
    expect(list.results.map(({ name }) => name)).toEqual(["Edited", "Replaced", "Added"]);
    expect(await ask(sandbox, "GET", `/channels/${b.id}`)).toMatchObject({ body: { name: "Replaced" } });
    expect(await ask(sandbox, "GET", `/channels/${c.id}`)).toMatchObject({ status: 404 });
    expect(await ask(sandbox, "GET", `/channels/${nobody}`)).toMatchObject({ status: 200 });
  });

  test("is noticed where ids are edited in place", async () => {
    const [channel, elsewhere] = [sandbox.addChannel(), sandbox.addChannel()];
    const message = sandbox.addMessage(channel.id);
    const other = userAt(sandbox, 1);
    const [member] = sandbox.data.members;
    const status = async (path: string, as = sandbox.users[0]) =>
      (await ask(sandbox, "GET", path, { as })).status;
    expect(await status(`/channels/${channel.id}/messages/${message.id}`)).toBe(200);

    message.channel_id = elsewhere.id;
    expect(await status(`/channels/${elsewhere.id}/messages/${message.id}`)).toBe(200);
    const list = await ask(sandbox, "GET", `/channels/${channel.id}/messages`);
    expect(list).toMatchObject({ body: { results: [] } });

    if (member) member.member_id = other.id;
    expect(await status(`/channels/${channel.id}/members/${other.id}`)).toBe(200);
    expect(await status(`/channels/${channel.id}/members/${sandbox.users[0].id}`)).toBe(404);

    const before = elsewhere.id;
    elsewhere.id = nobody;
    expect([await status(`/channels/${before}`), await status(`/channels/${nobody}`)]).toEqual([404, 200]);
    sandbox.addMember(nobody, other.id);
    expect(await status(`/users/${other.id}/joined-channels/${nobody}`, other)).toBe(200);
  });

  test("keeps the place of what is replaced", async () => {
    const { id } = sandbox.addChannel();
    const created_at = "2026-05-05T05:05:05Z";
    const made = [1, 2, 3].map(() => sandbox.addMessage(id, { created_at }).id);
    const [first] = sandbox.data.messages;
    if (first) sandbox.data.messages[0] = { ...first, is_edited: true };
    const list = ask(sandbox, "GET", `/channels/${id}/messages`);
    const { results } = await expectAnswer(list, 200, pageSchema(MessageSchema));
    expect(results.map((message) => message.id)).toEqual(made);
    expect(results[0]?.is_edited).toBe(true);
  });

  test("is put in order: a message whose date was edited", async () => {
    const { id } = sandbox.addChannel();
    const [first, second] = [sandbox.addMessage(id), sandbox.addMessage(id)];
    second.created_at = "2020-01-01T00:00:00.000Z";
    const list = ask(sandbox, "GET", `/channels/${id}/messages`);
    const { results } = await expectAnswer(list, 200, pageSchema(MessageSchema));
    expect(results.map((message) => message.id)).toEqual([second.id, first.id]);
  });

  test("shows where users stand in other resources", async () => {
    const message = sandbox.addMessage(sandbox.addChannel().id);
    sandbox.users[0].full_name = "Maija Meikäläinen";
    const reply = ask(sandbox, "GET", `/channels/${message.channel_id}/messages/${message.id}`);
    expect((await expectAnswer(reply, 200, MessageSchema)).sender).toMatchObject({
      full_name: "Maija Meikäläinen",
    });
  });
});

describe("the functions that add", () => {
  test("answer what the sandbox holds", () => {
    const channel = sandbox.addChannel({ name: "A", members: [userAt(sandbox, 1).id] });
    expect(sandbox.data.channels[0]).toBe(channel);
    expect(sandbox.data.members).toHaveLength(2);
    expect(sandbox.addMessage(channel.id, "Hi")).toBe(sandbox.data.messages[0]);
    expect(channel.latest_message).toBe(sandbox.data.messages[0]);
    expect(sandbox.addStream(channel.id)).toBe(sandbox.data.streams[0]);
    expect(sandbox.addDmChannel([sandbox.users[0].id, userAt(sandbox, 1).id])).toBe(sandbox.data.channels[1]);
  });

  test("a message of the past is read by those who have looked since, and is not the latest", () => {
    const other = userAt(sandbox, 1);
    const channel = sandbox.addChannel({ created_at: "2024-01-01" });
    sandbox.addMember(channel.id, other.id, { created_at: "2024-01-01", last_seen_at: "2025-01-02" });
    const latest = sandbox.addMessage(channel.id, { created_at: new Date("2025-01-03") });
    sandbox.addMessage(channel.id, { created_at: "2025-01-01" });
    expect(sandbox.data.members[1]?.unread_message_count).toBe(1);
    expect(channel.latest_message).toBe(latest);
  });

  test("take bodies of every kind", () => {
    const { id } = sandbox.addChannel();
    expect(sandbox.addMessage(id, { body: { version: 1, message: "old" } }).body).toEqual({
      version: 1,
      message: "old",
    });
    expect(sandbox.addMessage(id, { type: "deleted" })).toMatchObject({ body: {}, type: "deleted" });
    expect(sandbox.addMessage(id, "Hi").body).toEqual(text("Hi"));
    for (const body of [
      { version: 4, blocks: [] },
      { version: 3, chunks: [{ type: "poll", question: "?" }] },
      { version: "broken" },
    ]) {
      expect(sandbox.addMessage(id, { body }).body).toBe(body);
    }
  });

  test.each<[string, (id: string) => unknown]>([
    ["addUser", () => sandbox.addUser({ typo: 1 } as object)],
    ["addChannel", () => sandbox.addChannel({ typo: 1 } as object)],
    ["addMessage", (id) => sandbox.addMessage(id, { typo: 1 } as object)],
    ["addMember", (id) => sandbox.addMember(id, userAt(sandbox, 1).id, { typo: 1 } as object)],
    ["addStream", (id) => sandbox.addStream(id, { typo: 1 } as object)],
  ])("refuse fields that %s does not know, and add nothing", (name, add) => {
    const { id } = sandbox.addChannel();
    const before = snapshot(sandbox);
    expect(() => add(id)).toThrow(PubInputError);
    expect(() => add(id)).toThrow(
      new RegExp(`^sandbox.${name} does not know the \\S*\\s?field typo; there are `),
    );
    expect(snapshot(sandbox)).toBe(before);
  });

  test.each<[string, (id: string) => unknown, RegExp]>([
    ["an unknown channel", () => sandbox.addMessage(nobody, "Hi"), /channelId must be the id of a channel/],
    ["a channel id that is none", () => sandbox.addMessage("general", "Hi"), /channelId must be a UUID/],
    [
      "an unknown sender",
      (id) => sandbox.addMessage(id, { sender_id: nobody }),
      /sender_id must be ids of users/,
    ],
    [
      "a message id that is taken",
      (id) => [1, 2].map(() => sandbox.addMessage(id, { id: nobody })),
      /id is taken/,
    ],
    [
      "a date that is none",
      (id) => sandbox.addMessage(id, { created_at: "now" }),
      /created_at must be a Date/,
    ],
    [
      "a body that is none",
      (id) => sandbox.addMessage(id, { body: "Hi" as unknown as object }),
      /body must be an object/,
    ],
    [
      "what is no object",
      () => sandbox.addChannel(null as unknown as object),
      /what sandbox.addChannel takes must be an object/,
    ],
    [
      "members that are no list",
      () => sandbox.addDmChannel("Maija" as unknown as [string]),
      /members must be a list of ids of users/,
    ],
    [
      "a user to notify outside of a list",
      (id) => sandbox.addMessage(id, { notify_users: nobody as unknown as string[] }),
      /notify_users must be a list of ids of users/,
    ],
    ["a member twice", (id) => sandbox.addMember(id, sandbox.users[0].id), /already a member/],
    ["a second stream", (id) => [1, 2].map(() => sandbox.addStream(id)), /has a stream/],
    ["a second conference", (id) => [1, 2].map(() => sandbox.addConference(id)), /has a conference/],
    ["a user whose id is taken", () => sandbox.addUser({ id: sandbox.users[0].id }), /differ in their id/],
  ])("refuse %s", (_, add, message) => {
    const { id } = sandbox.addChannel();
    expect(() => add(id)).toThrow(PubInputError);
    expect(() => add(sandbox.addChannel().id)).toThrow(message);
    expect(sandbox.users).toHaveLength(3);
  });
});

describe("seeding", () => {
  test("makes what was asked for: channels with members, messages of every kind, over time, some unread", () => {
    const { channels, messages } = sandbox.seed({ channels: 3, messages: 500 });
    expect(channels).toEqual(sandbox.data.channels);
    expect(messages).toEqual(sandbox.data.messages);
    expect([channels.length, messages.length]).toEqual([3, 500]);
    expect(channels.map((channel) => channel.member_count)).toEqual([3, 3, 3]);
    expect(new Set(channels.map((channel) => channel.name)).size).toBe(3);
    const chunks = messages.flatMap(({ body }) => ("chunks" in body ? (body.chunks as MessageChunk[]) : []));
    const kinds = new Set(chunks.map((chunk) => ("kind" in chunk ? chunk.kind : chunk.type)));
    expect([...kinds].sort()).toEqual(
      [
        "text",
        "url",
        "email",
        "phone",
        "file",
        "audio",
        "voice",
        "video",
        "image",
        "mention",
        "external",
      ].sort(),
    );
    const times = messages.map((message) => message.created_at);
    expect([...times].sort()).toEqual(times);
    const days = new Set(times.map((time) => time.slice(0, 10)));
    expect(days.size).toBeGreaterThan(12);
    for (const channel of channels) expect(channel.latest_message?.channel_id).toBe(channel.id);
    expect(sandbox.data.members.some((member) => member.unread_message_count > 0)).toBe(true);
    expect(sandbox.data.members.some((member) => member.unread_message_count === 0)).toBe(true);
  });

  test("counts as unread what asking for it again would count", async () => {
    const { channels } = sandbox.seed({ channels: 2, messages: 200 });
    for (const member of sandbox.data.members) {
      const { unread_message_count, unread_mention_count, last_seen_at } = member;
      await ask(sandbox, "PATCH", `/channels/${channels[0]?.id}/members/${member.member_id}`, {
        body: { last_seen_at },
      });
      expect(member).toMatchObject({ unread_message_count, unread_mention_count });
    }
  });

  test("lies in the past: what is written next comes last", () => {
    const { channels } = sandbox.seed({ channels: 1, messages: 10 });
    const next = sandbox.addMessage(channels[0]?.id ?? "");
    expect(channels[0]?.latest_message).toBe(next);
  });

  test("with no new channels goes into those there are, and needs one", () => {
    expect(() => sandbox.seed({ channels: 0 })).toThrow(/messages need a channel/);
    const channel = sandbox.addChannel();
    expect(sandbox.seed({ channels: 0, messages: 5 }).messages.map(({ channel_id }) => channel_id)).toEqual(
      Array.from({ length: 5 }, () => channel.id),
    );
  });

  test("an option that it does not know is refused", () => {
    const seedIt = () => sandbox.seed({ channel: 5 } as object);
    expect(seedIt).toThrow(PubInputError);
    expect(seedIt).toThrow(/sandbox.seed does not know the option channel; there are channels, messages, /);
    expect(sandbox.data.channels).toEqual([]);
  });

  test.each([{ channels: -1 }, { messages: 0.5 }, { messages: 1e9 }])("%j is refused", (options) => {
    expect(() => sandbox.seed(options)).toThrow(PubInputError);
  });
});

describe("reset", () => {
  test("is as if just created, with the same arrays and users", async () => {
    const before = snapshot(sandbox);
    const { data, requests, users } = sandbox;
    const { channels } = data;
    const [first] = users;
    const story = async () => {
      sandbox.seed({ channels: 1, messages: 20 });
      await ask(sandbox, "POST", "/channels", { body: { name: "A" } });
      sandbox.addUser();
      return snapshot(sandbox);
    };
    const told = await story();
    first.token = "stolen";
    users.shift();
    sandbox.reset();
    expect(snapshot(sandbox)).toBe(before);
    expect([sandbox.data, sandbox.requests, sandbox.users]).toEqual([data, requests, users]);
    expect(sandbox.data.channels).toBe(channels);
    expect(sandbox.users[0]).toBe(first);
    expect(await story()).toBe(told);
  });

  test("leaves nothing behind", async () => {
    const { channels } = sandbox.seed({ channels: 1, messages: 1 });
    sandbox.reset();
    expect(await ask(sandbox, "GET", `/channels/${channels[0]?.id}`)).toMatchObject({ status: 404 });
  });
});
