import type {
  ActiveConference,
  Channel,
  ChannelNotificationSettings,
  ConferenceToken,
  ExternalView,
  JoinedChannel,
  KnownChunk,
  LiveStream,
  Member,
  Message,
  PageData,
  RecordedStream,
  StreamInput,
  StreamSession,
  StreamStatus,
  StreamViewerCount,
  User,
} from "../../src/schemas/index.js";

/** Ids of every version that the service hands out: the older ones are of version 1. */
export const ids = {
  organization: "1d3e1c2a-8a5e-11e3-9c1a-0800200c9a66",
  otherOrganization: "7b2f9d40-5c6b-11ee-8c99-0242ac120002",
  user: "3f770799-dc7c-4096-8b27-35a6eb45144c",
  otherUser: "93f8c232-14b4-4cf0-84c7-2ba6f17f17f7",
  channel: "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002",
  dmChannel: "5ea0d2c6-a3f1-11ed-a8fc-0242ac120002",
  message: "4b6d8087-f266-4de6-b391-62567d4a84b2",
  newMessage: "0190b5a6-7d33-7c4e-9a51-3f2f6f0e8d11",
  member: "a7c8b3f4-a3f1-11ed-a8fc-0242ac120002",
  settings: "b19c22d8-a3f1-11ed-a8fc-0242ac120002",
  session: "c4d1f0aa-a3f1-11ed-a8fc-0242ac120002",
} as const;

export const user: Required<User> = {
  id: ids.user,
  full_name: "Maija Virtanen",
  organization_id: ids.organization,
  avatar_url: "https://cdn.giosg.com/avatars/maija.png",
  is_bot: false,
  is_online: true,
  is_present: false,
  is_deleted: false,
};

/** Every chunk that WIRE.md lists, with both kinds of file size and the optional fields there and missing. */
export const chunks: readonly KnownChunk[] = [
  { type: "text", text: "Hello! Here is my message" },
  { type: "text", text: "" },
  { type: "link", kind: "url", text: "https://example.com/notes?x=1#top" },
  { type: "link", kind: "phone", text: "+358 40 123 4567" },
  { type: "link", kind: "email", text: "maija@example.com" },
  { type: "link", kind: "matrix", text: "@maija:example.com" },
  {
    type: "file",
    url: "https://cdn.example.com/report.pdf",
    name: "report.pdf",
    size: 48_213,
  },
  {
    type: "file",
    url: "https://cdn.example.com/report.pdf",
    name: "report.pdf",
    size: "48213",
  },
  {
    type: "file",
    url: "https://cdn.example.com/report.pdf",
    name: "report.pdf",
  },
  {
    type: "audio",
    url: "https://cdn.example.com/standup.mp3",
    title: "Standup",
  },
  { type: "voice", url: "https://cdn.example.com/voice.ogg", duration: 4.2 },
  { type: "video", url: "https://cdn.example.com/demo.mp4", title: "Demo" },
  { type: "video", url: "https://cdn.example.com/demo.mp4" },
  { type: "image", url: "https://cdn.example.com/shot.png" },
  { type: "mention", text: "@Maija" },
  {
    type: "external",
    id: "survey-7",
    isInteraction: true,
    name: "Survey",
    url: "https://interactions.example.com/7",
    initialHeight: 480,
  },
  {
    type: "external",
    id: "survey-8",
    isInteraction: false,
    name: "Survey",
    url: "https://interactions.example.com/8",
    initialHeight: null,
  },
];

export const externalView: ExternalView = {
  url: "https://example.com/report",
  title: "Weekly report",
};

/** A message with every field of the page and of WIRE.md. */
export const message: Required<Message> = {
  id: ids.message,
  channel_id: ids.channel,
  sender_id: ids.user,
  organization_id: ids.organization,
  created_at: "2023-02-03T10:59:18.608491Z",
  updated_at: "2023-02-03T11:02:40.000017Z",
  body: {
    version: 3,
    chunks: [{ type: "text", text: "Hello! Here is my message" }],
  },
  type: "user",
  is_edited: false,
  sender: user,
};

