/**
 * Composing and reading messages. Depends on nothing.
 *
 * @module @giosg/pub-sdk/message
 */
export type {
  AudioChunk,
  ChunksBodyInput,
  DeletedBody,
  ExternalChunk,
  ExternalView,
  FileChunk,
  ImageChunk,
  KnownChunk,
  LinkChunk,
  LinkKind,
  MentionChunk,
  Message,
  MessageBody,
  MessageBodyInput,
  MessageBodyV1,
  MessageBodyV2,
  MessageBodyV3,
  MessageChunk,
  MessagePayload,
  MessageType,
  ReportingBody,
  ReportingBodyInput,
  TextChunk,
  UnknownBody,
  UnknownChunk,
  UnknownNumber,
  UnknownWord,
  VideoChunk,
  VoiceChunk,
} from "../schemas/index.js";
export { chunksOf } from "./chunks-of.js";
export { hrefOf } from "./href.js";
export { isKnownChunk } from "./known-chunk.js";
export {
  type BuiltBody,
  type BuiltPayload,
  MessageBuilder,
  message,
} from "./message-builder.js";
export { toPlainText } from "./plain-text.js";
