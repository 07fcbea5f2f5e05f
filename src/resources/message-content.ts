import { PubInputError, refuse } from "../errors/input-error.js";
import { uuidOf } from "../http/path.js";
import { issueLine, issuesOf } from "../http/validate.js";
import { jsonCopy } from "../message/json-copy.js";
import type { MessageBuilder } from "../message/message-builder.js";
import { newId } from "../message/new-id.js";
import { isUuid } from "../message/uuid.js";
import type { MessagePayload } from "../schemas/message.js";
import { type MessageBodyInput, MessageBodySchema } from "../schemas/message-body.js";
import { userIds } from "./payload.js";

/**
 * A message to send: a text (taken literally), a builder, or a payload as the API takes it.
 *
 * @example
 * ```ts
 * import type { MessageContent } from "@giosg/pub-sdk";
 *
 * const send = (content: MessageContent) => pub.messages.create(channelId, content);
 * await send("Good morning");
 * await send(message("See ").link("https://example.com/notes"));
 * await send({ body: { version: 3, chunks: [{ type: "text", text: "Good night" }] } });
 * ```
 */
export type MessageContent = string | MessageBuilder | MessagePayload;

/** A message's payload with its id, and whether the caller chose that, and so may have sent it before. */
export interface OutgoingMessage {
  readonly payload: MessagePayload & { readonly id: string };
  readonly isChosen: boolean;
}

/**
 * The payload of a message, with an id.
 *
 * @throws PubInputError for content that is no message
 */
export function payloadOf(content: MessageContent): OutgoingMessage {
  const id = chosenId(content);
  const messageId = isUuid(id) ? id.toLowerCase() : newId();
  try {
    return { payload: { ...checkedMessage(content), id: messageId }, isChosen: id !== undefined };
  } catch (error) {
    if (!(error instanceof PubInputError)) throw error;
    throw new PubInputError(error.message, { issues: error.issues, messageId });
  }
}

function chosenId(content: MessageContent): unknown {
  return typeof content === "object" && content !== null ? content.id : undefined;
}

function checkedMessage(content: MessageContent): MessagePayload {
  const given = plainPayload(content);
  const { id, type, notify_users, notify_channel } = given;
  if (id !== undefined) uuidOf("id", id);
  if (type !== undefined && typeof type !== "string") refuse("type", "a string");
  if (notify_channel !== undefined && typeof notify_channel !== "boolean") {
    refuse("notify_channel", "true or false");
  }
  const payload = { ...given, body: checkedBody(given.body) };
  if (notify_users !== undefined) payload.notify_users = userIds("notify_users", notify_users);
  return payload;
}

/**
 * The body of a message.
 *
 * @throws PubInputError for content that is no message
 */
export function bodyOf(content: MessageContent): MessageBodyInput {
  return checkedBody(isBuilder(content) ? content.toBody() : plainPayload(content).body);
}

function plainPayload(content: MessageContent): MessagePayload {
  if (typeof content === "string" && content !== "") {
    return { body: { version: 3, chunks: [{ type: "text", text: content }] } };
  }
  if (isBuilder(content)) return content.toPayload();
  if (typeof content === "object" && content !== null && "body" in content) return content;
  refuse("content", "a text that is not empty, a message() or a payload with a body");
}

/** Told by what it can do, as a builder may come from another copy of the package. */
function isBuilder(content: MessageContent): content is MessageBuilder {
  return typeof content === "object" && content !== null && "toPayload" in content;
}

function checkedBody(given: unknown): MessageBodyInput {
  // As it will be sent: what only a class or a toJSON knows is not in what it looks like.
  const body: unknown = jsonCopy("body", given);
  const issues = issuesOf(MessageBodySchema, body)?.map(({ path, message }) => ({
    path: ["body", ...path],
    message,
  }));
  if (issues) throw new PubInputError(`The message cannot be sent: ${issueLine(issues)}`, { issues });
  // The schema says so much: an object, and what it knows of it is right.
  const checked = body as MessageBodyInput;
  if ("chunks" in checked && checked.version === undefined) refuse(["body", "version"], "3");
  if (
    "chunks" in checked &&
    Array.isArray(checked.chunks) &&
    checked.chunks.length === 0 &&
    !("externalView" in checked)
  ) {
    refuse(["body", "chunks"], "a non-empty array");
  }
  return checked;
}
