import * as z from "zod/mini";
import type { Channel } from "../../schemas/channel.js";
import { created, notFound, ok } from "../http/answer.js";
import { checkUsers, parameter, payloadOf } from "../http/call.js";
import { page } from "../http/page.js";
import type { Route } from "../http/router.js";
import { ensureDmChannel } from "../store/channels.js";
import { memberOf } from "../store/members.js";
import type { Store } from "../store/store.js";
import { channelSorting } from "./channels.js";
import { userIn } from "./lookup.js";
import { uuid } from "./payload-types.js";

const NewDmChannelSchema = z.object({
  members: z.array(uuid).check(z.minLength(1)),
});

/** The direct-message channels of a user, as that user sees them. */
export const dmChannels: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/users/:user/dm-channels",
    watchedBy: "id",
    methods: {
      GET: (call) => {
        const user = userIn(call);
        const own = call.store.channels.rows.filter((channel) => isOwn(call.store, channel, user.id));
        return page(call, call.store.channels, own, channelSorting);
      },
      // One channel for each set of members, the user of the path among them: 201 the first time, 200 from then on.
      POST: (call) => {
        const user = userIn(call);
        const { members } = payloadOf(call, NewDmChannelSchema);
        checkUsers(call.store, "members", members);
        const { channel, isNew } = ensureDmChannel(call.store, user.id, members);
        return isNew ? created(channel) : ok(channel);
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/users/:user/dm-channels/:channel",
    methods: {
      GET: (call) => {
        const user = userIn(call);
        const channel = call.store.channels.get(parameter(call, "channel"));
        if (!channel || !isOwn(call.store, channel, user.id)) throw notFound();
        return ok(channel);
      },
    },
  },
];

function isOwn(store: Store, channel: Channel, userId: string): boolean {
  return channel.is_direct_message && memberOf(store, channel.id, userId) !== undefined;
}
