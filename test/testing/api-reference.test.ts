import { expect, test } from "vitest";
import type * as z from "zod/mini";
import {
  ChannelNotificationSettingsSchema,
  ChannelSchema,
  JoinedChannelSchema,
  LiveStreamSchema,
  MemberSchema,
  MessageSchema,
  RecordedStreamSchema,
  StreamInputSchema,
  StreamStatusSchema,
  StreamViewerCountSchema,
} from "../../src/schemas/index.js";
import { listening } from "./run-cli.js";

/** What a chapter of the API reference says of its resource: the fields of its table, and their types as a schema. */
type Resource = readonly [schema: z.ZodMiniType<unknown>, fields: string];

const dates = "created_at updated_at";
const channelFields = `id name description organization_id ${dates} avatar_url is_direct_message latest_message`;
const channel: Resource = [ChannelSchema, `${channelFields} latest_message_created_at`];
const joinedChannel: Resource = [JoinedChannelSchema, channel[1]];
const message: Resource = [MessageSchema, `id channel_id sender_id organization_id ${dates} body`];
const member: Resource = [
  MemberSchema,
  `id channel member_id organization_id ${dates} last_seen_at unread_message_count is_admin`,
];
const settings: Resource = [
  ChannelNotificationSettingsSchema,
  `id channel user_id organization_id ${dates} mode`,
];
const liveStream: Resource = [LiveStreamSchema, "rtmps_url view_url stream_key stream_uid"];
const recording: Resource = [
  RecordedStreamSchema,
  "uid thumbnail created modified size duration input playback meta",
];
const streamInput: Resource = [StreamInputSchema, "channel channel_name created uid rtmps_url view_url"];
const streamStatus: Resource = [StreamStatusSchema, "is_connected is_watchable seconds_until_watchable"];
const viewerCount: Resource = [StreamViewerCountSchema, "viewer_count"];

// The example payloads of the API reference, to the letter.
const newChannel = `{
  "name": "Public test channel",
  "description": "This is public channel for testing"
}`;
const newDmChannel = `{
  "members": ["76d9a225-2e1c-4a41-98cb-e548b2826084"]
}`;
const newMessage = `{
  "id": "4b6d8087-f266-4de6-b391-62567d4a84b2",
  "body": {
    "version": 3,
    "chunks": [
      {
        "type": "text",
        "text": "Hello! Here is my message"
      }
    ]
  },
  "notify_users": ["3f770799-dc7c-4096-8b27-35a6eb45144c"],
  "notify_channel": true
}`;
const editedMessage = `{
  "body": {
    "version": 3,
    "chunks": [
      {
        "type": "text",
        "text": "Hello! Here is my message"
      }
    ]
  }
}`;
const newMember = `{
  "member_id": "93f8c232-14b4-4cf0-84c7-2ba6f17f17f7"
}`;
const seen = `{
  "last_seen_at": "2016-09-01T11:31:36.042Z"
}`;
const muted = `{
  "muted": "mentions"
}`;

test("pub-sdk sandbox answers curl as the API reference says, on each of its pages' requests in turn", async () => {
  const { baseUrl, organization: org, me, token, channel: id } = await listening();
  const orgs = `/api/pub/v1/orgs/${org}`;
  const inChannel = `${orgs}/channels/${id}`;
  const users = `${orgs}/users/${me}`;

  /** What `curl -X … -H "Authorization: Token …" [-H "Content-Type: application/json" -d …] …` sends, and gets. */
  async function curl(request: string, status: number, [schema, fields]: Resource, payload?: string) {
    const [method = "", path = ""] = request.split(" ");
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        "user-agent": "curl/8.14.1",
        accept: "*/*",
        ...(!path.includes("/public/") && { authorization: `Token ${token}` }),
        ...(payload !== undefined && { "content-type": "application/json" }),
      },
      ...(payload !== undefined && { body: payload }),
    });
    const answer = await response.json();
    expect([request, response.status, answer]).toEqual([request, status, expect.any(Object)]);
    expect(response.headers.get("content-type")).toBe("application/json");
    for (const item of "results" in answer ? answer.results : [answer]) {
      expect(Object.keys(item), request).toEqual(expect.arrayContaining(fields.split(" ")));
      schema.parse(item);
    }
    if ("results" in answer) expect(answer.results, request).not.toEqual([]);
    return answer;
  }

  await curl(`GET ${orgs}/channels`, 200, channel);
  expect(await curl(`POST ${orgs}/channels`, 201, channel, newChannel)).toMatchObject(JSON.parse(newChannel));
  await curl(`GET ${inChannel}`, 200, channel);
  await curl(`PUT ${inChannel}`, 200, channel, newChannel);
  expect(await curl(`PATCH ${inChannel}`, 200, channel, newChannel)).toMatchObject(JSON.parse(newChannel));
  await curl(`GET ${users}/joined-channels`, 200, joinedChannel);
  await curl(`GET ${users}/joined-channels/${id}`, 200, joinedChannel);

  await curl(`GET ${users}/dm-channels`, 200, channel);
  const dm = await curl(`POST ${users}/dm-channels`, 201, channel, newDmChannel);
  expect(dm.is_direct_message).toBe(true);
  // "If a direct message channel already exists, existing channel is fetched instead of new one being created."
  expect(await curl(`POST ${users}/dm-channels`, 200, channel, newDmChannel)).toEqual(dm);
  expect(await curl(`GET ${users}/dm-channels/${dm.id}`, 200, channel)).toEqual(dm);

  await curl(`GET ${inChannel}/messages`, 200, message);
  const sent = await curl(`POST ${inChannel}/messages`, 201, message, newMessage);
  expect(sent).toMatchObject({ id: JSON.parse(newMessage).id, body: JSON.parse(newMessage).body });
  await curl(`GET ${inChannel}/messages/${sent.id}`, 200, message);
  const edited = await curl(`PATCH ${inChannel}/messages/${sent.id}`, 200, message, editedMessage);
  expect(edited).toMatchObject(JSON.parse(editedMessage));

  await curl(`GET ${inChannel}/members`, 200, member);
  const added = await curl(`POST ${inChannel}/members`, 201, member, newMember);
  expect(added).toMatchObject(JSON.parse(newMember));
  const membership = `${inChannel}/members/${added.member_id}`;
  await curl(`GET ${membership}`, 200, member);
  expect(await curl(`PATCH ${membership}`, 200, member, seen)).toMatchObject(JSON.parse(seen));

  // "Notification settings are created automatically for every member with the field mode set to unmuted"
  const before = await curl(`GET ${membership}/notification_settings`, 200, settings);
  expect(before.mode).toBe("unmuted");
  const after = await curl(`PATCH ${membership}/notification_settings`, 200, settings, muted);
  expect(after.mode).toBe("mentions");

  // "This endpoint does not require any payload." "If live stream input exists, then it will be returned."
  const stream = await curl(`POST ${inChannel}/conference/create_stream`, 200, liveStream);
  expect(await curl(`POST ${inChannel}/conference/create_stream`, 200, liveStream)).toEqual(stream);
  await curl(`GET ${inChannel}/conference/recorded_streams`, 200, recording);
  await curl(`GET ${orgs}/conference/streams`, 200, streamInput);
  const open = inChannel.replace("/v1/", "/public/v1/");
  await curl(`GET ${open}/conference/stream_status`, 200, streamStatus);
  await curl(`GET ${open}/conference/stream_viewer_count`, 200, viewerCount);
});
