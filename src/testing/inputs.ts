import type { LiveStream, StreamStatus } from "../schemas/conference.js";
import type { MessageType } from "../schemas/message.js";
import type { NotificationMode } from "../schemas/notification-settings.js";
import type { SandboxUser } from "./data.js";

/**
 * What `sandbox.addChannel` takes; everything has a default.
 *
 * @example
 * ```ts
 * import type { ChannelInput } from "@giosg/pub-sdk/testing";
 *
 * const leads: ChannelInput = { name: "Leads", is_private: true, members: [userId] };
 * const { id } = sandbox.addChannel(leads);
 * ```
 */
export interface ChannelInput {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly avatar_url?: string | null | undefined;
  readonly is_private?: boolean | null | undefined;
  readonly is_village?: boolean | undefined;
  readonly is_default_channel?: boolean | null | undefined;
  readonly is_active?: boolean | undefined;
  readonly type?: number | undefined;
  readonly created_at?: Date | string | undefined;
  /**
   * UUID of the user who becomes its admin.
   *
   * @default sandbox.users[0].id
   */
  readonly creator?: string | undefined;
  /** UUIDs of further members. */
  readonly members?: readonly string[] | undefined;
}

/**
 * What `sandbox.addMessage` takes; everything has a default.
 *
 * @example
 * ```ts
 * import type { MessageInput } from "@giosg/pub-sdk/testing";
 *
 * const old: MessageInput = { body: { version: 1, message: "Hello" }, created_at: "2019-05-01T08:00:00Z" };
 * sandbox.addMessage(channelId, old);
 * ```
 */
export interface MessageInput {
  readonly id?: string | undefined;
  /**
   * UUID of any user; messages of the types `reporting` and `system_message` have none.
   *
   * @default the channel's first member
   */
  readonly sender_id?: string | undefined;
  /** @default "user" */
  readonly type?: MessageType | undefined;
  /**
   * Taken as it is, so that bodies of the past and the future can be tried, and such as no service should send.
   *
   * @default a text; `{}` with the type `deleted`
   */
  readonly body?: object | undefined;
  /** UUIDs of users whom the message mentions. */
  readonly notify_users?: readonly string[] | undefined;
  /** Whether it mentions everybody. */
  readonly notify_channel?: boolean | undefined;
  readonly is_edited?: boolean | undefined;
  /** In the past, it is counted as read by those who have looked since. */
  readonly created_at?: Date | string | undefined;
}

/**
 * What `sandbox.addMember` takes; everything has a default.
 *
 * @example
 * ```ts
 * import type { MemberInput } from "@giosg/pub-sdk/testing";
 *
 * const admin: MemberInput = { is_admin: true, mode: "muted", last_seen_at: null };
 * sandbox.addMember(channelId, userId, admin);
 * ```
 */
export interface MemberInput {
  /** @default false */
  readonly is_admin?: boolean | undefined;
  /** What others wrote since then is unread. */
  readonly last_seen_at?: Date | string | null | undefined;
  /**
   * What the member is told of, in the notification settings that come with the membership.
   *
   * @default "unmuted"
   */
  readonly mode?: NotificationMode | undefined;
  readonly created_at?: Date | string | undefined;
}

/**
 * What `sandbox.addStream` takes; without anything nobody streams and nobody watches.
 *
 * @example
 * ```ts
 * import type { StreamInit } from "@giosg/pub-sdk/testing";
 *
 * const live: StreamInit = { status: { is_connected: true, is_watchable: true }, viewer_count: 12 };
 * sandbox.addStream(channelId, live);
 * ```
 */
export interface StreamInit {
  readonly input?: Partial<LiveStream> | undefined;
  readonly status?: Partial<StreamStatus> | undefined;
  readonly viewer_count?: number | undefined;
  readonly created?: Date | string | undefined;
}

/** What there is to say of a user. */
export const userFields: Readonly<Record<keyof SandboxUser, true>> = {
  id: true,
  full_name: true,
  organization_id: true,
  avatar_url: true,
  is_bot: true,
  is_online: true,
  is_present: true,
  is_deleted: true,
  token: true,
};

/** What there is to say of a channel. */
export const channelFields: Readonly<Record<keyof ChannelInput, true>> = {
  id: true,
  name: true,
  description: true,
  avatar_url: true,
  is_private: true,
  is_village: true,
  is_default_channel: true,
  is_active: true,
  type: true,
  created_at: true,
  creator: true,
  members: true,
};

/** What there is to say of a message. */
export const messageFields: Readonly<Record<keyof MessageInput, true>> = {
  id: true,
  sender_id: true,
  type: true,
  body: true,
  notify_users: true,
  notify_channel: true,
  is_edited: true,
  created_at: true,
};

/** What there is to say of a membership. */
export const memberFields: Readonly<Record<keyof MemberInput, true>> = {
  is_admin: true,
  last_seen_at: true,
  mode: true,
  created_at: true,
};

/** What there is to say of a stream. */
export const streamFields: Readonly<Record<keyof StreamInit, true>> = {
  input: true,
  status: true,
  viewer_count: true,
  created: true,
};
