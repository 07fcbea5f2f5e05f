import { refuse } from "../errors/input-error.js";
import type { RequestOptions } from "../options.js";
import {
  type ChannelNotificationSettings,
  ChannelNotificationSettingsSchema,
  type NotificationMode,
} from "../schemas/notification-settings.js";
import { checkedPayload } from "./payload.js";
import { Resource } from "./resource.js";

/**
 * What of the notification settings can be changed.
 *
 * @example
 * ```ts
 * import type { NotificationSettingsPatch } from "@giosg/pub-sdk";
 *
 * const patch: NotificationSettingsPatch = { mode: "mentions" };
 * await pub.notificationSettings.update(channelId, userId, patch);
 * ```
 */
export interface NotificationSettingsPatch {
  mode: NotificationMode;
}

/**
 * When a member of a channel is notified.
 *
 * @example
 * ```ts
 * const { mode } = await pub.notificationSettings.retrieve(channelId, userId);
 * if (mode === "unmuted") await pub.notificationSettings.update(channelId, userId, { mode: "mentions" });
 * ```
 */
export class NotificationSettings extends Resource {
  /**
   * Retrieves a member's settings for a channel.
   * `GET /channels/<channel_id>/members/<user_id>/notification_settings`
   *
   * @example
   * ```ts
   * const { mode } = await pub.notificationSettings.retrieve(channelId, userId);
   * ```
   */
  retrieve(
    channelId: string,
    userId: string,
    options?: RequestOptions,
  ): Promise<ChannelNotificationSettings> {
    const path = settingsPath(channelId, userId);
    return this.http.call({ method: "GET", path, schema: ChannelNotificationSettingsSchema }, options);
  }

  /**
   * Changes a member's settings for a channel; the answer's `mode` is what holds.
   * `PATCH /channels/<channel_id>/members/<user_id>/notification_settings`
   *
   * @example
   * ```ts
   * await pub.notificationSettings.update(channelId, userId, { mode: "mentions" });
   * ```
   */
  async update(
    channelId: string,
    userId: string,
    patch: NotificationSettingsPatch,
    options?: RequestOptions,
  ): Promise<ChannelNotificationSettings> {
    const { mode } = checkedPayload(patch);
    if (typeof mode !== "string" || mode === "") {
      refuse("mode", '"muted", "mentions" or "unmuted"');
    }
    // The API page names the field "mode" and sends "muted"; the service takes the one it knows.
    const body = { ...patch, mode, muted: mode };
    const path = settingsPath(channelId, userId);
    return this.http.call(
      {
        method: "PATCH",
        path,
        body,
        schema: ChannelNotificationSettingsSchema,
      },
      options,
    );
  }
}

function settingsPath(channelId: string, userId: string) {
  return ["channels", { channelId }, "members", { userId }, "notification_settings"];
}
