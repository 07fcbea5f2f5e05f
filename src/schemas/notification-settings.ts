import * as z from "zod/mini";
import { dateTime, define, id, type Schema } from "./schema.js";

/**
 * When a member is notified: never, of mentions only, or always (the default). More modes may come.
 *
 * @example
 * ```ts
 * import type { NotificationMode } from "@giosg/pub-sdk";
 *
 * const mode: NotificationMode = "mentions";
 * await pub.notificationSettings.update(channelId, userId, { mode });
 * ```
 */
export type NotificationMode = "muted" | "mentions" | "unmuted" | (string & {});

/**
 * A member's notification settings for one channel; they come into being with the member.
 *
 * @example
 * ```ts
 * const { mode } = await pub.notificationSettings.retrieve(channelId, userId);
 * console.log(mode === "muted" ? "quiet" : "told");
 * ```
 */
export interface ChannelNotificationSettings {
  /** UUID */
  id: string;
  /** UUID of the channel */
  channel: string;
  /** UUID of the user */
  user_id: string;
  /** UUID */
  organization_id: string;
  /** ISO 8601, UTC */
  created_at: string;
  /** ISO 8601, UTC */
  updated_at: string;
  mode: NotificationMode;
}

const shape = /* @__PURE__ */ define(() => ({
  id,
  channel: id,
  user_id: id,
  organization_id: id,
  created_at: dateTime,
  updated_at: dateTime,
  mode: z.string(),
}));

/**
 * Notification settings.
 *
 * @example
 * ```ts
 * import { ChannelNotificationSettingsSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data } = ChannelNotificationSettingsSchema.safeParse(JSON.parse("{}"));
 * console.log(data?.mode);
 * ```
 */
export const ChannelNotificationSettingsSchema: Schema<ChannelNotificationSettings> = /* @__PURE__ */ define(
  () => z.looseObject(shape),
);

/** Notification settings where they stand inside a joined channel, where none of their fields is documented. */
export const PartialNotificationSettingsSchema: Schema<Partial<ChannelNotificationSettings>> =
  /* @__PURE__ */ define(() =>
    z.looseObject({
      id: z.exactOptional(shape.id),
      channel: z.exactOptional(shape.channel),
      user_id: z.exactOptional(shape.user_id),
      organization_id: z.exactOptional(shape.organization_id),
      created_at: z.exactOptional(shape.created_at),
      updated_at: z.exactOptional(shape.updated_at),
      mode: z.exactOptional(shape.mode),
    }),
  );
