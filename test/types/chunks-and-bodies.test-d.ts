// Compiled, never run: what the types of messages promise.
import { hrefOf, isKnownChunk, message, type PubClient } from "../../src/index.js";
import type {
  KnownChunk,
  Message,
  MessageBody,
  MessageBodyInput,
  MessageChunk,
  MessagePayload,
  TextChunk,
} from "../../src/schemas/index.js";
import { accepts, same } from "./expect-type.js";

/** Every known type narrows to its own fields, and the unknown ones are left to `default`. */
export function chunkText(chunk: MessageChunk): string {
  switch (chunk.type) {
    case "text":
    case "mention":
      same<string>()(chunk.text);
      return chunk.text;
    case "link":
      accepts<string>(chunk.kind);
      return chunk.text;
    case "file":
      same<number | string | undefined>()(chunk.size);
      // @ts-expect-error: a file has a name, not a title
      chunk.title;
      return chunk.name;
    case "audio":
      same<string>()(chunk.title);
      return chunk.url;
    case "voice":
      same<number>()(chunk.duration);
      // @ts-expect-error: a voice recording has no title
      chunk.title;
      return chunk.url;
    case "video":
      same<string | undefined>()(chunk.title);
      return chunk.url;
    case "image":
      // @ts-expect-error: an image has nothing but its URL
      chunk.title;
      return chunk.url;
    case "external":
      same<number | null>()(chunk.initialHeight);
      same<boolean>()(chunk.isInteraction);
      return chunk.name;
    default:
      accepts<string>(chunk.type);
      // @ts-expect-error: of an unknown chunk nothing but its type is known
      chunk.text;
      return `[${chunk.type}]`;
  }
}

/** `default` is not empty: a program cannot claim to know every chunk. */
export function exhaustive(chunk: MessageChunk): string {
  switch (chunk.type) {
    case "text":
    case "mention":
    case "link":
    case "file":
    case "audio":
    case "voice":
    case "video":
    case "image":
    case "external":
      return chunk.type;
    default: {
      // @ts-expect-error: chunks of types to come are still there
      const nothing: never = chunk;
      return nothing;
    }
  }
}

/** Of the known chunks there is none left over. */
export function exhaustiveOfKnown(chunk: KnownChunk): string {
  switch (chunk.type) {
    case "text":
    case "mention":
    case "link":
    case "file":
    case "audio":
    case "voice":
    case "video":
    case "image":
    case "external":
      return chunk.type;
    default: {
      const nothing: never = chunk;
      return nothing;
    }
  }
}

export function ifNarrows(chunk: MessageChunk): string | undefined {
  // @ts-expect-error: not every chunk has a text
  chunk.text;
  if (chunk.type === "text") return chunk.text;
  if (isKnownChunk(chunk)) {
    accepts<KnownChunk>(chunk);
    return chunk.type === "file" ? chunk.name : undefined;
  }
  return hrefOf(chunk);
}

export function bodyText(body: MessageBody): string | undefined {
  switch (body.version) {
    case 3:
      same<MessageChunk[] | undefined>()(body.chunks);
      return body.externalView?.title;
    case 2:
      same<TextChunk[]>()(body.chunks);
      return body.chunks[0]?.text;
    case 1:
      same<string | undefined>()(body.message);
      same<string | undefined>()(body.callId);
      return body.message;
    case undefined:
      // @ts-expect-error: a deleted message's body is empty
      return body.chunks;
    default:
      accepts<number>(body.version);
      // @ts-expect-error: of a later version nothing is known
      body.chunks;
      return "title" in body ? body.title : undefined;
  }
}

export function received(message: Message): void {
  same<string | undefined>()(message.sender_id);
  same<string | null | undefined>()(message.sender?.avatar_url);
  same<string>()(message.created_at);
  if (message.type === "deleted") accepts<string>(message.type);
  // @ts-expect-error: the field is called created_at
  message.createdAt;
  // @ts-expect-error: misspelt fields do not compile
  message.chanel_id;
}

const channelId = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";

export function sendable(pub: PubClient): void {
  pub.messages.create(channelId, "Hello");
  pub.messages.create(channelId, message("Hello").image("https://example.com/a.png"));
  pub.messages.create(channelId, message("Hello").toPayload());
  pub.messages.create(channelId, { body: { version: 3, chunks: [{ type: "text", text: "Hello" }] } });
  pub.messages.create(channelId, { body: { version: 2, chunks: [{ type: "text", text: "Hello" }] } });
  pub.messages.create(channelId, { type: "call_request", body: { version: 1, callId: "7" } });
  pub.messages.create(channelId, { type: "reporting", body: { version: 1, title: "Report" } });
  pub.messages.create(channelId, { type: "a_type_of_later", body: {} });
  pub.messages.create(channelId, { body: { version: 3 }, notify_users: [channelId], notify_channel: true });
  pub.messages.update(channelId, channelId, message("Hello"));
  // @ts-expect-error: a payload needs a body
  pub.messages.create(channelId, { id: channelId });
  // @ts-expect-error: an object with chunks is no payload
  pub.messages.create(channelId, { chunks: [] });
  // @ts-expect-error: the field is called notify_users
  pub.messages.create(channelId, { body: { version: 3 }, notifyUsers: [channelId] });
  // @ts-expect-error: a number is no message
  pub.messages.create(channelId, 5);
  // @ts-expect-error: a text chunk's text is called text
  pub.messages.create(channelId, { body: { version: 3, chunks: [{ type: "text", txt: "Hello" }] } });
  // @ts-expect-error: an image needs a URL
  pub.messages.create(channelId, { body: { version: 3, chunks: [{ type: "image" }] } });
  // @ts-expect-error: version 2 knows text only
  pub.messages.create(channelId, { body: { version: 2, chunks: [{ type: "image", url: "https://x.fi" }] } });
  // @ts-expect-error: the builder is asked for kinds of chunks, not told objects
  message("Hello").file("https://example.com/a.pdf");
  // @ts-expect-error: a file needs a name
  message("Hello").file({ url: "https://example.com/a.pdf" });
  // @ts-expect-error: a builder does not change its own payload
  message("Hello").payload = {};
}

/** What was received, or built, can be sent again. */
export function forwardable(pub: PubClient, received: Message): void {
  accepts<MessageBodyInput>(received.body);
  accepts<MessagePayload>({ body: received.body });
  pub.messages.create(channelId, { body: received.body });
  accepts<MessagePayload>(message("Hello").toPayload());
  same<string>()(message("Hello").toPayload().id);
}
