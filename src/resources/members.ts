import { uuidOf } from "../http/path.js";
import type { ListOptions, RequestOptions } from "../options.js";
import type { Paginator } from "../pagination/paginator.js";
import { type Member, MemberSchema } from "../schemas/member.js";
import { pageSchema } from "../schemas/page.js";
import type { CreationListParameters } from "./messages.js";
import { checkedOrdering, creationKeys } from "./ordering.js";
import { checkedPayload, isoDateTime } from "./payload.js";
import { Resource } from "./resource.js";

/**
 * What of a membership can be changed.
 *
 * @example
 * ```ts
 * import type { MemberPatch } from "@giosg/pub-sdk";
 *
 * const patch: MemberPatch = { last_seen_at: new Date(), is_admin: true };
 * await pub.members.update(channelId, userId, patch);
 * ```
 */
export interface MemberPatch {
  /** When the user last looked: a Date, or ISO 8601. Later messages count as unread. */
  last_seen_at?: Date | string | undefined;
  is_admin?: boolean | undefined;
}

const MemberPageSchema = /* @__PURE__ */ pageSchema(MemberSchema);

/**
 * The members of channels. Paths take the user's id (`member_id`), not the membership's own.
 *
 * @example
 * ```ts
 * await pub.members.add(channelId, userId);
 * await pub.members.markSeen(channelId, userId);
 * ```
 */
export class Members extends Resource {
  /**
   * Lists a channel's members. `GET /channels/<channel_id>/members`
   *
   * @example
   * ```ts
   * for await (const { member_id, is_admin } of pub.members.list(channelId)) console.log(member_id, is_admin);
   * ```
   */
  list(channelId: string, params?: CreationListParameters, options?: ListOptions): Paginator<Member> {
    return this.pages(["channels", { channelId }, "members"], MemberPageSchema, params, options, () => ({
      ordering: checkedOrdering(params?.ordering, creationKeys),
    }));
  }

  /**
   * Adds a user to a public channel. `POST /channels/<channel_id>/members`
   *
   * Where the answer was lost and the service refuses the repeat, the member is read back and answered.
   *
   * @example
   * ```ts
   * await pub.members.add(channelId, userId);
   * ```
   */
  async add(channelId: string, userId: string, options?: RequestOptions): Promise<Member> {
    const body = { member_id: uuidOf("userId", userId) };
    const readBack = {
      path: ["channels", { channelId }, "members", { userId }],
    };
    const path = ["channels", { channelId }, "members"];
    return this.http.call({ method: "POST", path, body, schema: MemberSchema, readBack }, options);
  }

  /**
   * Retrieves a member. `GET /channels/<channel_id>/members/<user_id>`
   *
   * @example
   * ```ts
   * const { unread_message_count } = await pub.members.retrieve(channelId, userId);
   * ```
   */
  retrieve(channelId: string, userId: string, options?: RequestOptions): Promise<Member> {
    const path = ["channels", { channelId }, "members", { userId }];
    return this.http.call({ method: "GET", path, schema: MemberSchema }, options);
  }

  /**
   * Changes a member. `PATCH /channels/<channel_id>/members/<user_id>`
   *
   * @example
   * ```ts
   * await pub.members.update(channelId, userId, { is_admin: true });
   * ```
   */
  async update(
    channelId: string,
    userId: string,
    patch: MemberPatch,
    options?: RequestOptions,
  ): Promise<Member> {
    const { last_seen_at, ...rest } = checkedPayload(patch);
    const body =
      last_seen_at === undefined
        ? rest
        : { ...rest, last_seen_at: isoDateTime("last_seen_at", last_seen_at) };
    const path = ["channels", { channelId }, "members", { userId }];
    return this.http.call({ method: "PATCH", path, body, schema: MemberSchema }, options);
  }

  /**
   * Marks a channel as seen by a user. `PATCH /channels/<channel_id>/members/<user_id>`
   *
   * @param at when the user looked; now where left out
   *
   * @example
   * ```ts
   * await pub.members.markSeen(channelId, userId);
   * ```
   */
  markSeen(
    channelId: string,
    userId: string,
    at: Date | string = new Date(),
    options?: RequestOptions,
  ): Promise<Member> {
    return this.update(channelId, userId, { last_seen_at: at }, options);
  }

  /**
   * Removes a user from a channel. `DELETE /channels/<channel_id>/members/<user_id>` (undocumented; from SDK 3.1.0)
   *
   * @example
   * ```ts
   * await pub.members.remove(channelId, userId);
   * ```
   */
  remove(channelId: string, userId: string, options?: RequestOptions): Promise<void> {
    return this.http.call(
      {
        method: "DELETE",
        path: ["channels", { channelId }, "members", { userId }],
      },
      options,
    );
  }
}
