import type { Channel } from "../../schemas/channel.js";
import { createMember, memberOf } from "./members.js";
import type { Store } from "./store.js";

/** What a channel can start with. */
export interface NewChannel {
  readonly id?: string | undefined;
  readonly name: string;
  readonly description?: string | undefined;
  readonly avatar_url?: string | null | undefined;
  readonly is_private?: boolean | null | undefined;
  readonly is_village?: boolean | undefined;
  readonly is_default_channel?: boolean | null | undefined;
  readonly is_active?: boolean | undefined;
  readonly type?: number | undefined;
  readonly created_at?: string | undefined;
}

/** What of a channel can be changed. */
export interface ChannelChanges {
  readonly name?: string;
  readonly description?: string;
  readonly avatar_url?: string | null;
  readonly is_private?: boolean | null;
  readonly is_village?: boolean;
}

const types = { direct: 1, default: 2, private: 4 };

/** Makes a channel, its creator an admin, and further members. */
export function createChannel(
  store: Store,
  creatorId: string,
  memberIds: readonly string[],
  init: NewChannel,
  isDirect = false,
): Channel {
  const now = init.created_at ?? store.clock.tick();
  const isPrivate = init.is_private ?? false;
  const channel = store.channels.insert({
    id: init.id ?? store.ids.uuid(),
    name: init.name,
    description: init.description ?? "",
    organization_id: store.people.organizationId,
    created_at: now,
    updated_at: now,
    avatar_url: init.avatar_url ?? null,
    is_direct_message: isDirect,
    latest_message: null,
    latest_message_created_at: null,
    member_count: 0,
    is_private: isPrivate,
    is_default_channel: init.is_default_channel ?? false,
    is_village: init.is_village ?? false,
    is_active: init.is_active ?? true,
    type: init.type ?? (isDirect ? types.direct : isPrivate ? types.private : types.default),
  });
  for (const userId of new Set([creatorId, ...memberIds])) {
    createMember(store, channel, userId, {
      is_admin: userId === creatorId,
      created_at: init.created_at,
    });
  }
  return channel;
}

/** The direct-message channel of exactly these users, made where there is none. */
export function ensureDmChannel(
  store: Store,
  creatorId: string,
  memberIds: readonly string[],
): { readonly channel: Channel; readonly isNew: boolean } {
  const users = new Set([creatorId, ...memberIds]);
  for (const channel of store.channels.rows) {
    if (!channel.is_direct_message || store.members.groupSize(channel.id) !== users.size) continue;
    if (store.members.group(channel.id).every((member) => users.has(member.member_id))) {
      return { channel, isNew: false };
    }
  }
  const name = [...users].map((id) => store.people.get(id)?.full_name ?? id).join(", ");
  return {
    channel: createChannel(store, creatorId, memberIds, { name }, true),
    isNew: true,
  };
}

/** Whether a user may see a channel: direct messages and private channels are their members' alone. */
export function isVisible(store: Store, channel: Channel, userId: string): boolean {
  return (
    (!channel.is_direct_message && !channel.is_private) || memberOf(store, channel.id, userId) !== undefined
  );
}

/** Changes a channel. */
export function updateChannel(store: Store, channel: Channel, changes: ChannelChanges): Channel {
  const { is_private: isPrivate } = changes;
  const flips = isPrivate !== undefined && Boolean(isPrivate) !== Boolean(channel.is_private);
  const isOrdinary = channel.type === types.default || channel.type === types.private;
  const type = isPrivate ? types.private : types.default;
  return store.channels.update(channel, {
    ...changes,
    ...(flips && isOrdinary && { type }),
    updated_at: store.clock.tick(),
  });
}

/** Removes a channel with everything in it. */
export function deleteChannel(store: Store, channel: Channel): void {
  const { id } = channel;
  const messages = [...store.messages.group(id)];
  store.messages.remove(messages);
  for (const message of messages) store.mentions.delete(message.id);
  store.notificationSettings.remove(store.notificationSettings.group(id));
  store.members.remove(store.members.group(id));
  store.recordings.remove(store.recordings.group(id));
  store.streams.remove(present(store.streams.get(id)));
  store.conferences.remove(present(store.conferences.get(id)));
  store.sessions.remove(present(store.sessions.get(id)));
  store.channels.remove([channel]);
}

function present<T>(row: T | undefined): T[] {
  return row === undefined ? [] : [row];
}
