import type { Message, MessageBodyInput, MessageChunk, MessagePayload } from "../schemas/index.js";
import { bodyOf, chunksOf } from "./chunks-of.js";
import { fieldsOf, textIn } from "./record.js";

/**
 * What a message says, as plain text: for previews, notifications, search and logs of your own.
 *
 * - Texts, links and mentions as they stand.
 * - Everything else by its type, with its name or title: `[file: report.pdf]`, `[audio: Standup]`, `[video: Demo]`,
 *   `[external: Survey]`, `[image]`, `[voice]`, `[poll: Lunch?]`. A space parts it from what stands beside it, where
 *   there is none. Chunks of an unknown type that have a `text` are given by that.
 * - Version 1 and 2 by their text, reports by their title, bodies with nothing but an external view by its title.
 * - Messages of type `call_request`, `call_leave` and `deleted` by that: `[call request]`, `[call leave]`, `[deleted]`;
 *   a call's body alone as `[call]`.
 * - Bodies that say nothing, the empty one of a deleted message among them: the empty string.
 *
 * Takes a message, a payload, or a body. Never throws. Linear time.
 *
 * @example
 * ```ts
 * import { toPlainText } from "@giosg/pub-sdk/message";
 *
 * const preview = toPlainText(received).slice(0, 80);
 * ```
 */
export function toPlainText(messageOrBody: Message | MessagePayload | MessageBodyInput): string {
  const type = textIn(fieldsOf(messageOrBody).type);
  const { externalView, callId } = bodyOf(messageOrBody);
  const { title } = fieldsOf(externalView);
  // These say what happened; what is left of their bodies does not.
  if (/^(call_|deleted)/.test(type)) return label(type.replace("_", " "));
  return textOf(chunksOf(messageOrBody)) || textIn(title) || (callId ? label("call") : "");
}

/** What chunks say, as plain text. */
function textOf(chunks: readonly MessageChunk[]): string {
  let result = "";
  let before = "";
  let wasLabel = false;
  for (const chunk of chunks) {
    const { text, name, title } = fieldsOf(chunk);
    const isLabel = typeof text !== "string";
    const called = textIn(name) || textIn(title);
    const part = isLabel ? label(called ? `${chunk.type}: ${called}` : chunk.type) : text;
    if (!part) continue;
    if ((isLabel || wasLabel) && /\S$/.test(before) && /^\S/.test(part)) result += " ";
    result += part;
    before = part;
    wasLabel = isLabel;
  }
  return result;
}

/** What stands for what is no text: on one line, whatever a sender put into a name. */
function label(text: string): string {
  return `[${text.replace(/[\s\p{Cc}]+/gu, " ")}]`;
}
