import type { AsyncDisposal } from "../async-disposal.js";
import type { PubClient } from "../client.js";
import { PubInputError, refuse } from "../errors/input-error.js";
import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import { checkedObject } from "../options.js";
import {
  type ChannelOrdering,
  type CreationOrdering,
  channelKeys,
  creationKeys,
} from "../resources/ordering.js";
import { type Channel, ChannelSchema, type JoinedChannel, JoinedChannelSchema } from "../schemas/channel.js";
import { type ActiveConference, ActiveConferenceSchema } from "../schemas/conference.js";
import { type Member, MemberSchema } from "../schemas/member.js";
import { type Message, MessageSchema } from "../schemas/message.js";
import {
  type ChannelNotificationSettings,
  ChannelNotificationSettingsSchema,
} from "../schemas/notification-settings.js";
import { follow, type Surroundings } from "./follow.js";
import { createGate } from "./gate.js";
import type { RealtimeStatus } from "./link.js";
import { createListeners } from "./listeners.js";
import { checkedSettings, type PubRealtimeOptions } from "./options.js";
import { createPollLink } from "./poll-link.js";
import { createSocketLink } from "./socket-link.js";
import { createTopic, type Traits } from "./topic.js";
import { type Start, Watch, type WatchOptions } from "./watch.js";

const key = "id";

/** Fits `await using`, where the runtime knows it. */
export interface PubRealtime extends AsyncDisposal {}

