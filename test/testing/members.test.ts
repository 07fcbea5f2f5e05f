import { beforeEach, describe, expect, test } from "vitest";
import { type Channel, MemberSchema, pageSchema } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox, type SandboxUser } from "../../src/testing/index.js";
import { ask, expectAnswer, nobody, text, userAt } from "./ask.js";

let sandbox: Sandbox;
let me: SandboxUser;
let other: SandboxUser;
let third: SandboxUser;
let channel: Channel;
let path: string;
beforeEach(() => {
  sandbox = createSandbox();
  [me, other, third] = [sandbox.users[0], userAt(sandbox, 1), userAt(sandbox, 2)];
  channel = sandbox.addChannel({ members: [other.id] });
  path = `/channels/${channel.id}/members`;
});

const send = (as: SandboxUser, more: object = {}) =>
  ask(sandbox, "POST", `/channels/${channel.id}/messages`, { as, body: { body: text("Hi"), ...more } });
const memberOf = (user: SandboxUser) =>
  expectAnswer(ask(sandbox, "GET", `${path}/${user.id}`), 200, MemberSchema);

describe("adding", () => {
  test("makes a member with notification settings, to whom the past is read", async () => {
    await send(me);
    const member = await expectAnswer(
      ask(sandbox, "POST", path, { body: { member_id: third.id } }),
      201,
      MemberSchema,
    );
    expect(member).toMatchObject({
      channel: channel.id,
      member_id: third.id,
      is_admin: false,
      last_seen_at: null,
      unread_message_count: 0,
      member: { id: third.id, full_name: third.full_name },
    });
    expect(member.id).not.toBe(third.id);
    expect(channel.member_count).toBe(3);
    expect(await ask(sandbox, "GET", `${path}/${third.id}/notification_settings`)).toMatchObject({
      status: 200,
      body: { user_id: third.id, mode: "unmuted" },
    });
  });

  test("lets users join by themselves", async () => {
    expect(await ask(sandbox, "POST", path, { as: third, body: { member_id: third.id } })).toMatchObject({
      status: 201,
    });
    expect(await send(third)).toMatchObject({ status: 201 });
  });

  test("somebody who is a member is refused, and stays the member they were", async () => {
    const reply = await ask(sandbox, "POST", path, { body: { member_id: other.id } });
    expect(reply).toMatchObject({ status: 400, body: { member_id: [expect.stringContaining("already")] } });
    expect(sandbox.data.members).toHaveLength(2);
  });

  test("is for public channels only", async () => {
    const closed = sandbox.addChannel({ is_private: true });
    const reply = await ask(sandbox, "POST", `/channels/${closed.id}/members`, {
      body: { member_id: other.id },
    });
    expect(reply).toMatchObject({
      status: 400,
      body: { detail: "Members can be added to public channels only." },
    });
  });

  test.each([
    [{}, ["This field is required."]],
    [{ member_id: null }, ["This field may not be null."]],
    [{ member_id: 7 }, ["Not a valid string."]],
    [{ member_id: "maija" }, ["Must be a valid UUID."]],
    [{ member_id: nobody }, [`Invalid pk "${nobody}" - object does not exist.`]],
  ])("%j is refused", async (body, member_id) => {
    expect(await ask(sandbox, "POST", path, { body })).toMatchObject({ status: 400, body: { member_id } });
  });
});

