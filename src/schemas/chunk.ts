import * as z from "zod/mini";
import { define, openUnion, type Schema, size, type UnknownWord } from "./schema.js";

/**
 * Simple text.
 *
 * @example
 * ```ts
 * import type { TextChunk } from "@giosg/pub-sdk/message";
 *
 * const chunk: TextChunk = { type: "text", text: "Good morning" };
 * message().chunk(chunk);
 * ```
 */
export interface TextChunk {
  type: "text";
  text: string;
}

/**
 * What a link leads to. More kinds may come.
 *
 * @example
 * ```ts
 * import type { LinkKind } from "@giosg/pub-sdk/message";
 *
 * const icon = (kind: LinkKind) => ({ url: "🔗", phone: "📞", email: "✉️" })[kind as string] ?? "🔗";
 * ```
 */
export type LinkKind = "url" | "phone" | "email" | (string & {});

/**
 * A link; {@link hrefOf} says what is safe to put into `href`.
 *
 * @example
 * ```ts
 * import { chunksOf, hrefOf } from "@giosg/pub-sdk/message";
 *
 * const hrefs = chunksOf(received).map((chunk) => (chunk.type === "link" ? hrefOf(chunk) : undefined));
 * ```
 */
export interface LinkChunk {
  type: "link";
  kind: LinkKind;
  /** The link as it was written, without a scheme where its writer left it out. */
  text: string;
}

/**
 * A file attachment.
 *
 * @example
 * ```ts
 * import type { FileChunk } from "@giosg/pub-sdk/message";
 *
 * const line = ({ name, size }: FileChunk) => (size === undefined ? name : `${name} (${Number(size)} bytes)`);
 * ```
 */
export interface FileChunk {
  type: "file";
  url: string;
  name: string;
  /** In bytes. A number in the API reference, a string from some clients (undocumented; from SDK 3.1.0). */
  size?: number | string;
}

/**
 * An audio attachment.
 *
 * @example
 * ```ts
 * import type { AudioChunk } from "@giosg/pub-sdk/message";
 *
 * const song: AudioChunk = { type: "audio", url: "https://cdn.example.com/song.mp3", title: "Release song" };
 * message().audio(song);
 * ```
 */
export interface AudioChunk {
  type: "audio";
  url: string;
  title: string;
}

/**
 * A voice recording, as clients of SDK 3.1.0 write it.
 *
 * @example
 * ```ts
 * import type { VoiceChunk } from "@giosg/pub-sdk/message";
 *
 * const length = ({ duration }: VoiceChunk) => `${Math.round(duration)} s`;
 * ```
 */
export interface VoiceChunk {
  type: "voice";
  url: string;
  /** In seconds. */
  duration: number;
}

/**
 * A video attachment.
 *
 * @example
 * ```ts
 * import type { VideoChunk } from "@giosg/pub-sdk/message";
 *
 * const caption = ({ title, url }: VideoChunk) => title ?? url;
 * ```
 */
export interface VideoChunk {
  type: "video";
  url: string;
  /** Left out by some clients (undocumented; from SDK 3.1.0). */
  title?: string;
}

/**
 * An image.
 *
 * @example
 * ```ts
 * import { chunksOf } from "@giosg/pub-sdk/message";
 *
 * const urls = chunksOf(received).flatMap((chunk) => (chunk.type === "image" ? [chunk.url] : []));
 * ```
 */
export interface ImageChunk {
  type: "image";
  url: string;
}

/**
 * A mention of a user, as it is shown: `@Maija` (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { MentionChunk } from "@giosg/pub-sdk/message";
 *
 * const mention: MentionChunk = { type: "mention", text: "@Maija" };
 * message().chunk(mention).notifyUsers(userId); // what .mention(userId, "Maija") does
 * ```
 */
export interface MentionChunk {
  type: "mention";
  text: string;
}

/**
 * An embedded view (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import { chunksOf, type ExternalChunk } from "@giosg/pub-sdk/message";
 *
 * const isView = (chunk: { type: unknown }): chunk is ExternalChunk => chunk.type === "external";
 * const views = chunksOf(received).filter(isView).map(({ url, initialHeight }) => [url, initialHeight]);
 * ```
 */
export interface ExternalChunk {
  type: "external";
  id: string;
  isInteraction: boolean;
  name: string;
  url: string;
  /** In pixels; null leaves it to the viewer. */
  initialHeight: number | null;
}

/**
 * A chunk whose type this version of the SDK knows.
 *
 * @example
 * ```ts
 * import { chunksOf, isKnownChunk } from "@giosg/pub-sdk/message";
 *
 * const known = chunksOf(received).filter(isKnownChunk); // a switch over their types ends in never
 * ```
 */
export type KnownChunk =
  | TextChunk
  | LinkChunk
  | FileChunk
  | AudioChunk
  | VoiceChunk
  | VideoChunk
  | ImageChunk
  | MentionChunk
  | ExternalChunk;

/**
 * A chunk of a type that came after this version of the SDK; its other fields are in the data, untyped.
 *
 * @example
 * ```ts
 * import { chunksOf, isKnownChunk } from "@giosg/pub-sdk/message";
 *
 * const newer = chunksOf(received).filter((chunk) => !isKnownChunk(chunk));
 * console.log(newer.map(({ type }) => `[${type}]`));
 * ```
 */
export interface UnknownChunk {
  type: UnknownWord;
}

/**
 * One part of a message. A `switch` over `type` narrows; unknown types are left to `default`.
 *
 * @example
 * ```ts
 * import { chunksOf } from "@giosg/pub-sdk/message";
 *
 * for (const chunk of chunksOf(received)) {
 *   switch (chunk.type) {
 *     case "text":
 *       console.log(chunk.text);
 *       break;
 *     case "image":
 *       console.log(chunk.url);
 *       break;
 *     default:
 *       console.log(`[${chunk.type}]`);
 *   }
 * }
 * ```
 */
export type MessageChunk = KnownChunk | UnknownChunk;

const variants: Record<string, z.ZodMiniType> = /* @__PURE__ */ define(() => ({
  text: z.looseObject({ text: z.string() }),
  link: z.looseObject({ kind: z.string(), text: z.string() }),
  file: z.looseObject({
    url: z.string(),
    name: z.string(),
    size: z.exactOptional(size),
  }),
  audio: z.looseObject({ url: z.string(), title: z.string() }),
  voice: z.looseObject({ url: z.string(), duration: z.number() }),
  video: z.looseObject({ url: z.string(), title: z.exactOptional(z.string()) }),
  image: z.looseObject({ url: z.string() }),
  mention: z.looseObject({ text: z.string() }),
  external: z.looseObject({
    id: z.string(),
    isInteraction: z.boolean(),
    name: z.string(),
    url: z.string(),
    initialHeight: z.nullable(z.number()),
  }),
}));

/**
 * A chunk: a known one has its fields, an unknown one passes.
 *
 * @example
 * ```ts
 * import { MessageChunkSchema } from "@giosg/pub-sdk/schemas";
 *
 * const chunk = MessageChunkSchema.parse({ type: "text", text: "Good morning" });
 * ```
 */
export const MessageChunkSchema = /* @__PURE__ */ define(
  () =>
    openUnion("type", z.string(), (type) =>
      Object.hasOwn(variants, type as string) ? variants[type as string] : undefined,
    ) as unknown as Schema<MessageChunk>,
);