/**
 * Watches what happens: over one socket for everything, or by polling where no socket service is named. Making one
 * opens nothing; the socket is opened with the first watch and closed after the last.
 *
 * @example
 * ```ts
 * import { PubRealtime } from "@giosg/pub-sdk/realtime";
 *
 * const realtime = new PubRealtime(pub, { url: "wss://realtime.example.com" });
 * for await (const change of realtime.messages(channelId)) {
 *   if (change.action === "added") console.log(change.resource.body);
 * }
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the method that keeps its promise is not declared, for those whose `lib` does not know it
export class PubRealtime {
  readonly #http: Http;
  readonly #around: Surroundings;
  #status: RealtimeStatus = "idle";
  readonly #listeners = createListeners<[RealtimeStatus]>();

  /**
   * Checks the options; {@link PubRealtimeOptions} says what each is for.
   *
   * @throws PubInputError for an option out of range, for a client without a token, and where there is no WebSocket
   */
  constructor(pub: PubClient, options: PubRealtimeOptions = {}) {
    const http = pub?.http ?? refuse("pub", "a PubClient");
    const { tokens } = http;
    if (!tokens)
      throw new PubInputError("This call needs a token: make the client with token or accessToken");
    this.#http = http;
    const settings = checkedSettings(options);
    const link = settings.url
      ? createSocketLink(settings, tokens, this.#setStatus)
      : createPollLink(this.#setStatus);
    this.#around = { link, settings, gate: createGate() };
  }

  /** @internal */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** How the way to the service is. */
  get status(): RealtimeStatus {
    return this.#status;
  }

  /**
   * Calls `listener` with each new status. Needs no `this`.
   *
   * @returns a function that ends it
   *
   * @example
   * ```ts
   * const unsubscribe = realtime.onStatus((status) => console.log(status)); // "connecting", "open", …
   * unsubscribe();
   * ```
   */
  readonly onStatus = this.#listeners.add;

  /**
   * The messages of a channel: written, edited, deleted (`changed` to the type `deleted`).
   *
   * @example
   * ```ts
   * for await (const change of realtime.messages(channelId)) console.log(change.action);
   * ```
   */
  messages(channelId: string, options?: WatchOptions): Watch<Message, CreationOrdering> {
    return this.#watch(options, ["channels", { channelId }, "messages"], {
      schema: MessageSchema,
      key,
      keys: creationKeys,
      isLog: true,
    });
  }

  /**
   * The organization's channels.
   *
   * @example
   * ```ts
   * const live = realtime.channels().collection({ ordering: "-latest_message_created_at" });
   * ```
   */
  channels(options?: WatchOptions): Watch<Channel, ChannelOrdering> {
    return this.#watch(options, ["channels"], { schema: ChannelSchema, key, keys: channelKeys });
  }

  /**
   * The channels that a user has joined, with the counts of what is unread.
   *
   * @example
   * ```ts
   * const live = realtime.joinedChannels(userId).collection();
   * ```
   */
  joinedChannels(userId: string, options?: WatchOptions): Watch<JoinedChannel, ChannelOrdering> {
    return this.#watch(options, ["users", { userId }, "joined-channels"], {
      schema: JoinedChannelSchema,
      key,
      keys: channelKeys,
    });
  }

  /**
   * A user's direct-message channels.
   *
   * @example
   * ```ts
   * const live = realtime.dmChannels(userId).collection();
   * ```
   */
  dmChannels(userId: string, options?: WatchOptions): Watch<Channel, ChannelOrdering> {
    return this.#watch(options, ["users", { userId }, "dm-channels"], {
      schema: ChannelSchema,
      key,
      keys: channelKeys,
    });
  }

  /**
   * One channel.
   *
   * @example
   * ```ts
   * for await (const change of realtime.channel(channelId)) {
   *   if (change.action === "changed") console.log(change.changes);
   * }
   * ```
   */
  channel(channelId: string, options?: WatchOptions): Watch<Channel> {
    return this.#watch(options, ["channels", { channelId }], {
      schema: ChannelSchema,
      key,
      keys: [],
      isOne: true,
    });
  }

  /**
   * The members of a channel, identified by `member_id`, the user's id.
   *
   * @example
   * ```ts
   * const live = realtime.members(channelId).collection();
   * ```
   */
  members(channelId: string, options?: WatchOptions): Watch<Member, CreationOrdering> {
    return this.#watch(options, ["channels", { channelId }, "members"], {
      schema: MemberSchema,
      key: "member_id",
      keys: creationKeys,
    });
  }

  /**
   * The active conferences of a user, identified by `channel_id`.
   *
   * @example
   * ```ts
   * const live = realtime.conferences(userId).collection();
   * ```
   */
  conferences(userId: string, options?: WatchOptions): Watch<ActiveConference> {
    return this.#watch(options, ["users", { userId }, "active_conferences"], {
      schema: ActiveConferenceSchema,
      key: "channel_id",
      keys: [],
    });
  }

  /**
   * When a member of a channel is notified.
   *
   * @example
   * ```ts
   * for await (const change of realtime.notificationSettings(channelId, userId)) {
   *   if (change.action === "changed") console.log(change.changes.mode);
   * }
   * ```
   */
  notificationSettings(
    channelId: string,
    userId: string,
    options?: WatchOptions,
  ): Watch<ChannelNotificationSettings> {
    const path = ["channels", { channelId }, "members", { userId }, "notification_settings"];
    return this.#watch(options, path, {
      schema: ChannelNotificationSettingsSchema,
      key,
      keys: [],
      isOne: true,
    });
  }

  /**
   * Ends every watch: loops end, collections close. Nothing can be watched any more.
   *
   * @example
   * ```ts
   * realtime.close(); // or `await using realtime = new PubRealtime(…)`
   * ```
   */
  close(): void {
    this.#setStatus("closed");
    this.#around.link.close();
  }

  #watch<T extends object, Ordering extends string>(
    options: WatchOptions = {},
    path: PathParts,
    traits: Traits<T>,
  ): Watch<T, Ordering> {
    const { organizationId } = checkedObject("options", options);
    return new Watch(this.#start, createTopic(this.#http, path, traits, { organizationId }), options);
  }

  readonly #start: Start = (interest, outlet) => {
    if (this.#status === "closed") throw new PubInputError("PubRealtime is closed");
    return follow(this.#around, interest, outlet);
  };

  readonly #setStatus = (status: RealtimeStatus): void => {
    if (this.#status === status || this.#status === "closed") return;
    this.#status = status;
    this.#listeners.tell(status);
  };
}
