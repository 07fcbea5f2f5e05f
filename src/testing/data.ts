import type { Channel } from "../schemas/channel.js";
import type { LiveStream, RecordedStream, StreamStatus } from "../schemas/conference.js";
import type { Member } from "../schemas/member.js";
import type { Message } from "../schemas/message.js";
import type { ChannelNotificationSettings } from "../schemas/notification-settings.js";

/**
 * A user of the sandbox's organization, with the token that the sandbox knows the user by.
 *
 * @example
 * ```ts
 * import { createSandbox, type SandboxUser } from "@giosg/pub-sdk/testing";
 *
 * const maija: Partial<SandboxUser> = { full_name: "Maija Virtanen", token: "maijas-token" };
 * const { users } = createSandbox({ users: [maija, { is_bot: true }] });
 * console.log(users[0].id, users[1]?.is_bot);
 * ```
 */
export interface SandboxUser {
  /** UUID */
  id: string;
  full_name: string;
  /** UUID */
  organization_id: string;
  avatar_url: string | null;
  is_bot: boolean;
  is_online: boolean;
  is_present: boolean;
  /** A deleted user's token is refused with 401. */
  is_deleted: boolean;
  /** Accepted as API token and as OAuth2 token. Another one replaces it at once, as if the old one had expired. */
  token: string;
}

/**
 * A channel's live stream input, with what the public stream calls answer of it.
 *
 * @example
 * ```ts
 * const { id } = sandbox.addChannel();
 * const stream = sandbox.addStream(id);
 * stream.status = { is_connected: true, is_watchable: true, seconds_until_watchable: 0 };
 * stream.viewer_count = 12;
 * ```
 */
export interface SandboxStream {
  /** UUID of the channel */
  channel: string;
  /** ISO 8601, UTC */
  created: string;
  input: LiveStream;
  status: StreamStatus;
  viewer_count: number;
}

/**
 * A recording of a channel's stream.
 *
 * @example
 * ```ts
 * const { id } = sandbox.addChannel();
 * sandbox.addRecordedStream(id, { duration: 1800 });
 * const durations = sandbox.data.recordings.map(({ recording }) => recording.duration);
 * ```
 */
export interface SandboxRecording {
  /** UUID of the channel */
  channel: string;
  recording: RecordedStream;
}

/**
 * A conference under way in a channel; its members see it, and whether they have joined.
 *
 * @example
 * ```ts
 * const { id } = sandbox.addChannel();
 * const conference = sandbox.addConference(id);
 * conference.participants.push(sandbox.users[0].id); // joined from now on
 * ```
 */
export interface SandboxConference {
  /** UUID */
  channel_id: string;
  /** UUIDs of the users who have joined. */
  participants: string[];
}

/**
 * A stream session that was started in a channel and has not been stopped.
 *
 * @example
 * ```ts
 * const { id } = sandbox.addChannel();
 * const { stream_session_id } = sandbox.addStreamSession(id);
 * ```
 */
export interface SandboxSession {
  /** UUID of the channel */
  channel: string;
  /** UUID */
  stream_session_id: string;
}

/**
 * What the sandbox holds. The arrays are the service's own and are read anew at each request: their entries may be
 * edited (ids too), replaced, added and taken out at any time. What the service derives (unread counts, `member_count`,
 * `latest_message`) it derives at its own writes and the sandbox's `add…` functions, and leaves alone at edits by hand.
 *
 * @example
 * ```ts
 * sandbox.seed({ channels: 1, messages: 20 });
 * const [channel] = sandbox.data.channels;
 * if (channel) channel.name = "Renamed behind the app's back";
 * sandbox.data.messages.splice(0, 10); // gone, as if nobody had written them
 * ```
 */
export interface SandboxData {
  /** Channels, private ones and direct messages included. */
  readonly channels: Channel[];
  /** Messages of all channels. */
  readonly messages: Message[];
  /** Memberships, one for each user of each channel. */
  readonly members: Member[];
  /** Notification settings, one for each membership. */
  readonly notificationSettings: ChannelNotificationSettings[];
  /** Live stream inputs, at most one for each channel. */
  readonly streams: SandboxStream[];
  readonly recordings: SandboxRecording[];
  readonly conferences: SandboxConference[];
  readonly sessions: SandboxSession[];
}
