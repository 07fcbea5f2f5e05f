import { refuse } from "../errors/input-error.js";
import type { ListOptions, RequestOptions } from "../options.js";
import type { Paginator } from "../pagination/paginator.js";
import { type Channel, ChannelSchema } from "../schemas/channel.js";
import { pageSchema } from "../schemas/page.js";
import type { ChannelListParameters } from "./channels.js";
import { channelKeys, checkedOrdering } from "./ordering.js";
import { checkedPayload, userIds } from "./payload.js";
import { Resource } from "./resource.js";

/**
 * What a direct-message channel is created with.
 *
 * @example
 * ```ts
 * import type { DmChannelPayload } from "@giosg/pub-sdk";
 *
 * const payload: DmChannelPayload = { members: [otherUserId] }; // the user of the call is a member anyway
 * const channel = await pub.dmChannels.create(userId, payload);
 * ```
 */
export interface DmChannelPayload {
  /** UUIDs of the users to talk with. */
  members: readonly string[];
}

const ChannelPageSchema = /* @__PURE__ */ pageSchema(ChannelSchema);

/**
 * Direct-message channels: one for each set of members, which stays as it is.
 *
 * @example
 * ```ts
 * const { id } = await pub.dmChannels.create(userId, { members: [otherUserId] });
 * await pub.messages.create(id, "Have you got a minute?");
 * ```
 */
export class DmChannels extends Resource {
  /**
   * Lists a user's direct-message channels. `GET /users/<user_id>/dm-channels`
   *
   * @example
   * ```ts
   * const recent = await pub.dmChannels.list(userId).toArray({ limit: 20 });
   * ```
   */
  list(userId: string, params?: ChannelListParameters, options?: ListOptions): Paginator<Channel> {
    return this.pages(["users", { userId }, "dm-channels"], ChannelPageSchema, params, options, () => ({
      ordering: checkedOrdering(params?.ordering, channelKeys),
    }));
  }

  /**
   * Opens the direct-message channel of a user and others: creates it the first time, fetches it from then on.
   * `POST /users/<user_id>/dm-channels`
   *
   * @example
   * ```ts
   * const channel = await pub.dmChannels.create(userId, { members: [otherUserId] });
   * ```
   */
  async create(userId: string, payload: DmChannelPayload, options?: RequestOptions): Promise<Channel> {
    const members = userIds("members", checkedPayload(payload).members);
    if (members.length === 0) refuse("members", "at least one user id");
    const body = { ...payload, members };
    const path = ["users", { userId }, "dm-channels"];
    return this.http.call({ method: "POST", path, body, schema: ChannelSchema }, options);
  }

  /**
   * Retrieves a direct-message channel. `GET /users/<user_id>/dm-channels/<dm_channel_id>`
   *
   * @example
   * ```ts
   * const channel = await pub.dmChannels.retrieve(userId, dmChannelId);
   * ```
   */
  retrieve(userId: string, dmChannelId: string, options?: RequestOptions): Promise<Channel> {
    const path = ["users", { userId }, "dm-channels", { dmChannelId }];
    return this.http.call({ method: "GET", path, schema: ChannelSchema }, options);
  }
}
