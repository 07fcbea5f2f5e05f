/**
 * The client, its resources and errors, and everything of `@giosg/pub-sdk/message`.
 *
 * @module @giosg/pub-sdk
 */
export { PubClient } from "./client.js";
export { PubAuthenticationError } from "./errors/authentication-error.js";
export { PubBadRequestError } from "./errors/bad-request-error.js";
export { PubConflictError } from "./errors/conflict-error.js";
export { PubConnectionError } from "./errors/connection-error.js";
export { PubHttpError, type PubHttpErrorInit } from "./errors/http-error.js";
export { PubInputError } from "./errors/input-error.js";
export { PubNotFoundError } from "./errors/not-found-error.js";
export { PubPermissionError } from "./errors/permission-error.js";
export {
  type Outcome,
  PubError,
  type PubErrorCode,
  type PubIssue,
} from "./errors/pub-error.js";
export { PubRateLimitError } from "./errors/rate-limit-error.js";
export { PubRealtimeError } from "./errors/realtime-error.js";
export { PubResponseError } from "./errors/response-error.js";
export { PubServerError } from "./errors/server-error.js";
export { PubTimeoutError } from "./errors/timeout-error.js";
export type {
  PubErrorEvent,
  PubFailureEvent,
  PubHooks,
  PubInvalidEvent,
  PubRequestEvent,
  PubResponseEvent,
  PubRetryEvent,
} from "./http/hooks.js";
export type { TokenFunction } from "./http/token-source.js";
export {
  type BuiltBody,
  type BuiltPayload,
  chunksOf,
  hrefOf,
  isKnownChunk,
  MessageBuilder,
  message,
  toPlainText,
} from "./message/index.js";
export type {
  FetchFunction,
  ListOptions,
  OnInvalid,
  PubClientOptions,
  QueryParameters,
  RequestOptions,
} from "./options.js";
export { Page, type PageOptions } from "./pagination/page.js";
export type { ListParameters } from "./pagination/page-source.js";
export { Paginator } from "./pagination/paginator.js";
export {
  type ChannelListParameters,
  type ChannelPatch,
  type ChannelPayload,
  Channels,
  type JoinedChannelListParameters,
} from "./resources/channels.js";
export {
  Conference,
  type ConferenceContext,
  type ConferenceUser,
  type LiveStreamPatch,
} from "./resources/conference.js";
export { type DmChannelPayload, DmChannels } from "./resources/dm-channels.js";
export { type MemberPatch, Members } from "./resources/members.js";
export type { MessageContent } from "./resources/message-content.js";
export { type CreationListParameters, Messages } from "./resources/messages.js";
export {
  NotificationSettings,
  type NotificationSettingsPatch,
} from "./resources/notification-settings.js";
export type {
  ChannelOrdering,
  CreationOrdering,
  Ordering,
} from "./resources/ordering.js";
export type { Channel, JoinedChannel } from "./schemas/channel.js";
export type {
  AudioChunk,
  ExternalChunk,
  FileChunk,
  ImageChunk,
  KnownChunk,
  LinkChunk,
  LinkKind,
  MentionChunk,
  MessageChunk,
  TextChunk,
  UnknownChunk,
  VideoChunk,
  VoiceChunk,
} from "./schemas/chunk.js";
export type {
  ActiveConference,
  ConferenceToken,
  LatencyMode,
  LiveStream,
  LiveStreamSettings,
  RecordedStream,
  StreamInput,
  StreamSession,
  StreamStatus,
  StreamViewerCount,
} from "./schemas/conference.js";
export type { Member } from "./schemas/member.js";
export type {
  Message,
  MessagePayload,
  MessageType,
} from "./schemas/message.js";
export type {
  ChunksBodyInput,
  DeletedBody,
  ExternalView,
  MessageBody,
  MessageBodyInput,
  MessageBodyV1,
  MessageBodyV2,
  MessageBodyV3,
  ReportingBody,
  ReportingBodyInput,
  UnknownBody,
} from "./schemas/message-body.js";
export type {
  ChannelNotificationSettings,
  NotificationMode,
} from "./schemas/notification-settings.js";
export type { PageData } from "./schemas/page.js";
export type { Schema, UnknownNumber, UnknownWord } from "./schemas/schema.js";
export type { User } from "./schemas/user.js";
