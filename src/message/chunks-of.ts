import type { Message, MessageBodyInput, MessageChunk, MessagePayload } from "../schemas/index.js";
import { isChunk } from "./known-chunk.js";
import { type Fields, fieldsOf, textIn } from "./record.js";

/** The fields of a message's body, whether the whole message or the body was given. */
export function bodyOf(messageOrBody: unknown): Fields {
  const fields = fieldsOf(messageOrBody);
  return fieldsOf(fields.body ?? fields);
}

/**
 * The chunks of a message, of a payload, or of a body, whatever its version.
 *
 * - Version 3 and 2, and later versions that have chunks: the chunks themselves, in order, in an array of your own.
 * - Version 1: its text as one text chunk.
 * - Reporting: its title as one text chunk.
 * - Calls, deleted messages and bodies that say nothing: no chunks.
 *
 * Never throws: what is no chunk (no object, no `type`) is left out.
 *
 * @example
 * ```ts
 * import { chunksOf } from "@giosg/pub-sdk/message";
 *
 * const images = chunksOf(received).filter((chunk) => chunk.type === "image");
 * ```
 */
export function chunksOf(messageOrBody: Message | MessagePayload | MessageBodyInput): MessageChunk[] {
  const { chunks, message, title } = bodyOf(messageOrBody);
  if (Array.isArray(chunks)) return chunks.filter(isChunk);
  const text = textIn(message) || textIn(title);
  return text ? [{ type: "text", text }] : [];
}
