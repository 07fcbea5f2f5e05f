import * as z from "zod/mini";
import { dateTime, define, id, integer, type Schema } from "./schema.js";

/**
 * How far a viewer is behind the live picture (undocumented; from SDK 3.1.0). More modes may come.
 *
 * @example
 * ```ts
 * import type { LatencyMode } from "@giosg/pub-sdk";
 *
 * const mode: LatencyMode = "low";
 * await pub.conference.createStream(channelId, { latency_mode: mode });
 * ```
 */
export type LatencyMode = "standard" | "reduced" | "low" | (string & {});

/**
 * Settings of a live stream input (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * const { latency_mode = "standard", reconnect_timeout } = await pub.conference.retrieveStream(channelId);
 * ```
 */
export interface LiveStreamSettings {
  /** Shown while nothing is streamed; null for none. */
  slate_image_url: string | null;
  /** In seconds. */
  reconnect_timeout: number;
  latency_mode: LatencyMode;
}

/**
 * A channel's live stream input. Its `stream_key` is a secret: whoever has it can stream.
 *
 * @example
 * ```ts
 * const { rtmps_url, stream_key, view_url } = await pub.conference.retrieveStream(channelId);
 * console.log(`${rtmps_url}: ${stream_key.length} letters of a secret; to watch: ${view_url}`);
 * ```
 */
export interface LiveStream extends Partial<LiveStreamSettings> {
  /** `rtmps://…`, where the picture is sent to. */
  rtmps_url: string;
  /** HLS playlist URL, where it is watched. */
  view_url: string;
  /** Secret, goes with `rtmps_url`. */
  stream_key: string;
  /** Cloudflare's id of the stream; no UUID. */
  stream_uid: string;
}

/**
 * A recording of a past live stream.
 *
 * @example
 * ```ts
 * for await (const { meta, duration, playback } of pub.conference.listRecordedStreams(channelId)) {
 *   console.log(meta.name, duration < 0 ? "not ready" : `${duration} s`, playback.hls);
 * }
 * ```
 */
export interface RecordedStream {
  /** Cloudflare's id of the stream; no UUID. */
  uid: string;
  /** URL of an image */
  thumbnail: string;
  /** ISO 8601 */
  created: string;
  /** ISO 8601 */
  modified: string;
  /** In bytes. */
  size: number;
  /** In seconds; -1 while unknown. */
  duration: number;
  /** In pixels. */
  input: { width: number; height: number };
  /** Playback URLs. */
  playback: { hls: string; dash: string };
  meta: { name: string };
}

/**
 * A live stream input of the organization.
 *
 * @example
 * ```ts
 * for await (const { channel_name, view_url } of pub.conference.listStreams()) console.log(channel_name, view_url);
 * ```
 */
export interface StreamInput {
  /** UUID of the channel */
  channel: string;
  channel_name: string;
  /** ISO 8601 */
  created: string;
  /** Cloudflare's id of the stream; no UUID. */
  uid: string;
  rtmps_url: string;
  view_url: string;
}

/**
 * Whether a channel's live stream can be watched.
 *
 * @example
 * ```ts
 * const { is_connected, is_watchable } = await pub.conference.retrieveStreamStatus(channelId);
 * console.log(is_watchable ? "live" : is_connected ? "soon" : "offline");
 * ```
 */
export interface StreamStatus {
  is_connected: boolean;
  is_watchable: boolean;
  /** In seconds: how long to wait before the stream is shown. */
  seconds_until_watchable: number;
}

/**
 * How many watch a channel's live stream.
 *
 * @example
 * ```ts
 * const { viewer_count } = await pub.conference.retrieveStreamViewerCount(channelId);
 * ```
 */
export interface StreamViewerCount {
  /** Visitors seen in the last two minutes. */
  viewer_count: number;
}

/**
 * Access to a channel's conference (undocumented; from SDK 3.1.0). A secret.
 *
 * @example
 * ```ts
 * const token = await pub.conference.createToken(channelId, { user: { id: userId, name: "Maija" } });
 * const expiresAt = Date.now() + token.expires_in * 1000;
 * ```
 */
export interface ConferenceToken {
  token_type: string;
  access_token: string;
  /** In seconds. */
  expires_in: number;
}

/**
 * A conference under way (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * for await (const conference of pub.conference.listActive(userId)) {
 *   if (!conference.joined) console.log(conference.channel_id, conference.participant_count);
 * }
 * ```
 */
export interface ActiveConference {
  /** UUID */
  channel_id: string;
  participant_count: number;
  joined: boolean;
}

/**
 * A stream session that was started or stopped (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * const { stream_session_id } = await pub.conference.startSession(channelId);
 * console.log(stream_session_id ?? "none is under way");
 * ```
 */
