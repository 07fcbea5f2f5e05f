import { expect, test } from "vitest";
import type * as z from "zod/mini";
import {
  ActiveConferenceSchema,
  ChannelNotificationSettingsSchema,
  ChannelSchema,
  ConferenceTokenSchema,
  JoinedChannelSchema,
  LiveStreamSchema,
  MemberSchema,
  MessageSchema,
  pageSchema,
  RecordedStreamSchema,
  StreamInputSchema,
  StreamSessionSchema,
  StreamStatusSchema,
  StreamViewerCountSchema,
} from "../../src/schemas/index.js";
import { createSandbox } from "../../src/testing/index.js";
import { ask, expectAnswer, text, userAt } from "./ask.js";

const sandbox = createSandbox({ users: 4 });
const [me] = sandbox.users;
const [other, third] = [userAt(sandbox, 1), userAt(sandbox, 2)];
const channel = sandbox.addChannel({ members: [other.id] });
const dm = sandbox.addDmChannel([me.id, other.id]);
const message = sandbox.addMessage(channel.id, { sender_id: me.id });
sandbox.seed({ channels: 2, messages: 80 });
sandbox.addMessage(channel.id, { type: "system_message", body: { version: 1, message: "Maija joined" } });
sandbox.addMessage(channel.id, { type: "reporting", body: { version: 7, title: "July" } });
sandbox.addMessage(channel.id, { type: "deleted" });
sandbox.addStream(channel.id);
sandbox.addRecordedStream(channel.id);
sandbox.addConference(channel.id, [me.id]);

const at = `/channels/${channel.id}`;
const open = `/api/pub/public/v1/orgs/${sandbox.organizationId}${at}/conference`;
const settings = { slate_image_url: null, reconnect_timeout: 5, latency_mode: "low" };
const context = {
  group: sandbox.organizationId,
  user: { id: me.id, name: "Maija", email: "", avatar: null },
};

test.each<[method: string, path: string, status: number, schema: z.ZodMiniType<unknown>, body?: object]>([
  ["GET", "/channels", 200, pageSchema(ChannelSchema)],
  ["POST", "/channels", 201, ChannelSchema, { name: "New" }],
  ["GET", at, 200, ChannelSchema],
  ["PATCH", at, 200, ChannelSchema, { description: "Changed" }],
  ["PUT", at, 200, ChannelSchema, { name: "Replaced", avatar_url: "https://example.com/a.png" }],
  ["GET", `/users/${me.id}/joined-channels`, 200, pageSchema(JoinedChannelSchema)],
  ["GET", `/users/${me.id}/joined-channels/${channel.id}`, 200, JoinedChannelSchema],
  ["GET", `/users/${me.id}/dm-channels`, 200, pageSchema(ChannelSchema)],
  ["POST", `/users/${me.id}/dm-channels`, 201, ChannelSchema, { members: [third.id] }],
  ["GET", `/users/${me.id}/dm-channels/${dm.id}`, 200, ChannelSchema],
  ["GET", `${at}/messages`, 200, pageSchema(MessageSchema)],
  ["POST", `${at}/messages`, 201, MessageSchema, { body: text("Hello"), notify_channel: true }],
  ["GET", `${at}/messages/${message.id}`, 200, MessageSchema],
  ["PATCH", `${at}/messages/${message.id}`, 200, MessageSchema, { body: text("Hello?") }],
  ["GET", `${at}/members`, 200, pageSchema(MemberSchema)],
  ["POST", `${at}/members`, 201, MemberSchema, { member_id: third.id }],
  ["GET", `${at}/members/${other.id}`, 200, MemberSchema],
  ["PATCH", `${at}/members/${other.id}`, 200, MemberSchema, { last_seen_at: "2016-09-01T11:31:36.042Z" }],
  ["GET", `${at}/members/${me.id}/notification_settings`, 200, ChannelNotificationSettingsSchema],
  [
    "PATCH",
    `${at}/members/${me.id}/notification_settings`,
    200,
    ChannelNotificationSettingsSchema,
    { mode: "muted" },
  ],
  ["GET", `${at}/conference/create_stream`, 200, LiveStreamSchema],
  ["POST", `${at}/conference/create_stream`, 200, LiveStreamSchema],
  ["POST", `${at}/conference/create_stream`, 200, LiveStreamSchema, settings],
  ["GET", `${at}/conference/recorded_streams`, 200, pageSchema(RecordedStreamSchema)],
  ["GET", "/conference/streams", 200, pageSchema(StreamInputSchema)],
  ["POST", `${at}/conference/token`, 200, ConferenceTokenSchema, context],
  ["POST", `${at}/conference/stream_session`, 200, StreamSessionSchema, { action: "start" }],
  ["POST", `${at}/conference/stream_session`, 200, StreamSessionSchema, { action: "stop" }],
  ["GET", `/users/${me.id}/active_conferences`, 200, pageSchema(ActiveConferenceSchema)],
  ["GET", `${open}/stream_status`, 200, StreamStatusSchema],
  ["GET", `${open}/stream_viewer_count`, 200, StreamViewerCountSchema],
])("%s %s answers %i with what the API promises", async (method, path, status, schema, body) => {
  const reply = ask(sandbox, method, path, { body });
  await expectAnswer(reply, status, schema);
  const { headers } = await reply;
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("x-request-id")).toMatch(/\S/);
});

test.each([`${at}/messages/${message.id}`, `${at}/members/${other.id}`, at])(
  "DELETE %s answers 204 and nothing else",
  async (path) => {
    expect(await ask(sandbox, "DELETE", path)).toMatchObject({ status: 204, body: undefined });
  },
);

test("every page of a large seed passes, in both directions", async () => {
  const { organizationId, users, fetch, url, seed, data } = createSandbox({ pageSize: 7 });
  seed({ channels: 1, messages: 120 });
  const headers = { authorization: `Token ${users[0].token}` };
  for (const ordering of ["created_at", "-created_at"]) {
    let next: string | null =
      `${url}/api/pub/v1/orgs/${organizationId}/channels/${data.channels[0]?.id}/messages?ordering=${ordering}`;
    let count = 0;
    while (next !== null) {
      const response: Response = await fetch(next, { headers });
      const page = pageSchema(MessageSchema).parse(await response.json());
      count += page.results.length;
      next = page.next;
    }
    expect(count).toBe(120);
  }
});
