import { refuse } from "../errors/input-error.js";
import type { ListOptions, RequestOptions } from "../options.js";
import type { ListParameters } from "../pagination/page-source.js";
import type { Paginator } from "../pagination/paginator.js";
import { type Channel, ChannelSchema, type JoinedChannel, JoinedChannelSchema } from "../schemas/channel.js";
import { pageSchema } from "../schemas/page.js";
import { type ChannelOrdering, channelKeys, checkedOrdering } from "./ordering.js";
import { checkedPayload, userIds } from "./payload.js";
import { Resource } from "./resource.js";

/**
 * What a channel is created with.
 *
 * @example
 * ```ts
 * import type { ChannelPayload } from "@giosg/pub-sdk";
 *
 * const payload: ChannelPayload = { name: "Leads", members: [userId, otherUserId], is_private: true };
 * await pub.channels.create(payload);
 * ```
 */
export interface ChannelPayload {
  name: string;
  description?: string | undefined;
  /** URL of the picture; null for none (undocumented; from SDK 3.1.0). */
  avatar_url?: string | null | undefined;
  /** UUIDs of users (undocumented; from SDK 3.1.0). */
  members?: readonly string[] | undefined;
  /** Undocumented; from SDK 3.1.0. */
  is_private?: boolean | null | undefined;
  /** Undocumented; from SDK 3.1.0. */
  is_village?: boolean | undefined;
}

/**
 * What of a channel can be changed.
 *
 * @example
 * ```ts
 * import type { ChannelPatch } from "@giosg/pub-sdk";
 *
 * const patch: ChannelPatch = { description: "What is out, and when" };
 * await pub.channels.update(channelId, patch);
 * ```
 */
export type ChannelPatch = { [Field in keyof ChannelPayload]?: ChannelPayload[Field] | undefined };

/**
 * Parameters of `channels.list`.
 *
 * @example
 * ```ts
 * import type { ChannelListParameters } from "@giosg/pub-sdk";
 *
 * const newest: ChannelListParameters = { ordering: "-created_at" };
 * const channels = await pub.channels.list(newest).toArray({ limit: 10 });
 * ```
 */
export interface ChannelListParameters extends ListParameters {
  /** The service's default is the latest message first. */
  readonly ordering?: ChannelOrdering | undefined;
}

/**
 * Parameters of `channels.listJoined`.
 *
 * @example
 * ```ts
 * import type { JoinedChannelListParameters } from "@giosg/pub-sdk";
 *
 * const active: JoinedChannelListParameters = { is_active: true, ordering: "-latest_message_created_at" };
 * for await (const channel of pub.channels.listJoined(userId, active)) console.log(channel.unread_message_count);
 * ```
 */
export interface JoinedChannelListParameters extends ChannelListParameters {
  /** Lists only channels that are, or are not, active (undocumented; from SDK 3.1.0). */
  readonly is_active?: boolean | undefined;
}

const ChannelPageSchema = /* @__PURE__ */ pageSchema(ChannelSchema);
const JoinedChannelPageSchema = /* @__PURE__ */ pageSchema(JoinedChannelSchema);

/**
 * Channels, and the channels that a user has joined.
 *
 * @example
 * ```ts
 * const { id } = await pub.channels.create({ name: "Releases", members: [userId] });
 * for await (const { name } of pub.channels.listJoined(userId)) console.log(name);
 * ```
 */
export class Channels extends Resource {
  /**
   * Lists the organization's channels. `GET /channels`
   *
   * @example
   * ```ts
   * for await (const channel of pub.channels.list({ ordering: "-created_at" })) console.log(channel.name);
   * ```
   */
  list(params?: ChannelListParameters, options?: ListOptions): Paginator<Channel> {
    return this.pages(["channels"], ChannelPageSchema, params, options, () => ({
      ordering: checkedOrdering(params?.ordering, channelKeys),
    }));
  }

