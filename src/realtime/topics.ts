import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import type { ListOptions, RequestOptions } from "../options.js";
import { PageSource } from "../pagination/page-source.js";
import { Paginator } from "../pagination/paginator.js";
import { channelKeys, creationKeys } from "../resources/ordering.js";
import { ChannelSchema, JoinedChannelSchema } from "../schemas/channel.js";
import { ActiveConferenceSchema } from "../schemas/conference.js";
import { MemberSchema } from "../schemas/member.js";
import { MessageSchema } from "../schemas/message.js";
import { ChannelNotificationSettingsSchema } from "../schemas/notification-settings.js";
import { pageSchema } from "../schemas/page.js";
import type { Schema } from "../schemas/schema.js";

/** A page, as far as it is read here. */
export interface PageOf<T> {
  readonly results: readonly T[];
  readonly next: string | null;
}

/** What tells the items of a topic apart, and orders them. */
export interface Traits<T> {
  readonly schema: Schema<T>;
  /** The attribute that identifies an item. */
  readonly key: keyof T;
  /** What it can be ordered by. */
  readonly keys: readonly string[];
  /** What a collection is ordered by unless something else is asked for; none where there is no ordering. */
  readonly ordering: string;
  /** How many items a watch keeps in mind unless it is told. */
  readonly limit: number;
  /** Whether what was removed can come back under the same id. */
  readonly returns: boolean;
}

/** What can be watched: a resource or a collection, and how it is read. */
export interface Topic<T> extends Traits<T> {
  readonly path: string;
  pages(ordering: string, from: string | undefined, options: ListOptions): AsyncIterable<PageOf<T>>;
  /** One item; undefined, or an error of 404, where there is none. */
  retrieve(id: string, options: RequestOptions): Promise<T | undefined>;
}

const many = { key: "id", limit: Number.POSITIVE_INFINITY, returns: true } as const;
const channelsBy = { ...many, keys: channelKeys, ordering: "-latest_message_created_at" };
const one = { ...many, keys: [], ordering: "" };

/**
 * The topics of a client, for one organization.
 *
 * @throws PubInputError for an id that is no UUID
 */
export function topicsOf(http: Http, about: RequestOptions) {
  function collection<T>(path: PathParts, traits: Traits<T>): Topic<T> {
    const endpoint = { method: "GET", path, schema: pageSchema(traits.schema) } as const;
    return {
      ...traits,
      path: http.targetOf(endpoint, about),
      pages: (ordering, from, options) =>
        new Paginator(
          new PageSource(http, endpoint, { from }, () => ({ ordering: ordering || undefined }), {
            ...about,
            ...options,
          }),
        ).pages(),
      retrieve: (id, options) =>
        http.call(
          { method: "GET", path: [...path, { id }], schema: traits.schema },
          { ...about, ...options },
        ),
    };
  }

  function single<T>(path: PathParts, traits: Traits<T>): Topic<T> {
    const { schema } = traits;
    const retrieve = (_id: string, options: RequestOptions) =>
      http.call({ method: "GET", path, schema }, { ...about, ...options });
    return {
      ...collection(path, traits),
      retrieve,
      async *pages(_ordering, _from, options) {
        yield { results: [await retrieve("", options)], next: null };
      },
    };
  }

  return {
    messages: (channelId: string) =>
      collection(["channels", { channelId }, "messages"], {
        ...many,
        schema: MessageSchema,
        keys: creationKeys,
        ordering: "-created_at",
        limit: 100,
        returns: false,
      }),
    channels: () => collection(["channels"], { ...channelsBy, schema: ChannelSchema }),
    joinedChannels: (userId: string) =>
      collection(["users", { userId }, "joined-channels"], { ...channelsBy, schema: JoinedChannelSchema }),
    dmChannels: (userId: string) =>
      collection(["users", { userId }, "dm-channels"], { ...channelsBy, schema: ChannelSchema }),
    members: (channelId: string) =>
      collection(["channels", { channelId }, "members"], {
        ...many,
        key: "member_id",
        schema: MemberSchema,
        keys: creationKeys,
        ordering: "created_at",
      }),
    conferences: (userId: string) => {
      const topic = collection(["users", { userId }, "active_conferences"], {
        ...one,
        key: "channel_id",
        schema: ActiveConferenceSchema,
      });
      return {
        ...topic,
        // There is no call for one of them.
        async retrieve(id: string, options: RequestOptions) {
          for await (const { results } of topic.pages("", undefined, options)) {
            const found = results.find((conference) => conference.channel_id === id);
            if (found) return found;
          }
          return undefined;
        },
      };
    },
    channel: (channelId: string) => single(["channels", { channelId }], { ...one, schema: ChannelSchema }),
    notificationSettings: (channelId: string, userId: string) =>
      single(["channels", { channelId }, "members", { userId }, "notification_settings"], {
        ...one,
        schema: ChannelNotificationSettingsSchema,
      }),
  };
}
