import { PubInputError } from "../errors/input-error.js";
import { isUuid, uuidOf } from "../http/path.js";
import { issueLine, issuesOf } from "../http/validate.js";
import type { MessageBuilder } from "../message/message-builder.js";
import { newId } from "../message/new-id.js";
import type { MessagePayload } from "../schemas/message.js";
import { type MessageBodyInput, MessageBodySchema } from "../schemas/message-body.js";
import { checkedPayload, userIds } from "./payload.js";

/** A message to send: a text (taken literally), a builder, or a payload as the API takes it. */
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
  const given = plainPayload(content);
  try {
    const { id } = isBuilder(content) ? content : given;
    return { payload: checkedMessage(given), isChosen: id !== undefined };
  } catch (error) {
    if (!(error instanceof PubInputError) || !isUuid(given.id)) throw error;
    throw new PubInputError(error.message, { issues: error.issues, messageId: given.id.toLowerCase() });
  }
}

function checkedMessage(given: MessagePayload): OutgoingMessage["payload"] {
  const { id, type, notify_users, notify_channel } = given;
  if (type !== undefined && typeof type !== "string")
    throw new PubInputError("A message's type must be a string");
  if (notify_channel !== undefined && typeof notify_channel !== "boolean") {
    throw new PubInputError("notify_channel must be true or false");
  }
  const payload = {
    ...given,
    id: id === undefined ? newId() : uuidOf("id", id),
    body: checkedBody(given.body),
  };
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
  if (typeof content !== "string") return isBuilder(content) ? content.toPayload() : checkedPayload(content);
  if (content === "") throw new PubInputError("A message's text must not be empty");
  return { body: { version: 3, chunks: [{ type: "text", text: content }] } };
}

/** Told by what it can do, as a builder may come from another copy of the package. */
function isBuilder(content: MessageContent): content is MessageBuilder {
  return typeof content === "object" && content !== null && "toPayload" in content;
}

function checkedBody(body: unknown): MessageBodyInput {
  const issues = issuesOf(MessageBodySchema, body)?.map(({ path, message }) => ({
    path: ["body", ...path],
    message,
  }));
  if (issues) throw new PubInputError(`The message cannot be sent: ${issueLine(issues)}`, { issues });
  // The schema says so much: an object, and what it knows of it is right.
  const checked = body as MessageBodyInput;
  if ("chunks" in checked && checked.chunks?.length === 0 && !("externalView" in checked)) {
    throw new PubInputError("A message needs at least one chunk", {
      issues: [{ path: ["body", "chunks"], message: "expected at least one chunk" }],
    });
  }
  return checked;
}
