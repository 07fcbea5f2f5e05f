import { PubInputError } from "./errors/input-error.js";
import { Http } from "./http/http.js";
import type { PubClientOptions } from "./options.js";
import { Channels } from "./resources/channels.js";
import { Conference } from "./resources/conference.js";
import { DmChannels } from "./resources/dm-channels.js";
import { Members } from "./resources/members.js";
import { Messages } from "./resources/messages.js";
import { NotificationSettings } from "./resources/notification-settings.js";

/**
 * The client of the Pub API. Making one sends nothing; it can be shared and needs no closing.
 *
 * @throws PubInputError for options that are missing, out of range or exclude each other
 *
 * @example
 * ```ts
 * import { PubClient } from "@giosg/pub-sdk";
 *
 * const pub = new PubClient({ organizationId, token });
 * for await (const channel of pub.channels.list()) console.log(channel.name);
 * ```
 */
export class PubClient {
  /** Channels, and the channels that a user has joined. */
  readonly channels: Channels;
  /** Direct messages. */
  readonly dmChannels: DmChannels;
  /** The messages of channels. */
  readonly messages: Messages;
  /** The members of channels. */
  readonly members: Members;
  /** When a member of a channel is notified. */
  readonly notificationSettings: NotificationSettings;
  /** Live streams and conferences. */
  readonly conference: Conference;

  /** @internal What carries the calls, for what is built on the client. */
  declare readonly http: Http;

  /** Checks the options; {@link PubClientOptions} says what each is for. */
  constructor(options: PubClientOptions) {
    if (typeof options !== "object" || options === null) {
      throw new PubInputError("PubClient needs options, with organizationId at least");
    }
    const http = new Http(options);
    // Not to be seen by those who print or copy a client.
    Object.defineProperty(this, "http", { value: http });
    this.channels = new Channels(http);
    this.dmChannels = new DmChannels(http);
    this.messages = new Messages(http);
    this.members = new Members(http);
    this.notificationSettings = new NotificationSettings(http);
    this.conference = new Conference(http);
  }
}
