import type { Channel } from "../../schemas/channel.js";
import type { Member } from "../../schemas/member.js";
import type { Message } from "../../schemas/message.js";
import type { ChannelNotificationSettings } from "../../schemas/notification-settings.js";
import { Clock } from "../clock.js";
import type {
  SandboxConference,
  SandboxData,
  SandboxRecording,
  SandboxSession,
  SandboxStream,
} from "../data.js";
import type { CheckedOptions } from "../options.js";
import { Random } from "../random.js";
import { People } from "./people.js";
import { Table } from "./table.js";

/** Whom a message mentions: that does not stand in the message itself. */
export interface Mentions {
  readonly users: readonly string[];
  readonly everybody: boolean;
}

/** What the service holds. */
export class Store {
  readonly people: People;
  readonly pageSize: number;
  readonly clock: Clock;
  readonly ids: Random;
  readonly texts: Random;

  readonly channels = new Table<Channel>({
    key: (channel) => channel.id,
  });
  readonly messages = new Table<Message>({
    key: (message) => message.id,
    group: (message) => message.channel_id,
    compare: byCreation,
  });
  /** By channel and user: see {@link memberKey}. */
  readonly members = new Table<Member>({
    key: (member) => memberKey(member.channel, member.member_id),
    group: (member) => member.channel,
  });
  /** By channel and user: see {@link memberKey}. */
  readonly notificationSettings = new Table<ChannelNotificationSettings>({
    key: (settings) => memberKey(settings.channel, settings.user_id),
    group: (settings) => settings.channel,
  });
  /** By channel. */
  readonly streams = new Table<SandboxStream>({
    key: (stream) => stream.channel,
  });
  readonly recordings = new Table<SandboxRecording>({
    key: (row) => row.recording.uid,
    group: (row) => row.channel,
  });
  /** By channel. */
  readonly conferences = new Table<SandboxConference>({
    key: (row) => row.channel_id,
  });
  /** By channel. */
  readonly sessions = new Table<SandboxSession>({
    key: (session) => session.channel,
  });
  /** By message. */
  readonly mentions = new Map<string, Mentions>();

  readonly data: SandboxData = {
    channels: this.channels.rows,
    messages: this.messages.rows,
    members: this.members.rows,
    notificationSettings: this.notificationSettings.rows,
    streams: this.streams.rows,
    recordings: this.recordings.rows,
    conferences: this.conferences.rows,
    sessions: this.sessions.rows,
  };

  constructor(options: CheckedOptions) {
    this.people = new People(options);
    this.pageSize = options.pageSize;
    this.clock = new Clock(options.time);
    this.ids = new Random(options.seed, "ids");
    this.texts = new Random(options.seed, "texts");
  }

  /** Takes over what was done to the data from outside; to be called before each use. */
  sync(): void {
    this.people.sync();
    for (const table of this.#tables) table.sync();
  }

  /** Empties everything and starts over. */
  reset(): void {
    for (const table of this.#tables) table.clear();
    this.mentions.clear();
    for (const part of [this.people, this.clock, this.ids, this.texts]) part.reset();
  }

  get #tables() {
    const { channels, messages, members, notificationSettings, streams, recordings, conferences, sessions } =
      this;
    return [channels, messages, members, notificationSettings, streams, recordings, conferences, sessions];
  }
}

/** The key of a membership and its notification settings. */
export function memberKey(channelId: string, userId: string): string {
  return `${channelId}/${userId}`;
}

function byCreation(a: Message, b: Message): number {
  return a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0;
}
