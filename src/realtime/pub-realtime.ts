import type { AsyncDisposal } from "../async-disposal.js";
import type { PubClient } from "../client.js";
import { PubInputError, refuse } from "../errors/input-error.js";
import { tell } from "../http/hooks.js";
import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import { checkedObject } from "../options.js";
import type { ChannelOrdering, CreationOrdering } from "../resources/ordering.js";
import { type Channel, ChannelSchema, type JoinedChannel, JoinedChannelSchema } from "../schemas/channel.js";
import { type ActiveConference, ActiveConferenceSchema } from "../schemas/conference.js";
import { type Member, MemberSchema } from "../schemas/member.js";
import { type Message, MessageSchema } from "../schemas/message.js";
import {
  type ChannelNotificationSettings,
  ChannelNotificationSettingsSchema,
} from "../schemas/notification-settings.js";
import { Gate } from "./gate.js";
import type { Link, RealtimeStatus } from "./link.js";
import { checkedSettings, type PubRealtimeOptions, type Settings } from "./options.js";
import { type Interest, type Outlet, PathFollower } from "./path-follower.js";
import { PollLink } from "./poll-link.js";
import { SocketLink } from "./socket-link.js";
import { ofChannels, ofConferences, ofMembers, ofMessages, ofOne, Topic, type Traits } from "./topic.js";
import { Watch, type WatchOptions } from "./watch.js";

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
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the static block keeps what the interface promises
export class PubRealtime {
  readonly #http: Http;
  readonly #settings: Settings;
  readonly #link: Link;
  readonly #gate = new Gate();
  readonly #followers = new Set<{ stop(): void }>();
  #isClosed = false;
  readonly #listeners = new Set<(status: RealtimeStatus) => void>();

  /**
   * Checks the options; {@link PubRealtimeOptions} says what each is for.
   *
   * @throws PubInputError for an option out of range, for a client without a token, and where there is no WebSocket
   */
  constructor(pub: PubClient, options: PubRealtimeOptions = {}) {
    const http = pub?.http ?? refuse("pub", "a PubClient");
    const { tokens } = http;
    if (!tokens) throw new PubInputError("Watching needs a token: make the client with token or accessToken");
    this.#http = http;
    this.#settings = checkedSettings(options);
    const { url, pollMs, WebSocket = globalThis.WebSocket } = this.#settings;
    const onStatus = () => this.#tell();
    if (url === undefined) {
      this.#link = new PollLink(pollMs, onStatus);
    } else {
      if (!WebSocket) refuse("WebSocket", "given where the runtime has none");
      this.#link = new SocketLink(this.#settings, url, tokens, onStatus);
    }
  }

  static {
    // By assignment: a declared method would not compile for those whose `lib` does not know the symbol.
    const { asyncDispose } = Symbol as { readonly asyncDispose?: symbol };
    if (asyncDispose) {
      Object.defineProperty(PubRealtime.prototype, asyncDispose, {
        async value(this: PubRealtime) {
          this.close();
        },
      });
    }
  }

  /** How the way to the service is. */
  get status(): RealtimeStatus {
    return this.#link.status;
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
  readonly onStatus = (listener: (status: RealtimeStatus) => void): (() => void) => {
    const own = (status: RealtimeStatus) => listener(status);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  };

  /**
   * The messages of a channel: written, edited, deleted (`changed` to the type `deleted`).
   *
   * @example
   * ```ts
   * for await (const change of realtime.messages(channelId)) console.log(change.action);
   * ```
   */
  messages(channelId: string, options: WatchOptions = {}): Watch<Message, CreationOrdering> {
    return this.#watch(options, ["channels", { channelId }, "messages"], {
      ...ofMessages,
      schema: MessageSchema,
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
  channels(options: WatchOptions = {}): Watch<Channel, ChannelOrdering> {
    return this.#watch(options, ["channels"], { ...ofChannels, schema: ChannelSchema });
  }

  /**
   * The channels that a user has joined, with the counts of what is unread.
   *
   * @example
   * ```ts
   * const live = realtime.joinedChannels(userId).collection();
   * ```
   */
  joinedChannels(userId: string, options: WatchOptions = {}): Watch<JoinedChannel, ChannelOrdering> {
    return this.#watch(options, ["users", { userId }, "joined-channels"], {
      ...ofChannels,
      schema: JoinedChannelSchema,
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
  dmChannels(userId: string, options: WatchOptions = {}): Watch<Channel, ChannelOrdering> {
    return this.#watch(options, ["users", { userId }, "dm-channels"], {
      ...ofChannels,
      schema: ChannelSchema,
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
  channel(channelId: string, options: WatchOptions = {}): Watch<Channel> {
    return this.#watch(options, ["channels", { channelId }], { ...ofOne, schema: ChannelSchema });
  }

  /**
   * The members of a channel, identified by `member_id`, the user's id.
   *
   * @example
   * ```ts
   * const live = realtime.members(channelId).collection();
   * ```
   */
  members(channelId: string, options: WatchOptions = {}): Watch<Member, CreationOrdering> {
    return this.#watch(options, ["channels", { channelId }, "members"], {
      ...ofMembers,
      schema: MemberSchema,
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
  conferences(userId: string, options: WatchOptions = {}): Watch<ActiveConference> {
    return this.#watch(options, ["users", { userId }, "active_conferences"], {
      ...ofConferences,
      schema: ActiveConferenceSchema,
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
    options: WatchOptions = {},
  ): Watch<ChannelNotificationSettings> {
    return this.#watch(options, ["channels", { channelId }, "members", { userId }, "notification_settings"], {
      ...ofOne,
      schema: ChannelNotificationSettingsSchema,
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
    this.#isClosed = true;
    for (const follower of [...this.#followers]) follower.stop();
    this.#link.close();
  }

  #watch<T extends object, Ordering extends string>(
    options: WatchOptions,
    path: PathParts,
    traits: Traits<T>,
  ): Watch<T, Ordering> {
    const { organizationId } = checkedObject("options", options);
    return new Watch(this.#start, new Topic(this.#http, path, traits, { organizationId }), options);
  }

  readonly #start = <T extends object>(interest: Interest<T>, outlet: Outlet<T>): PathFollower<T> => {
    if (this.#isClosed) throw new PubInputError("This PubRealtime is closed: make another one");
    const { verifyMs, hooks } = this.#settings;
    const around = { link: this.#link, gate: this.#gate, verifyMs, hooks };
    const follower = new PathFollower(around, interest, {
      update: (changes) => outlet.update(changes),
      end: (error) => {
        this.#followers.delete(follower);
        outlet.end(error);
      },
    });
    this.#followers.add(follower);
    return follower;
  };

  #tell(): void {
    const { status } = this;
    tell(this.#settings.hooks, "status", status);
    for (const listener of [...this.#listeners]) tell({ listener }, "listener", status);
  }
}
