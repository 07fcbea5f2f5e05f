import { beforeEach, describe, expect, test } from "vitest";
import { type Channel, MessageSchema, pageSchema } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox, type SandboxUser } from "../../src/testing/index.js";
import { ask, expectAnswer, nobody, text, userAt } from "./ask.js";

const id = "4b6d8087-f266-4de6-b391-62567d4a84b2";

let sandbox: Sandbox;
let me: SandboxUser;
let other: SandboxUser;
let stranger: SandboxUser;
let channel: Channel;
let path: string;
beforeEach(() => {
  sandbox = createSandbox();
  [me, other, stranger] = [sandbox.users[0], userAt(sandbox, 1), userAt(sandbox, 2)];
  channel = sandbox.addChannel({ members: [other.id] });
  path = `/channels/${channel.id}/messages`;
});

const send = (body: object, as?: SandboxUser) => ask(sandbox, "POST", path, { as, body });

describe("sending", () => {
  test("keeps the client's id and body, and names the sender without the token", async () => {
    const body = { version: 3, chunks: [{ type: "poll", question: "?" }], later: true };
    const message = await expectAnswer(send({ id, body, colour: "blue" }), 201, MessageSchema);
    expect(message).toEqual({
      id,
      channel_id: channel.id,
      sender_id: me.id,
      organization_id: sandbox.organizationId,
      created_at: expect.any(String),
      updated_at: message.created_at,
      body,
      type: "user",
      is_edited: false,
      sender: { ...me, token: undefined },
    });
    expect(message.sender).not.toHaveProperty("token");
  });

  test("chooses an id where there is none, and lowers the one there is", async () => {
    const chosen = await expectAnswer(send({ body: { version: 3 } }), 201, MessageSchema);
    expect(chosen.id).toMatch(/^[0-9a-f-]{36}$/);
    const lowered = await expectAnswer(
      send({ id: id.toUpperCase(), body: { version: 3 } }),
      201,
      MessageSchema,
    );
    expect(lowered.id).toBe(id);
  });

  test("a second message of the same id is refused, also in another channel, and nothing changes", async () => {
    await send({ id, body: text("first") });
    const elsewhere = `/channels/${sandbox.addChannel().id}/messages`;
    for (const there of [path, elsewhere]) {
      const reply = await ask(sandbox, "POST", there, { body: { id, body: text("second") } });
      expect(reply).toMatchObject({ status: 409, body: { detail: expect.any(String) } });
    }
    expect(sandbox.data.messages).toMatchObject([{ id, body: text("first") }]);
    expect(sandbox.data.members[1]?.unread_message_count).toBe(1);
  });

  test("makes the channel's latest message", async () => {
    const message = await expectAnswer(send({ body: text("Hi") }), 201, MessageSchema);
    expect(channel).toMatchObject({ latest_message: message, latest_message_created_at: message.created_at });
  });

  test("is for members: others may read an open channel, and are told so", async () => {
    expect(await send({ body: text("Hi") }, stranger)).toMatchObject({
      status: 403,
      body: { detail: expect.any(String) },
    });
    expect(await ask(sandbox, "GET", path, { as: stranger })).toMatchObject({ status: 200 });
  });

  test("to a channel that is not there is not possible", async () => {
    expect(
      await ask(sandbox, "POST", `/channels/${nobody}/messages`, { body: { body: text("?") } }),
    ).toMatchObject({
      status: 404,
    });
  });

  test.each(["reporting", "system_message"])("a message of type %s has no sender", async (type) => {
    const message = await expectAnswer(
      send({ type, body: { version: 7, title: "July" } }),
      201,
      MessageSchema,
    );
    expect(message).toMatchObject({ type, sender: null });
    expect(message).not.toHaveProperty("sender_id");
  });

  test.each([
    { version: 1, message: "old" },
    { version: 1, callId: "c" },
    { version: 2, chunks: [{ type: "text", text: "old" }] },
    { version: 3 },
    { version: 3, externalView: { url: "https://example.com", title: "View" } },
    { version: 42, anything: ["goes"] },
  ])("takes the body %j", async (body) => {
    expect((await expectAnswer(send({ body, type: "call_request" }), 201, MessageSchema)).body).toEqual(body);
  });
});