describe("what is unread", () => {
  test("grows with what others write, and with their mentions", async () => {
    await send(me);
    await send(me, { notify_users: [other.id] });
    await send(me, { notify_channel: true });
    await send(other, { notify_channel: true });
    expect(await memberOf(other)).toMatchObject({ unread_message_count: 3, unread_mention_count: 2 });
    expect(await memberOf(me)).toMatchObject({
      unread_message_count: 1,
      unread_mention_count: 1,
      last_seen_at: null,
    });
  });

  test("is what others wrote after the member looked", async () => {
    for (const more of [{ notify_channel: true }, {}, { notify_users: [other.id] }]) await send(me, more);
    await send(other);
    const seen = sandbox.data.messages[1]?.created_at;
    const reply = ask(sandbox, "PATCH", `${path}/${other.id}`, { as: other, body: { last_seen_at: seen } });
    expect(await expectAnswer(reply, 200, MemberSchema)).toMatchObject({
      last_seen_at: seen,
      unread_message_count: 1,
      unread_mention_count: 1,
    });
    await ask(sandbox, "PATCH", `${path}/${other.id}`, { as: other, body: { last_seen_at: null } });
    expect(await memberOf(other)).toMatchObject({
      last_seen_at: null,
      unread_message_count: 3,
      unread_mention_count: 2,
    });
  });

  test("grows on, also for a member whose clock is ahead", async () => {
    await send(me);
    const body = { last_seen_at: "2099-01-01T00:00:00Z" };
    await ask(sandbox, "PATCH", `${path}/${other.id}`, { as: other, body });
    expect(await memberOf(other)).toMatchObject({ unread_message_count: 0 });
    await send(me);
    expect(await memberOf(other)).toMatchObject({ unread_message_count: 1 });
  });

  test.each([
    ["2026-03-01T14:00:00+02:00", 1],
    ["2026-03-01T12:00:00", 1],
    ["2026-03-01T12:00:00.000999Z", 1],
    ["2026-03-01T12:00:00.001Z", 0],
    ["2026-03-01T11:59:59.999999Z", 2],
  ])("counts to the millisecond: %s is kept as it was sent, and leaves %i", async (sent, unread) => {
    for (const created_at of ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.001Z"]) {
      sandbox.addMessage(channel.id, { created_at });
    }
    const reply = ask(sandbox, "PATCH", `${path}/${other.id}`, { body: { last_seen_at: sent } });
    const seen = { last_seen_at: sent, unread_message_count: unread };
    expect(await expectAnswer(reply, 200, MemberSchema)).toMatchObject(seen);
    expect(await memberOf(other)).toMatchObject(seen);
  });

  test("a time that is none is refused", async () => {
    const reply = await ask(sandbox, "PATCH", `${path}/${other.id}`, { body: { last_seen_at: "yesterday" } });
    expect(reply).toMatchObject({
      status: 400,
      body: { last_seen_at: [expect.stringContaining("wrong format")] },
    });
  });
});

describe("admins", () => {
  test("name admins; others do not", async () => {
    const body = { is_admin: true };
    expect(await ask(sandbox, "PATCH", `${path}/${other.id}`, { as: other, body })).toMatchObject({
      status: 403,
    });
    expect(await ask(sandbox, "PATCH", `${path}/${other.id}`, { body })).toMatchObject({ status: 200, body });
    expect(await ask(sandbox, "PATCH", `/channels/${channel.id}`, { as: other, body: {} })).toMatchObject({
      status: 200,
    });
  });

  test("remove others; everybody removes themselves", async () => {
    sandbox.addMember(channel.id, third.id);
    expect(await ask(sandbox, "DELETE", `${path}/${third.id}`, { as: other })).toMatchObject({ status: 403 });
    expect(await ask(sandbox, "DELETE", `${path}/${other.id}`, { as: other })).toMatchObject({ status: 204 });
    expect(await ask(sandbox, "DELETE", `${path}/${third.id}`)).toMatchObject({ status: 204 });
    expect(channel.member_count).toBe(1);
    expect(sandbox.data.notificationSettings).toHaveLength(1);
    expect(await ask(sandbox, "GET", `${path}/${other.id}`)).toMatchObject({ status: 404 });
    expect(await send(other)).toMatchObject({ status: 403 });
  });
});

test("members are listed in the order they came, or the other way round", async () => {
  sandbox.addMember(channel.id, third.id);
  const listed = async (query: string) => {
    const list = await expectAnswer(ask(sandbox, "GET", `${path}${query}`), 200, pageSchema(MemberSchema));
    return list.results.map((member) => member.member_id);
  };
  expect(await listed("")).toEqual([me.id, other.id, third.id]);
  expect(await listed("?ordering=-created_at")).toEqual([third.id, other.id, me.id]);
});

describe("notification settings", () => {
  test.each([
    [{ mode: "muted" }, "muted"],
    [{ muted: "mentions" }, "mentions"],
    [{ mode: "muted", muted: "muted" }, "muted"],
    [{}, "unmuted"],
  ])("%j makes the mode %s", async (body, mode) => {
    const there = `${path}/${other.id}/notification_settings`;
    expect(await ask(sandbox, "PATCH", there, { body })).toMatchObject({ status: 200, body: { mode } });
    expect(await ask(sandbox, "GET", there)).toMatchObject({
      status: 200,
      body: { mode, user_id: other.id },
    });
  });

  test.each([{ mode: "loud" }, { muted: "loud" }])("%j is refused", async (body) => {
    const reply = await ask(sandbox, "PATCH", `${path}/${other.id}/notification_settings`, { body });
    const [field = ""] = Object.keys(body);
    expect(reply).toMatchObject({ status: 400, body: { [field]: ['"loud" is not a valid choice.'] } });
  });

  test("name the field `mode` alone where both carry the same", async () => {
    const body = { mode: "loud", muted: "loud" };
    const reply = await ask(sandbox, "PATCH", `${path}/${other.id}/notification_settings`, { body });
    expect(reply.body).toEqual({ mode: ['"loud" is not a valid choice.'] });
  });

  test("are there for members only", async () => {
    expect(await ask(sandbox, "GET", `${path}/${third.id}/notification_settings`)).toMatchObject({
      status: 404,
    });
  });
});