  /**
   * Creates a channel. `POST /channels`
   *
   * Not repeated after a lost answer, as a second channel could come of it: an error whose `outcome` is
   * `"unknown"` may have created one.
   *
   * @example
   * ```ts
   * const channel = await pub.channels.create({ name: "Releases", description: "What is out" });
   * ```
   */
  async create(payload: ChannelPayload, options?: RequestOptions): Promise<Channel> {
    const body = checkedChannel(payload, true);
    const endpoint = {
      method: "POST",
      path: ["channels"],
      body,
      schema: ChannelSchema,
      isRepeatable: false,
    } as const;
    return this.http.call(endpoint, options);
  }

  /**
   * Retrieves a channel. `GET /channels/<channel_id>`
   *
   * @example
   * ```ts
   * const { name } = await pub.channels.retrieve(channelId);
   * ```
   */
  retrieve(channelId: string, options?: RequestOptions): Promise<Channel> {
    return this.http.call(
      {
        method: "GET",
        path: ["channels", { channelId }],
        schema: ChannelSchema,
      },
      options,
    );
  }

  /**
   * Changes some of a channel's fields. `PATCH /channels/<channel_id>`
   *
   * @example
   * ```ts
   * await pub.channels.update(channelId, { description: "Out and about" });
   * ```
   */
  async update(channelId: string, patch: ChannelPatch, options?: RequestOptions): Promise<Channel> {
    const body = checkedChannel(patch, false);
    return this.http.call(
      {
        method: "PATCH",
        path: ["channels", { channelId }],
        body,
        schema: ChannelSchema,
      },
      options,
    );
  }

  /**
   * Replaces all of a channel's fields. `PUT /channels/<channel_id>`
   *
   * @example
   * ```ts
   * await pub.channels.replace(channelId, { name: "Releases", description: "" });
   * ```
   */
  async replace(channelId: string, payload: ChannelPayload, options?: RequestOptions): Promise<Channel> {
    const body = checkedChannel(payload, true);
    return this.http.call(
      {
        method: "PUT",
        path: ["channels", { channelId }],
        body,
        schema: ChannelSchema,
      },
      options,
    );
  }

  /**
   * Deletes a channel. `DELETE /channels/<channel_id>` (undocumented; from SDK 3.1.0)
   *
   * @example
   * ```ts
   * await pub.channels.delete(channelId);
   * ```
   */
  delete(channelId: string, options?: RequestOptions): Promise<void> {
    return this.http.call({ method: "DELETE", path: ["channels", { channelId }] }, options);
  }

  /**
   * Lists the channels that a user has joined. `GET /users/<user_id>/joined-channels`
   *
   * @example
   * ```ts
   * for await (const { name, unread_message_count } of pub.channels.listJoined(userId)) {
   *   console.log(name, unread_message_count);
   * }
   * ```
   */
  listJoined(
    userId: string,
    params?: JoinedChannelListParameters,
    options?: ListOptions,
  ): Paginator<JoinedChannel> {
    const path = ["users", { userId }, "joined-channels"];
    return this.pages(path, JoinedChannelPageSchema, params, options, () => ({
      ordering: checkedOrdering(params?.ordering, channelKeys),
      is_active: checkedFlag("is_active", params?.is_active),
    }));
  }

  /**
   * Retrieves a joined channel. `GET /users/<user_id>/joined-channels/<channel_id>`
   *
   * @example
   * ```ts
   * const { unread_message_count } = await pub.channels.retrieveJoined(userId, channelId);
   * ```
   */
  retrieveJoined(userId: string, channelId: string, options?: RequestOptions): Promise<JoinedChannel> {
    const path = ["users", { userId }, "joined-channels", { channelId }];
    return this.http.call({ method: "GET", path, schema: JoinedChannelSchema }, options);
  }
}

function checkedFlag(name: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  refuse(name, "true or false");
}

function checkedChannel<Payload extends ChannelPatch>(payload: Payload, isWhole: boolean): Payload {
  const { name, members } = checkedPayload(payload);
  if (name === undefined ? isWhole : typeof name !== "string" || name.trim() === "") {
    refuse("name", "a string that is not empty");
  }
  return members === undefined ? payload : { ...payload, members: userIds("members", members) };
}
