/**
 * The zod schemas of what the API answers, for webhooks, fixtures and tools.
 *
 * @module @giosg/pub-sdk/schemas
 */
export {
  type Channel,
  ChannelSchema,
  type JoinedChannel,
  JoinedChannelSchema,
} from "./channel.js";
export {
  type AudioChunk,
  type ExternalChunk,
  type FileChunk,
  type ImageChunk,
  type KnownChunk,
  type LinkChunk,
  type LinkKind,
  type MentionChunk,
  type MessageChunk,
  MessageChunkSchema,
  type TextChunk,
  type UnknownChunk,
  type VideoChunk,
  type VoiceChunk,
} from "./chunk.js";
export {
  type ActiveConference,
  ActiveConferenceSchema,
  type ConferenceToken,
  ConferenceTokenSchema,
  type LatencyMode,
  type LiveStream,
  LiveStreamSchema,
  type LiveStreamSettings,
  type RecordedStream,
  RecordedStreamSchema,
  type StreamInput,
  StreamInputSchema,
  type StreamSession,
  StreamSessionSchema,
  type StreamStatus,
  StreamStatusSchema,
  type StreamViewerCount,
  StreamViewerCountSchema,
} from "./conference.js";
export { type Member, MemberSchema } from "./member.js";
export {
  type Message,
  type MessagePayload,
  MessageSchema,
  type MessageType,
} from "./message.js";
export {
  type ChunksBodyInput,
  type DeletedBody,
  type ExternalView,
  type MessageBody,
  type MessageBodyInput,
  MessageBodySchema,
  type MessageBodyV1,
  type MessageBodyV2,
  type MessageBodyV3,
  type ReportingBody,
  type ReportingBodyInput,
  type UnknownBody,
} from "./message-body.js";
export {
  type ChannelNotificationSettings,
  ChannelNotificationSettingsSchema,
  type NotificationMode,
} from "./notification-settings.js";
export { type PageData, pageSchema } from "./page.js";
export type { Schema, UnknownNumber, UnknownWord } from "./schema.js";
export { type User, UserSchema } from "./user.js";
