import { beforeEach, describe, expect, test } from "vitest";
import { ChannelSchema, JoinedChannelSchema, pageSchema } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask, expectAnswer, nobody, userAt } from "./ask.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

describe("a new channel", () => {
  test("has its creator as admin, the members it was given, and their notification settings", async () => {
    const [me, other] = [sandbox.users[0], userAt(sandbox, 1)];
    const payload = {
      name: "Releases",
      description: "What goes out",
      members: [other.id.toUpperCase(), me.id],
    };
    const channel = await expectAnswer(
      ask(sandbox, "POST", "/channels", { body: payload }),
      201,
      ChannelSchema,
    );
    expect(channel).toMatchObject({
      name: "Releases",
      description: "What goes out",
      organization_id: sandbox.organizationId,
      is_direct_message: false,
      latest_message: null,
      latest_message_created_at: null,
      member_count: 2,
      type: 2,
    });
    expect(sandbox.data.members).toMatchObject([
      { channel: channel.id, member_id: me.id, is_admin: true, unread_message_count: 0, last_seen_at: null },
      { channel: channel.id, member_id: other.id, is_admin: false },
    ]);
    expect(sandbox.data.notificationSettings).toMatchObject([
      { channel: channel.id, user_id: me.id, mode: "unmuted" },
      { channel: channel.id, user_id: other.id, mode: "unmuted" },
    ]);
    expect(JSON.stringify(sandbox.data)).not.toContain(me.token);
  });

  test("needs a name; what is unknown in the payload is ignored", async () => {
    expect(await ask(sandbox, "POST", "/channels", { body: { description: "?" } })).toMatchObject({
      status: 400,
      body: { name: ["This field is required."] },
    });
    const reply = ask(sandbox, "POST", "/channels", { body: { name: "A", id: nobody, colour: "blue" } });
    const channel = await expectAnswer(reply, 201, ChannelSchema);
    expect(channel.id).not.toBe(nobody);
    expect(channel).not.toHaveProperty("colour");
  });

  test("can be private: then it is its members' alone", async () => {
    const body = { name: "Board", is_private: true };
    const channel = await expectAnswer(ask(sandbox, "POST", "/channels", { body }), 201, ChannelSchema);
    expect(channel.type).toBe(4);
    const stranger = userAt(sandbox, 1);
    for (const path of ["", "/messages", "/members", "/conference/recorded_streams"]) {
      expect(await ask(sandbox, "GET", `/channels/${channel.id}${path}`)).toMatchObject({ status: 200 });
      expect(await ask(sandbox, "GET", `/channels/${channel.id}${path}`, { as: stranger })).toMatchObject({
        status: 404,
      });
    }
    const list = await expectAnswer(
      ask(sandbox, "GET", "/channels", { as: stranger }),
      200,
      pageSchema(ChannelSchema),
    );
    expect(list.results).toEqual([]);
  });
});

describe("changing a channel", () => {
  test("PATCH changes what it names, PUT needs a name, both leave the rest", async () => {
    const channel = sandbox.addChannel({ name: "A", description: "a" });
    const before = channel.updated_at;
    const path = `/channels/${channel.id}`;
    expect(await ask(sandbox, "PATCH", path, { body: { description: "b" } })).toMatchObject({
      status: 200,
      body: { name: "A", description: "b" },
    });
    expect(await ask(sandbox, "PUT", path, { body: { description: "c" } })).toMatchObject({
      status: 400,
      body: { name: ["This field is required."] },
    });
    expect(await ask(sandbox, "PUT", path, { body: { name: "C" } })).toMatchObject({
      status: 200,
      body: { name: "C", description: "b" },
    });
    expect(channel.updated_at > before).toBe(true);
  });

  test("making it private changes its type, and back", async () => {
    const channel = sandbox.addChannel();
    await ask(sandbox, "PATCH", `/channels/${channel.id}`, { body: { is_private: true } });
    expect(channel.type).toBe(4);
    await ask(sandbox, "PATCH", `/channels/${channel.id}`, { body: { is_private: null } });
    expect(channel.type).toBe(2);
  });

  test("is for its admins", async () => {
    const [member, stranger] = [userAt(sandbox, 1), userAt(sandbox, 2)];
    const channel = sandbox.addChannel({ members: [member.id] });
    for (const as of [member, stranger]) {
      const path = `/channels/${channel.id}`;
      expect(await ask(sandbox, "PATCH", path, { as, body: { name: "Mine" } })).toMatchObject({
        status: 403,
      });
      expect(await ask(sandbox, "DELETE", path, { as })).toMatchObject({ status: 403 });
    }
  });

  test("deleting takes everything in it along, and nothing else", async () => {
    const [gone, kept] = [sandbox.addChannel(), sandbox.addChannel()];
    for (const { id } of [gone, kept]) {
      sandbox.addMessage(id, { notify_channel: true });
      sandbox.addStream(id);
      sandbox.addRecordedStream(id);
      sandbox.addConference(id);
      await ask(sandbox, "POST", `/channels/${id}/conference/stream_session`, { body: { action: "start" } });
    }
    expect(await ask(sandbox, "DELETE", `/channels/${gone.id}`)).toMatchObject({ status: 204 });
    expect(await ask(sandbox, "GET", `/channels/${gone.id}`)).toMatchObject({ status: 404 });
    for (const rows of Object.values(sandbox.data)) expect(rows).toHaveLength(1);
    expect(sandbox.data.channels).toEqual([kept]);
  });
});

