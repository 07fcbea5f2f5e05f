import type { Channel } from "../../schemas/channel.js";
import type { Member } from "../../schemas/member.js";
import type { Message } from "../../schemas/message.js";
import type { NotificationMode } from "../../schemas/notification-settings.js";
import { millisecondOf } from "../clock.js";
import { memberKey, type Store } from "./store.js";

/** What a membership can start with. */
export interface NewMember {
  readonly is_admin?: boolean | undefined;
  readonly last_seen_at?: string | null | undefined;
  readonly mode?: NotificationMode | undefined;
  readonly created_at?: string | undefined;
}

/** The membership of a user in a channel. */
export function memberOf(store: Store, channelId: string, userId: string): Member | undefined {
  return store.members.get(memberKey(channelId, userId));
}

/** Makes a user a member, with notification settings. What was written before counts as read. */
export function createMember(store: Store, channel: Channel, userId: string, init: NewMember = {}): Member {
  const now = init.created_at ?? store.clock.tick();
  const shared = {
    channel: channel.id,
    organization_id: channel.organization_id,
    created_at: now,
    updated_at: now,
  };
  const shown = store.people.shown(userId);
  const member = store.members.insert({
    id: store.ids.uuid(),
    ...shared,
    member_id: userId,
    last_seen_at: init.last_seen_at ?? null,
    unread_message_count: 0,
    unread_mention_count: 0,
    is_admin: init.is_admin ?? false,
    ...(shown && { member: shown }),
  });
  store.notificationSettings.insert({
    id: store.ids.uuid(),
    ...shared,
    user_id: userId,
    mode: init.mode ?? "unmuted",
  });
  if (init.last_seen_at) markSeen(store, member, init.last_seen_at);
  countMembers(store, channel);
  return member;
}

/** Ends a membership. */
export function removeMember(store: Store, channel: Channel, member: Member): void {
  const settings = store.notificationSettings.get(memberKey(channel.id, member.member_id));
  store.members.remove([member]);
  if (settings) store.notificationSettings.remove([settings]);
  countMembers(store, channel);
}

/**
 * Sets when a member looked last, literally as it was told, and counts what others have written since. The present of
 * another clock than the service's covers everything written so far.
 */
export function markSeen(store: Store, member: Member, at: string | null): void {
  const isPresent = at !== null && store.clock.isForeignPresent(millisecondOf(at));
  store.members.update(member, {
    last_seen_at: at,
    ...(isPresent
      ? { unread_message_count: 0, unread_mention_count: 0 }
      : unreadSince(store, member, at ?? member.created_at)),
  });
}

/** Whether a message was written by a time. Clients know no more than milliseconds, so those of the same one were. */
export function isWrittenBy(message: Message, time: string): boolean {
  return millisecondOf(message.created_at) <= millisecondOf(time);
}

/** Whether a message mentions a user. */
export function isMentioned(store: Store, messageId: string, userId: string): boolean {
  const mentions = store.mentions.get(messageId);
  return mentions !== undefined && (mentions.everybody || mentions.users.includes(userId));
}

function unreadSince(store: Store, member: Member, time: string) {
  const messages = store.messages.group(member.channel);
  let [unread, mentions] = [0, 0];
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index];
    if (!message || isWrittenBy(message, time)) break;
    if (message.sender_id === member.member_id) continue;
    unread += 1;
    if (isMentioned(store, message.id, member.member_id)) mentions += 1;
  }
  return { unread_message_count: unread, unread_mention_count: mentions };
}

function countMembers(store: Store, channel: Channel): void {
  store.channels.update(channel, {
    member_count: store.members.groupSize(channel.id),
  });
}
