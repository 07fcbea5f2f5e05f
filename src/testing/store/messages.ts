import type { Channel } from "../../schemas/channel.js";
import type { Message, MessageType } from "../../schemas/message.js";
import type { MessageBody } from "../../schemas/message-body.js";
import { isMentioned, isWrittenBy } from "./members.js";
import type { Store } from "./store.js";

/** What a message starts with. */
export interface NewMessage {
  readonly id?: string | undefined;
  /** Nobody's for messages of the system. */
  readonly sender_id?: string | undefined;
  readonly type?: MessageType | undefined;
  readonly body: MessageBody;
  readonly notify_users?: readonly string[] | undefined;
  readonly notify_channel?: boolean | undefined;
  readonly is_edited?: boolean | undefined;
  readonly created_at?: string | undefined;
}

/** Whether messages of a type have no sender (WIRE.md, 3.1.0). */
export function isSenderless(type: MessageType | undefined): boolean {
  return type === "reporting" || type === "system_message";
}

/** Writes a message into a channel. */
export function createMessage(store: Store, channel: Channel, init: NewMessage): Message {
  const now = init.created_at ?? store.clock.tick();
  const { sender_id: senderId, notify_users: users = [], notify_channel: everybody = false } = init;
  const message = store.messages.insert({
    id: init.id ?? store.ids.uuid(),
    channel_id: channel.id,
    ...(senderId !== undefined && { sender_id: senderId }),
    organization_id: channel.organization_id,
    created_at: now,
    updated_at: now,
    body: init.body,
    type: init.type ?? "user",
    is_edited: init.is_edited ?? false,
    sender: (senderId !== undefined && store.people.shown(senderId)) || null,
  });
  if (users.length > 0 || everybody) store.mentions.set(message.id, { users, everybody });
  const latest = channel.latest_message_created_at;
  if (latest === null || latest <= now) {
    store.channels.update(channel, {
      latest_message: message,
      latest_message_created_at: now,
    });
  }
  countUnread(store, message, init.created_at !== undefined);
  return message;
}

/** Gives a message another body. */
export function editMessage(store: Store, message: Message, body: MessageBody): Message {
  store.messages.update(message, {
    body,
    is_edited: true,
    updated_at: store.clock.tick(),
  });
  return refreshLatest(store, message);
}

/** Takes a message's content away; the message stays where it was. */
export function softDelete(store: Store, message: Message): Message {
  if (message.type === "deleted") return message;
  store.messages.update(message, {
    type: "deleted",
    body: {},
    updated_at: store.clock.tick(),
  });
  return refreshLatest(store, message);
}

function countUnread(store: Store, message: Message, isBackdated: boolean): void {
  for (const member of store.members.group(message.channel_id)) {
    if (member.member_id === message.sender_id) continue;
    // A client's clock may be ahead of this one: what is written now is unread, whatever was marked as seen.
    if (isBackdated && isWrittenBy(message, member.last_seen_at ?? member.created_at)) continue;
    const mentions = isMentioned(store, message.id, member.member_id) ? 1 : 0;
    store.members.update(member, {
      unread_message_count: member.unread_message_count + 1,
      unread_mention_count: (member.unread_mention_count ?? 0) + mentions,
    });
  }
}

function refreshLatest(store: Store, message: Message): Message {
  const channel = store.channels.get(message.channel_id);
  if (channel?.latest_message?.id === message.id) store.channels.update(channel, { latest_message: message });
  return message;
}
