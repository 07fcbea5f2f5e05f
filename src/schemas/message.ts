import * as z from "zod/mini";
import { type MessageBody, type MessageBodyInput, MessageBodySchema } from "./message-body.js";
import { dateTime, define, id, type Schema } from "./schema.js";
import { type User, UserSchema } from "./user.js";

/**
 * What a message is (undocumented; from SDK 3.1.0). More types may come.
 *
 * @example
 * ```ts
 * import type { MessageType } from "@giosg/pub-sdk";
 *
 * const isFromPerson = (type: MessageType = "user") => type === "user";
 * console.log(isFromPerson(received.type));
 * ```
 */
export type MessageType =
  | "user"
  | "call_request"
  | "call_leave"
  | "reporting"
  | "system_message"
  | "deleted"
  | (string & {});

/**
 * A message of a channel.
 *
 * @example
 * ```ts
 * import { type Message, toPlainText } from "@giosg/pub-sdk";
 *
 * const line = (sent: Message) => `${sent.sender?.full_name ?? "Somebody"}: ${toPlainText(sent)}`;
 * console.log(line(await pub.messages.retrieve(channelId, messageId)));
 * ```
 */
export interface Message {
  /** UUID; may have been chosen by the sender. */
  id: string;
  /** UUID */
  channel_id: string;
  /** UUID of the sender; absent on `reporting` and `system_message` (undocumented; from SDK 3.1.0). */
  sender_id?: string;
  /** UUID */
  organization_id: string;
  /** ISO 8601, UTC */
  created_at: string;
  /** ISO 8601, UTC */
  updated_at: string;
  body: MessageBody;
  /** Undocumented; from SDK 3.1.0. */
  type?: MessageType;
  /** Undocumented; from SDK 3.1.0. */
  is_edited?: boolean;
  /** Undocumented; from SDK 3.1.0. */
  sender?: User | null;
}

/**
 * What `messages.create` sends.
 *
 * @example
 * ```ts
 * import type { MessagePayload } from "@giosg/pub-sdk";
 *
 * const payload: MessagePayload = {
 *   id: messageId, // calling again with it never makes a second message
 *   body: { version: 3, chunks: [{ type: "text", text: "Good morning" }] },
 *   notify_channel: true,
 * };
 * await pub.messages.create(channelId, payload);
 * ```
 */
export interface MessagePayload {
  /** UUID, chosen by the client; `messages.create` chooses one where it is missing. */
  id?: string | undefined;
  /** Left out for ordinary messages (undocumented; from SDK 3.1.0). */
  type?: MessageType | undefined;
  body: MessageBodyInput;
  /** UUIDs of the users to notify, also those who hear of mentions only. */
  notify_users?: readonly string[] | undefined;
  /** Notifies every member of the channel. */
  notify_channel?: boolean | undefined;
}

/**
 * A message.
 *
 * @example
 * ```ts
 * import { MessageSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data } = MessageSchema.safeParse(received); // a webhook's payload, a fixture
 * ```
 */
export const MessageSchema: Schema<Message> = /* @__PURE__ */ define(() =>
  z.looseObject({
    id,
    channel_id: id,
    sender_id: z.exactOptional(id),
    organization_id: id,
    created_at: dateTime,
    updated_at: dateTime,
    body: MessageBodySchema,
    type: z.exactOptional(z.string()),
    is_edited: z.exactOptional(z.boolean()),
    sender: z.exactOptional(z.nullable(UserSchema)),
  }),
);