export const channel: Required<Channel> = {
  id: ids.channel,
  name: "Public test channel",
  description: "This is public channel for testing",
  organization_id: ids.organization,
  created_at: "2023-01-02T08:00:00.123456Z",
  updated_at: "2023-02-03T10:59:18.608491Z",
  avatar_url: "https://cdn.giosg.com/avatars/channel.png",
  is_direct_message: false,
  latest_message: message,
  latest_message_created_at: "2023-02-03T10:59:18.608491Z",
  member_count: 12,
  is_private: false,
  is_default_channel: null,
  is_village: false,
  is_active: true,
  type: 2,
};

export const dmChannel: Channel = {
  ...channel,
  id: ids.dmChannel,
  name: "",
  description: "",
  avatar_url: null,
  is_direct_message: true,
  latest_message: null,
  type: 1,
};

export const settings: Required<ChannelNotificationSettings> = {
  id: ids.settings,
  channel: ids.channel,
  user_id: ids.user,
  organization_id: ids.organization,
  created_at: "2023-01-02T08:00:00.123456Z",
  updated_at: "2023-01-02T08:00:00.123456Z",
  mode: "unmuted",
};

export const joinedChannel: Required<JoinedChannel> = {
  ...channel,
  unread_message_count: 3,
  unread_mention_count: 1,
  member_notification_settings: settings,
};

export const member: Required<Member> = {
  id: ids.member,
  channel: ids.channel,
  member_id: ids.user,
  organization_id: ids.organization,
  created_at: "2023-01-02T08:00:00.123456Z",
  updated_at: "2023-01-02T08:00:00.123456Z",
  last_seen_at: "2016-09-01T11:31:36.042Z",
  unread_message_count: 3,
  is_admin: false,
  unread_mention_count: 1,
  member: user,
};

const cdn = "https://customer-hgtvj8sb4d5bnsnl.cloudflarestream.com/66be4bf738797e01e1fca35a7bdecdcd";

export const liveStream: Required<LiveStream> = {
  rtmps_url: "rtmps://live.cloudflare.com:443/live/foobarbaz",
  view_url: `${cdn}/manifest/video.m3u8`,
  stream_key: "2fb3cb9f17e68a2568d6ebed8d5505eak3ceaf8c9b1f395e1b76b79332497cada",
  stream_uid: "66be4bf738797e01e1fca35a7bdecdcd",
  slate_image_url: null,
  reconnect_timeout: 30,
  latency_mode: "low",
};

export const recordedStream: Required<RecordedStream> = {
  uid: "66be4bf738797e01e1fca35a7bdecdcd",
  thumbnail: `${cdn}/thumbnails/thumbnail.jpg`,
  created: "2023-02-03T10:59:18.608491Z",
  modified: "2023-02-03T12:06:13.976265Z",
  size: 104_857_600,
  duration: -1,
  input: { width: 1920, height: 1080 },
  playback: {
    hls: `${cdn}/manifest/video.m3u8`,
    dash: `${cdn}/manifest/video.mpd`,
  },
  meta: { name: "Friday stream" },
};

export const streamInput: Required<StreamInput> = {
  channel: ids.channel,
  channel_name: "Public test channel",
  created: "2023-02-03T10:59:18.608491Z",
  uid: "66be4bf738797e01e1fca35a7bdecdcd",
  rtmps_url: "rtmps://live.cloudflare.com:443/live/foobarbaz",
  view_url: `${cdn}/manifest/video.m3u8`,
};

export const streamStatus: Required<StreamStatus> = {
  is_connected: true,
  is_watchable: false,
  seconds_until_watchable: 12,
};

export const viewerCount: Required<StreamViewerCount> = { viewer_count: 42 };

export const conferenceToken: Required<ConferenceToken> = {
  token_type: "bearer",
  access_token: "eyJhbGciOiJIUzI1NiJ9.e30.conference",
  expires_in: 3600,
};

export const activeConference: Required<ActiveConference> = {
  channel_id: ids.channel,
  participant_count: 2,
  joined: true,
};

export const streamSession: Required<StreamSession> = {
  stream_session_id: ids.session,
};

/** A collection's only page. */
export function pageOf<T>(...results: T[]): PageData<T> {
  return { next: null, previous: null, results };
}

/** The same data with a field that no SDK knows in each of its objects, as services come to have over time. */
export function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (value === null || typeof value !== "object") return value;
  const known = Object.entries(value).map(([key, inner]) => [key, withUnknownFields(inner)] as const);
  return {
    ...Object.fromEntries(known),
    x_later: { since: "2031", list: [1, null, "two"] },
  };
}
