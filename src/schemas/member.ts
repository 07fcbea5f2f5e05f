import * as z from "zod/mini";
import { dateTime, define, id, integer, type Schema } from "./schema.js";
import { type User, UserSchema } from "./user.js";

/**
 * A user's membership of a channel.
 *
 * @example
 * ```ts
 * const { member_id, unread_message_count } = await pub.members.retrieve(channelId, userId);
 * console.log(member_id === userId, unread_message_count); // paths take member_id, not id
 * ```
 */
export interface Member {
  /** UUID of the membership; paths take `member_id`. */
  id: string;
  /** UUID of the channel */
  channel: string;
  /** UUID of the user */
  member_id: string;
  /** UUID */
  organization_id: string;
  /** ISO 8601, UTC */
  created_at: string;
  /** ISO 8601, UTC */
  updated_at: string;
  /** ISO 8601, UTC; null where the user has not looked yet (undocumented; from SDK 3.1.0). */
  last_seen_at: string | null;
  unread_message_count: number;
  is_admin: boolean;
  /** Undocumented; from SDK 3.1.0. */
  unread_mention_count?: number;
  /** Undocumented; from SDK 3.1.0. */
  member?: User;
}

/**
 * A member.
 *
 * @example
 * ```ts
 * import { MemberSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data } = MemberSchema.safeParse(JSON.parse("{}"));
 * console.log(data?.unread_message_count);
 * ```
 */
export const MemberSchema: Schema<Member> = /* @__PURE__ */ define(() =>
  z.looseObject({
    id,
    channel: id,
    member_id: id,
    organization_id: id,
    created_at: dateTime,
    updated_at: dateTime,
    last_seen_at: z.nullable(dateTime),
    unread_message_count: integer,
    is_admin: z.boolean(),
    unread_mention_count: z.exactOptional(z.number()),
    member: z.exactOptional(UserSchema),
  }),
);
