import type { Message, MessageBodyInput, MessageChunk, MessagePayload } from "../schemas/index.js";
import { bodyOf, chunksOf } from "./chunks-of.js";
import { urlTypes } from "./href.js";
import { fieldsOf } from "./record.js";

/**
 * What a message says, as plain text: for previews, notifications, search and logs of your own.
 *
 * - Texts, links and mentions as they stand.
 * - Attachments by name: `[file: report.pdf]`, `[audio: Standup]`, `[video: Demo]` or `[video]`, `[image: shot.png]`
 *   (the last part of its URL) or `[image]`, `[voice message]`, `[external: Survey]`. A space parts them from what
 *   stands beside them, where there is none.
 * - Chunks of an unknown type by their `text`, or as `[type]`.
 * - Version 1 and 2 by their text, reports by their title, bodies with nothing but an external view by its title.
 * - Messages of type `call_request` and `call_leave`: `[call started]` and `[call left]`; a call's body alone: `[call]`.
 * - Messages of type `deleted`: `[deleted message]`.
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
  const fields = fieldsOf(messageOrBody);
  const type = "body" in fields ? fields.type : undefined;
  if (type === "deleted") return "[deleted message]";
  const { externalView, callId } = bodyOf(messageOrBody);
  const { title } = fieldsOf(externalView);
  const viewTitle = typeof title === "string" ? title : "";
  return textOf(chunksOf(messageOrBody)) || viewTitle || callText(type, callId);
}

function callText(type: unknown, callId: unknown): string {
  if (type === "call_request") return "[call started]";
  if (type === "call_leave") return "[call left]";
  return typeof callId === "string" ? "[call]" : "";
}

/** What chunks say, as plain text. */
function textOf(chunks: readonly MessageChunk[]): string {
  let result = "";
  let end = "";
  let afterLabel = false;
  for (const chunk of chunks) {
    const text = writtenText(chunk);
    const part = text ?? labelOf(chunk);
    if (part === "") continue;
    const isLabel = text === undefined;
    if ((isLabel || afterLabel) && /^\S\S$/.test(end + part.charAt(0))) result += " ";
    result += part;
    end = part.slice(-1);
    afterLabel = isLabel;
  }
  return result;
}

/** The text that a chunk consists of; undefined where it is something else. */
function writtenText(chunk: MessageChunk): string | undefined {
  const { type, text } = fieldsOf(chunk);
  return typeof text === "string" && !urlTypes.includes(type) ? text : undefined;
}

/** What stands for a chunk that is no text. */
function labelOf(chunk: MessageChunk): string {
  const { type } = chunk;
  const { url, name, title } = fieldsOf(urlTypes.includes(type) && chunk);
  const called = type === "image" ? lastSegment(url) : (name ?? title);
  const label =
    type === "voice" ? "voice message" : called && typeof called === "string" ? `${type}: ${called}` : type;
  // On one line, whatever a sender put into a name.
  return `[${label.replace(/[\s\p{Cc}]+/gu, " ")}]`;
}

function lastSegment(url: unknown): string | undefined {
  try {
    return decodeURIComponent(new URL(String(url)).pathname.replace(/^.*\//, ""));
  } catch {
    return undefined;
  }
}