describe("joined channels", () => {
  test("are what the user of the path is a member of, with what is unread, without direct messages", async () => {
    const other = userAt(sandbox, 1);
    const joined = sandbox.addChannel({ creator: other.id, members: [sandbox.users[0].id] });
    sandbox.addChannel();
    sandbox.addDmChannel([sandbox.users[0].id, other.id]);
    sandbox.addMessage(joined.id, { sender_id: sandbox.users[0].id, notify_users: [other.id] });
    const list = ask(sandbox, "GET", `/users/${other.id}/joined-channels`);
    expect((await expectAnswer(list, 200, pageSchema(JoinedChannelSchema))).results).toMatchObject([
      {
        id: joined.id,
        unread_message_count: 1,
        unread_mention_count: 1,
        member_notification_settings: { user_id: other.id, mode: "unmuted" },
      },
    ]);
  });

  test("can be asked for by is_active", async () => {
    const [me] = sandbox.users;
    const [active, quiet] = [sandbox.addChannel(), sandbox.addChannel({ is_active: false })];
    const ids = async (query: string) => {
      const list = ask(sandbox, "GET", `/users/${me.id}/joined-channels${query}`);
      return (await expectAnswer(list, 200, pageSchema(JoinedChannelSchema))).results
        .map(({ id }) => id)
        .sort();
    };
    expect(await ids("?is_active=true")).toEqual([active.id]);
    expect(await ids("?is_active=false")).toEqual([quiet.id]);
    expect(await ids("")).toEqual([active.id, quiet.id].sort());
    expect(await ids("?is_active=perhaps")).toHaveLength(2);
  });

  test("one that the user has not joined is not found", async () => {
    const channel = sandbox.addChannel({ creator: userAt(sandbox, 1).id });
    const path = `/users/${sandbox.users[0].id}/joined-channels`;
    expect(await ask(sandbox, "GET", `${path}/${channel.id}`)).toMatchObject({ status: 404 });
    expect(await ask(sandbox, "GET", `${path}/${nobody}`)).toMatchObject({ status: 404 });
  });
});

test("channels come with the one written to last first, those without messages at the end", async () => {
  const [a, b, c] = [sandbox.addChannel(), sandbox.addChannel(), sandbox.addChannel()];
  sandbox.addMessage(c.id);
  sandbox.addMessage(a.id);
  const ids = async (query: string) => {
    const list = await expectAnswer(ask(sandbox, "GET", `/channels${query}`), 200, pageSchema(ChannelSchema));
    return list.results.map(({ id }) => id);
  };
  expect(await ids("")).toEqual([a.id, c.id, b.id]);
  expect(await ids("?ordering=latest_message_created_at")).toEqual([b.id, c.id, a.id]);
  expect(await ids("?ordering=-created_at")).toEqual([c.id, b.id, a.id]);
  expect(await ids("?ordering=colour,created_at")).toEqual([a.id, b.id, c.id]);
});

test("channels without messages come newest first, oldest first the other way round, and as inserted", async () => {
  const made = Array.from({ length: 12 }, () => sandbox.addChannel().id);
  const created_at = "2020-01-01";
  const old = Array.from({ length: 12 }, () => sandbox.addChannel({ created_at }).id);
  const ids = async (query: string) => {
    const list = await expectAnswer(ask(sandbox, "GET", `/channels${query}`), 200, pageSchema(ChannelSchema));
    return list.results.map(({ id }) => id);
  };
  expect(await ids("")).toEqual([...made.toReversed(), ...old.toReversed()]);
  expect(await ids("?ordering=latest_message_created_at")).toEqual([...old, ...made]);
  expect(await ids("?ordering=created_at")).toEqual([...old, ...made]);
});
