import type { PubClient } from "../../src/client.js";
import {
  ActiveConferenceSchema,
  ChannelNotificationSettingsSchema,
  ChannelSchema,
  ConferenceTokenSchema,
  JoinedChannelSchema,
  LiveStreamSchema,
  MemberSchema,
  MessageSchema,
  RecordedStreamSchema,
  type Schema,
  StreamInputSchema,
  StreamSessionSchema,
  StreamStatusSchema,
  StreamViewerCountSchema,
  UserSchema,
} from "../../src/schemas/index.js";
import * as wire from "./wire-fixtures.js";

/** What a field holds; with a question mark it may be missing, with `|null` it may be null. */
export type FieldKind = "uuid" | "string" | "datetime" | "url" | "boolean" | "integer" | "number" | "object";

/** A resource: whole data, its schema, and what the documentation promises of each field. */
export interface ResourceFields {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly schema: Schema<unknown>;
  /** By dotted path. */
  readonly fields: Readonly<Record<string, FieldKind | `${FieldKind}${"?" | "|null" | "?|null"}`>>;
  /** A call that answers it, and where in the answer it then stands. */
  readonly receive: (pub: PubClient) => Promise<unknown>;
  readonly inList?: boolean;
}

const { channel, user, message } = wire.ids;

const channelFields = {
  id: "uuid",
  name: "string",
  description: "string",
  organization_id: "uuid",
  created_at: "datetime",
  updated_at: "datetime",
  avatar_url: "url|null",
  is_direct_message: "boolean",
  latest_message: "object|null",
  "latest_message.id": "uuid",
  "latest_message.body": "object",
  latest_message_created_at: "datetime|null",
  member_count: "number?",
  is_private: "boolean?|null",
  is_default_channel: "boolean?|null",
  is_village: "boolean?",
  is_active: "boolean?",
  type: "number?",
} as const;

/** Every resource that calls answer, field by field: the API reference, and WIRE.md for what that leaves out. */
export const resources: readonly ResourceFields[] = [
  {
    name: "Channel",
    data: { ...wire.channel },
    schema: ChannelSchema,
    fields: channelFields,
    receive: (pub) => pub.channels.retrieve(channel),
  },
  {
    name: "JoinedChannel",
    data: { ...wire.joinedChannel },
    schema: JoinedChannelSchema,
    fields: {
      ...channelFields,
      unread_message_count: "number?",
      unread_mention_count: "number?",
      member_notification_settings: "object?|null",
    },
    receive: (pub) => pub.channels.retrieveJoined(user, channel),
  },
  {
    name: "Message",
    data: { ...wire.message },
    schema: MessageSchema,
    fields: {
      id: "uuid",
      channel_id: "uuid",
      sender_id: "uuid?",
      organization_id: "uuid",
      created_at: "datetime",
      updated_at: "datetime",
      body: "object",
      type: "string?",
      is_edited: "boolean?",
      sender: "object?|null",
      "sender.id": "uuid?",
      "sender.full_name": "string?",
      "sender.is_bot": "boolean?",
    },
    receive: (pub) => pub.messages.retrieve(channel, message),
  },
  {
    name: "Member",
    data: { ...wire.member },
    schema: MemberSchema,
    fields: {
      id: "uuid",
      channel: "uuid",
      member_id: "uuid",
      organization_id: "uuid",
      created_at: "datetime",
      updated_at: "datetime",
      last_seen_at: "datetime|null",
      unread_message_count: "integer",
      is_admin: "boolean",
      unread_mention_count: "number?",
      member: "object?",
    },
    receive: (pub) => pub.members.retrieve(channel, user),
  },
  {
    name: "ChannelNotificationSettings",
    data: { ...wire.settings },
    schema: ChannelNotificationSettingsSchema,
    fields: {
      id: "uuid",
      channel: "uuid",
      user_id: "uuid",
      organization_id: "uuid",
      created_at: "datetime",
      updated_at: "datetime",
      mode: "string",
    },
    receive: (pub) => pub.notificationSettings.retrieve(channel, user),
  },
  {
    name: "LiveStream",
    data: { ...wire.liveStream },
    schema: LiveStreamSchema,
    fields: {
      rtmps_url: "string",
      view_url: "string",
      stream_key: "string",
      stream_uid: "string",
      slate_image_url: "string?|null",
      reconnect_timeout: "number?",
      latency_mode: "string?",
    },
    receive: (pub) => pub.conference.retrieveStream(channel),
  },
  {
    name: "RecordedStream",
    data: { ...wire.recordedStream },
    schema: RecordedStreamSchema,
    fields: {
      uid: "string",
      thumbnail: "string",
      created: "datetime",
      modified: "datetime",
      size: "integer",
      duration: "number",
      input: "object",
      "input.width": "number",
      "input.height": "number",
      playback: "object",
      "playback.hls": "string",
      "playback.dash": "string",
      meta: "object",
      "meta.name": "string",
    },
    receive: (pub) => pub.conference.listRecordedStreams(channel).firstPage(),
    inList: true,
  },
  {
    name: "StreamInput",
    data: { ...wire.streamInput },
    schema: StreamInputSchema,
    fields: {
      channel: "uuid",
      channel_name: "string",
      created: "datetime",
      uid: "string",
      rtmps_url: "string",
      view_url: "string",
    },
    receive: (pub) => pub.conference.listStreams().firstPage(),
    inList: true,
  },
  {
    name: "StreamStatus",
    data: { ...wire.streamStatus },
    schema: StreamStatusSchema,
    fields: { is_connected: "boolean", is_watchable: "boolean", seconds_until_watchable: "integer" },
    receive: (pub) => pub.conference.retrieveStreamStatus(channel),
  },
  {
    name: "StreamViewerCount",
    data: { ...wire.viewerCount },
    schema: StreamViewerCountSchema,
    fields: { viewer_count: "integer" },
    receive: (pub) => pub.conference.retrieveStreamViewerCount(channel),
  },
  {
    name: "ConferenceToken",
    data: { ...wire.conferenceToken },
    schema: ConferenceTokenSchema,
    fields: { token_type: "string", access_token: "string", expires_in: "number" },
    receive: (pub) => pub.conference.createToken(channel, { user: { id: user, name: "Maija" } }),
  },
  {
    name: "ActiveConference",
    data: { ...wire.activeConference },
    schema: ActiveConferenceSchema,
    fields: { channel_id: "uuid", participant_count: "number", joined: "boolean" },
    receive: (pub) => pub.conference.listActive(user).firstPage(),
    inList: true,
  },
  {
    name: "StreamSession",
    data: { ...wire.streamSession },
    schema: StreamSessionSchema,
    fields: { stream_session_id: "uuid|null" },
    receive: (pub) => pub.conference.startSession(channel),
  },
];

/** The same for a user, which only stands inside other resources. */
export const userFields = {
  data: wire.user,
  schema: UserSchema,
  fields: {
    id: "uuid?",
    full_name: "string?",
    organization_id: "uuid?",
    avatar_url: "string?|null",
    is_bot: "boolean?",
    is_online: "boolean?",
    is_present: "boolean?",
    is_deleted: "boolean?",
  },
} as const;

/** A copy of some data with the value at a dotted path replaced, or taken out where it is undefined. */
export function replaced(data: unknown, path: string, value: unknown): unknown {
  const [key = "", ...rest] = path.split(".");
  const source = data as Record<string, unknown>;
  const copy: Record<string, unknown> = Array.isArray(source) ? ([...source] as never) : { ...source };
  if (rest.length > 0) copy[key] = replaced(source[key], rest.join("."), value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}