describe("changing", () => {
  test("replaces the body, marks the message as edited, and shows in the channel", async () => {
    const message = sandbox.addMessage(channel.id, { sender_id: me.id, created_at: "2025-12-31T00:00:00Z" });
    const one = `${path}/${message.id}`;
    const changed = await expectAnswer(
      ask(sandbox, "PATCH", one, { body: { body: text("b"), type: "x" } }),
      200,
      MessageSchema,
    );
    expect(changed).toMatchObject({
      body: text("b"),
      type: "user",
      is_edited: true,
      created_at: message.created_at,
    });
    expect(changed.updated_at > changed.created_at).toBe(true);
    expect(channel.latest_message).toEqual(changed);
    expect(await ask(sandbox, "PATCH", one, { body: { body: {} } })).toMatchObject({
      status: 400,
      body: { body: { version: ["This field is required."] } },
    });
  });

  test("without a body changes nothing", async () => {
    const message = sandbox.addMessage(channel.id, "Hi");
    const reply = ask(sandbox, "PATCH", `${path}/${message.id}`, { body: {} });
    expect(await expectAnswer(reply, 200, MessageSchema)).toMatchObject({
      is_edited: false,
      body: text("Hi"),
    });
  });

  test("is for the sender", async () => {
    const message = sandbox.addMessage(channel.id, { sender_id: other.id });
    const one = `${path}/${message.id}`;
    expect(await ask(sandbox, "PATCH", one, { body: { body: text("b") } })).toMatchObject({ status: 403 });
    expect(await ask(sandbox, "DELETE", one)).toMatchObject({ status: 403 });
    expect(message.is_edited).toBe(false);
  });
});

describe("deleting", () => {
  test("takes the content and leaves the message in its place", async () => {
    const messages = ["a", "b", "c"].map((words) => sandbox.addMessage(channel.id, words));
    const one = `${path}/${messages[2]?.id}`;
    expect(await ask(sandbox, "DELETE", one)).toMatchObject({ status: 204, body: undefined });
    expect(await expectAnswer(ask(sandbox, "GET", one), 200, MessageSchema)).toMatchObject({
      type: "deleted",
      body: {},
    });
    const list = await expectAnswer(ask(sandbox, "GET", path), 200, pageSchema(MessageSchema));
    expect(list.results.map(({ type }) => type)).toEqual(["user", "user", "deleted"]);
    expect(channel.latest_message).toMatchObject({ type: "deleted", body: {} });
  });

  test("twice is the same as once; a deleted message cannot be changed", async () => {
    const message = sandbox.addMessage(channel.id, "Hi");
    await ask(sandbox, "DELETE", `${path}/${message.id}`);
    const { updated_at } = message;
    expect(await ask(sandbox, "DELETE", `${path}/${message.id}`)).toMatchObject({ status: 204 });
    expect(message.updated_at).toBe(updated_at);
    const reply = await ask(sandbox, "PATCH", `${path}/${message.id}`, { body: { body: text("back") } });
    expect(reply).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
  });
});

test("a message is found in its own channel only", async () => {
  const message = sandbox.addMessage(channel.id);
  const elsewhere = `/channels/${sandbox.addChannel().id}/messages`;
  for (const method of ["GET", "PATCH", "DELETE"]) {
    expect(await ask(sandbox, method, `${elsewhere}/${message.id}`, { body: {} })).toMatchObject({
      status: 404,
    });
    expect(await ask(sandbox, method, `${path}/${nobody}`, { body: {} })).toMatchObject({ status: 404 });
  }
});

test("the oldest comes first, unless the newest is asked for", async () => {
  const ids = ["a", "b", "c"].map((words) => sandbox.addMessage(channel.id, words).id);
  const listed = async (query: string) => {
    const list = await expectAnswer(ask(sandbox, "GET", `${path}${query}`), 200, pageSchema(MessageSchema));
    return list.results.map((message) => message.id);
  };
  expect(await listed("")).toEqual(ids);
  expect(await listed("?ordering=-created_at")).toEqual(ids.toReversed());
});
