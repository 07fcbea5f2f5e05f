import * as z from "zod/mini";
import { type Message, MessageSchema } from "./message.js";
import {
  type ChannelNotificationSettings,
  PartialNotificationSettingsSchema,
} from "./notification-settings.js";
import { dateTime, define, id, type Schema, url } from "./schema.js";

/**
 * A chat: a channel that users join, or the direct messages of a fixed set of members.
 *
 * @example
 * ```ts
 * import type { Channel } from "@giosg/pub-sdk";
 *
 * const title = ({ name, is_direct_message }: Channel) => (is_direct_message ? name : `# ${name}`);
 * console.log(title(await pub.channels.retrieve(channelId)));
 * ```
 */
export interface Channel {
  /** UUID */
  id: string;
  name: string;
  description: string;
  /** UUID */
  organization_id: string;
  /** ISO 8601, UTC */
  created_at: string;
  /** ISO 8601, UTC */
  updated_at: string;
  /** URL of the picture; null without one (undocumented; from SDK 3.1.0). */
  avatar_url: string | null;
  is_direct_message: boolean;
  /** null where nothing was written yet (undocumented; from SDK 3.1.0). */
  latest_message: Message | null;
  /** ISO 8601, UTC; what lists are ordered by unless they are asked otherwise. */
  latest_message_created_at: string | null;
  /** Undocumented; from SDK 3.1.0. */
  member_count?: number;
  /** Undocumented; from SDK 3.1.0. */
  is_private?: boolean | null;
  /** Undocumented; from SDK 3.1.0. */
  is_default_channel?: boolean | null;
  /** Undocumented; from SDK 3.1.0. */
  is_village?: boolean;
  /** Undocumented; from SDK 3.1.0. */
  is_active?: boolean;
  /** 1 direct, 2 default, 3 reporting, 4 private, 5 announcements; more may come (undocumented; from SDK 3.1.0). */
  type?: number;
}

/**
 * A channel as one of its members sees it (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { JoinedChannel } from "@giosg/pub-sdk";
 *
 * const badge = ({ unread_message_count = 0 }: JoinedChannel) => (unread_message_count > 0 ? "●" : "");
 * console.log(badge(await pub.channels.retrieveJoined(userId, channelId)));
 * ```
 */
export interface JoinedChannel extends Channel {
  unread_message_count?: number;
  unread_mention_count?: number;
  member_notification_settings?: Partial<ChannelNotificationSettings> | null;
}

const shape = /* @__PURE__ */ define(() => ({
  id,
  name: z.string(),
  description: z.string(),
  organization_id: id,
  created_at: dateTime,
  updated_at: dateTime,
  avatar_url: z.nullable(url),
  is_direct_message: z.boolean(),
  latest_message: z.nullable(MessageSchema),
  latest_message_created_at: z.nullable(dateTime),
  member_count: z.exactOptional(z.number()),
  is_private: z.exactOptional(z.nullable(z.boolean())),
  is_default_channel: z.exactOptional(z.nullable(z.boolean())),
  is_village: z.exactOptional(z.boolean()),
  is_active: z.exactOptional(z.boolean()),
  type: z.exactOptional(z.number()),
}));

/**
 * A channel.
 *
 * @example
 * ```ts
 * import { ChannelSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data: channel, error } = ChannelSchema.safeParse(JSON.parse("{}"));
 * console.log(channel?.name ?? error?.issues);
 * ```
 */
export const ChannelSchema: Schema<Channel> = /* @__PURE__ */ define(() => z.looseObject(shape));

/**
 * A joined channel.
 *
 * @example
 * ```ts
 * import { JoinedChannelSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data } = JoinedChannelSchema.safeParse(JSON.parse("{}"));
 * console.log(data?.unread_message_count);
 * ```
 */
export const JoinedChannelSchema: Schema<JoinedChannel> = /* @__PURE__ */ define(() =>
  z.looseObject({
    ...shape,
    unread_message_count: z.exactOptional(z.number()),
    unread_mention_count: z.exactOptional(z.number()),
    member_notification_settings: z.exactOptional(z.nullable(PartialNotificationSettingsSchema)),
  }),
);
