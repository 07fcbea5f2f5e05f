import * as z from "zod/mini";
import type { Member } from "../../schemas/member.js";
import { dateTime } from "../../schemas/schema.js";
import { created, forbidden, invalid, noContent, ok, refusal } from "../http/answer.js";
import { payloadOf } from "../http/call.js";
import type { Sorting } from "../http/ordering.js";
import { page } from "../http/page.js";
import type { Route } from "../http/router.js";
import { createMember, markSeen, memberOf, removeMember } from "../store/members.js";
import { channelIn, checkAdmin, memberIn } from "./lookup.js";
import { uuid } from "./payload-types.js";

const NewMemberSchema = z.object({ member_id: uuid });
const PatchSchema = z.object({
  last_seen_at: z.exactOptional(z.nullable(dateTime)),
  is_admin: z.exactOptional(z.boolean()),
});

const sorting: Sorting<Member> = {
  keys: { created_at: (member) => member.created_at },
  ordering: "created_at",
};

/** The members of a channel, by the ids of the users. */
export const members: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/members",
    watchedBy: "member_id",
    methods: {
      GET: (call) => page(call, call.store.members, call.store.members.group(channelIn(call).id), sorting),
      POST: (call) => {
        const channel = channelIn(call);
        const { member_id: userId } = payloadOf(call, NewMemberSchema);
        if (channel.is_direct_message || channel.is_private) {
          throw refusal(400, "Members can be added to public channels only.");
        }
        if (!call.store.people.get(userId)) {
          throw invalid({
            member_id: [`Invalid pk "${userId}" - object does not exist.`],
          });
        }
        if (memberOf(call.store, channel.id, userId)) {
          throw invalid({
            member_id: ["This user is already a member of the channel."],
          });
        }
        return created(createMember(call.store, channel, userId));
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/members/:user",
    methods: {
      GET: (call) => ok(memberIn(call, channelIn(call))),
      PATCH: (call) => {
        const { store } = call;
        const channel = channelIn(call);
        const member = memberIn(call, channel);
        const { last_seen_at: seen, is_admin: isAdmin } = payloadOf(call, PatchSchema);
        if (isAdmin !== undefined && isAdmin !== member.is_admin) checkAdmin(call, channel);
        if (seen !== undefined) markSeen(store, member, seen);
        const changes = {
          ...(isAdmin !== undefined && { is_admin: isAdmin }),
          updated_at: store.clock.tick(),
        };
        return ok(store.members.update(member, changes));
      },
      DELETE: (call) => {
        const channel = channelIn(call);
        const member = memberIn(call, channel);
        if (channel.is_direct_message)
          throw refusal(400, "Members of a direct message channel cannot be removed.");
        const isOther = member.member_id !== call.actor.id;
        if (isOther && !memberOf(call.store, channel.id, call.actor.id)?.is_admin) throw forbidden();
        removeMember(call.store, channel, member);
        return noContent();
      },
    },
  },
];
