import type { Channel, JoinedChannel } from "../../schemas/channel.js";
import type { Member } from "../../schemas/member.js";
import { notFound, ok } from "../http/answer.js";
import { type Call, parameter } from "../http/call.js";
import { page } from "../http/page.js";
import type { Route } from "../http/router.js";
import { memberOf } from "../store/members.js";
import { memberKey, type Store } from "../store/store.js";
import { channelSorting } from "./channels.js";
import { userIn } from "./lookup.js";

/** The channels that a user has joined, as that user sees them; without the direct messages. */
export const joinedChannels: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/users/:user/joined-channels",
    watchedBy: "id",
    methods: {
      GET: (call) => {
        const user = userIn(call);
        const joined = call.store.channels.rows.filter(
          (channel) => isJoined(call.store, channel, user.id) && isWanted(call, channel),
        );
        return page(call, call.store.channels, joined, channelSorting, (channel) =>
          joinedChannel(call.store, channel, user.id),
        );
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/users/:user/joined-channels/:channel",
    methods: {
      GET: (call) => {
        const user = userIn(call);
        const channel = call.store.channels.get(parameter(call, "channel"));
        if (!channel || !isJoined(call.store, channel, user.id)) throw notFound();
        return ok(joinedChannel(call.store, channel, user.id));
      },
    },
  },
];

function isJoined(store: Store, channel: Channel, userId: string): boolean {
  return !channel.is_direct_message && memberOf(store, channel.id, userId) !== undefined;
}

function isWanted(call: Call, channel: Channel): boolean {
  const asked = call.received.url.searchParams.get("is_active");
  return !(asked === "true" || asked === "false") || String(channel.is_active ?? true) === asked;
}

function joinedChannel(store: Store, channel: Channel, userId: string): JoinedChannel {
  const member: Partial<Member> = memberOf(store, channel.id, userId) ?? {};
  return {
    ...channel,
    unread_message_count: member.unread_message_count ?? 0,
    unread_mention_count: member.unread_mention_count ?? 0,
    member_notification_settings: store.notificationSettings.get(memberKey(channel.id, userId)) ?? null,
  };
}