export interface StreamSession {
  /** UUID, or null. */
  stream_session_id: string | null;
}

/**
 * A live stream input.
 *
 * @example
 * ```ts
 * import { LiveStreamSchema } from "@giosg/pub-sdk/schemas";
 *
 * console.log(LiveStreamSchema.safeParse({ view_url: "soon" }).success); // false
 * ```
 */
export const LiveStreamSchema: Schema<LiveStream> = /* @__PURE__ */ define(() =>
  z.looseObject({
    rtmps_url: z.string(),
    view_url: z.string(),
    stream_key: z.string(),
    stream_uid: z.string(),
    slate_image_url: z.exactOptional(z.nullable(z.string())),
    reconnect_timeout: z.exactOptional(z.number()),
    latency_mode: z.exactOptional(z.string()),
  }),
);

/**
 * A recorded stream.
 *
 * @example
 * ```ts
 * import { RecordedStreamSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data } = RecordedStreamSchema.safeParse(JSON.parse("{}"));
 * console.log(data?.playback.hls);
 * ```
 */
export const RecordedStreamSchema: Schema<RecordedStream> = /* @__PURE__ */ define(() =>
  z.looseObject({
    uid: z.string(),
    thumbnail: z.string(),
    created: dateTime,
    modified: dateTime,
    size: integer,
    duration: z.number(),
    input: z.looseObject({ width: z.number(), height: z.number() }),
    playback: z.looseObject({ hls: z.string(), dash: z.string() }),
    meta: z.looseObject({ name: z.string() }),
  }),
);

/**
 * A stream input in the organization's list.
 *
 * @example
 * ```ts
 * import { StreamInputSchema } from "@giosg/pub-sdk/schemas";
 *
 * const { data } = StreamInputSchema.safeParse(JSON.parse("{}"));
 * console.log(data?.channel_name);
 * ```
 */
export const StreamInputSchema: Schema<StreamInput> = /* @__PURE__ */ define(() =>
  z.looseObject({
    channel: id,
    channel_name: z.string(),
    created: dateTime,
    uid: z.string(),
    rtmps_url: z.string(),
    view_url: z.string(),
  }),
);

/**
 * A stream's status.
 *
 * @example
 * ```ts
 * import { StreamStatusSchema } from "@giosg/pub-sdk/schemas";
 *
 * StreamStatusSchema.parse({ is_connected: true, is_watchable: false, seconds_until_watchable: 12 });
 * ```
 */
export const StreamStatusSchema: Schema<StreamStatus> = /* @__PURE__ */ define(() =>
  z.looseObject({
    is_connected: z.boolean(),
    is_watchable: z.boolean(),
    seconds_until_watchable: integer,
  }),
);

/**
 * A stream's viewer count.
 *
 * @example
 * ```ts
 * import { StreamViewerCountSchema } from "@giosg/pub-sdk/schemas";
 *
 * StreamViewerCountSchema.parse({ viewer_count: 42 });
 * ```
 */
export const StreamViewerCountSchema: Schema<StreamViewerCount> = /* @__PURE__ */ define(() =>
  z.looseObject({ viewer_count: integer }),
);

/**
 * A conference token.
 *
 * @example
 * ```ts
 * import { ConferenceTokenSchema } from "@giosg/pub-sdk/schemas";
 *
 * ConferenceTokenSchema.parse({ token_type: "bearer", access_token: "…", expires_in: 3600 });
 * ```
 */
export const ConferenceTokenSchema: Schema<ConferenceToken> = /* @__PURE__ */ define(() =>
  z.looseObject({
    token_type: z.string(),
    access_token: z.string(),
    expires_in: z.number(),
  }),
);

/**
 * An active conference.
 *
 * @example
 * ```ts
 * import { ActiveConferenceSchema } from "@giosg/pub-sdk/schemas";
 *
 * ActiveConferenceSchema.parse({ channel_id: channelId, participant_count: 2, joined: true });
 * ```
 */
export const ActiveConferenceSchema: Schema<ActiveConference> = /* @__PURE__ */ define(() =>
  z.looseObject({
    channel_id: id,
    participant_count: z.number(),
    joined: z.boolean(),
  }),
);

/**
 * A stream session.
 *
 * @example
 * ```ts
 * import { StreamSessionSchema } from "@giosg/pub-sdk/schemas";
 *
 * StreamSessionSchema.parse({ stream_session_id: null });
 * ```
 */
export const StreamSessionSchema: Schema<StreamSession> = /* @__PURE__ */ define(() =>
  z.looseObject({
    stream_session_id: z.nullable(id),
  }),
);
