import * as z from "zod/mini";
import type { ChannelNotificationSettings } from "../../schemas/notification-settings.js";
import { notFound, ok } from "../http/answer.js";
import { payloadOf, type UserCall } from "../http/call.js";
import type { Route } from "../http/router.js";
import { memberKey } from "../store/store.js";
import { channelIn, memberIn } from "./lookup.js";

const mode = z.exactOptional(z.enum(["muted", "mentions", "unmuted"]));
const ModeSchema = z.object({ mode });
const MutedSchema = z.object({ muted: mode });

/** A member's notification settings. The documentation's `muted` is looked at only where there is no `mode` (WIRE.md). */
export const notificationSettings: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/members/:user/notification_settings",
    watchedBy: "id",
    methods: {
      GET: (call) => ok(settingsIn(call)),
      PATCH: (call) => {
        const settings = settingsIn(call);
        const mode = payloadOf(call, ModeSchema).mode ?? payloadOf(call, MutedSchema).muted;
        if (mode === undefined) return ok(settings);
        return ok(
          call.store.notificationSettings.update(settings, {
            mode,
            updated_at: call.store.clock.tick(),
          }),
        );
      },
    },
  },
];

function settingsIn(call: UserCall): ChannelNotificationSettings {
  const member = memberIn(call, channelIn(call));
  const settings = call.store.notificationSettings.get(memberKey(member.channel, member.member_id));
  if (!settings) throw notFound();
  return settings;
}
