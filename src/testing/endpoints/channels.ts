import * as z from "zod/mini";
import type { Channel } from "../../schemas/channel.js";
import { url } from "../../schemas/schema.js";
import { created, noContent, ok } from "../http/answer.js";
import { checkUsers, payloadOf, type UserCall } from "../http/call.js";
import type { Sorting } from "../http/ordering.js";
import { page } from "../http/page.js";
import type { Route } from "../http/router.js";
import { createChannel, deleteChannel, isVisible, updateChannel } from "../store/channels.js";
import { channelIn, checkAdmin } from "./lookup.js";
import { filled, uuid } from "./payload-types.js";

const changeable = {
  name: filled,
  description: z.exactOptional(z.string()),
  avatar_url: z.exactOptional(z.nullable(url)),
  is_private: z.exactOptional(z.nullable(z.boolean())),
  is_village: z.exactOptional(z.boolean()),
};
const NewChannelSchema = z.object({
  ...changeable,
  members: z.exactOptional(z.array(uuid)),
});
const ReplacementSchema = z.object(changeable);
const PatchSchema = z.object({ ...changeable, name: z.exactOptional(filled) });

/**
 * How the channel lists are ordered: the ones written to last come first unless something else is asked for,
 * and of those without messages the newest.
 */
export const channelSorting: Sorting<Channel> = {
  keys: {
    created_at: (channel) => channel.created_at,
    latest_message_created_at: (channel) => channel.latest_message_created_at,
  },
  ordering: "-latest_message_created_at",
  tie: "created_at",
};

/** The organization's channels. Direct messages have a list of their own, and can be retrieved here. */
export const channels: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/channels",
    watchedBy: "id",
    methods: {
      GET: (call) => {
        const visible = call.store.channels.rows.filter(
          (channel) => !channel.is_direct_message && isVisible(call.store, channel, call.actor.id),
        );
        return page(call, call.store.channels, visible, channelSorting);
      },
      POST: (call) => {
        const { members = [], ...init } = payloadOf(call, NewChannelSchema);
        checkUsers(call.store, "members", members);
        return created(createChannel(call.store, call.actor.id, members, init));
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel",
    watchedBy: "id",
    methods: {
      GET: (call) => ok(channelIn(call)),
      PUT: (call) => change(call, ReplacementSchema),
      PATCH: (call) => change(call, PatchSchema),
      DELETE: (call) => {
        const channel = channelIn(call);
        checkAdmin(call, channel);
        deleteChannel(call.store, channel);
        return noContent();
      },
    },
  },
];

function change(call: UserCall, schema: typeof ReplacementSchema | typeof PatchSchema) {
  const channel = channelIn(call);
  checkAdmin(call, channel);
  return ok(updateChannel(call.store, channel, payloadOf(call, schema)));
}
