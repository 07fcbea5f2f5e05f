import * as z from "zod/mini";
import { dateTime, define, id, integer, type Schema } from "./schema.js";

/** How far a viewer is behind the live picture (undocumented; from SDK 3.1.0). More modes may come. */
export type LatencyMode = "standard" | "reduced" | "low" | (string & {});

/** Settings of a live stream input (undocumented; from SDK 3.1.0). */
export interface LiveStreamSettings {
  /** Shown while nothing is streamed; null for none. */
  slate_image_url: string | null;
  /** In seconds. */
  reconnect_timeout: number;
  latency_mode: LatencyMode;
}

/** A channel's live stream input. Its `stream_key` is a secret: whoever has it can stream. */
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

/** A recording of a past live stream. */
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

/** A live stream input of the organization. */
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

/** Whether a channel's live stream can be watched. */
export interface StreamStatus {
  is_connected: boolean;
  is_watchable: boolean;
  /** In seconds: how long to wait before the stream is shown. */
  seconds_until_watchable: number;
}

/** How many watch a channel's live stream. */
export interface StreamViewerCount {
  /** Visitors seen in the last two minutes. */
  viewer_count: number;
}

/** Access to a channel's conference (undocumented; from SDK 3.1.0). A secret. */
export interface ConferenceToken {
  token_type: string;
  access_token: string;
  /** In seconds. */
  expires_in: number;
}

/** A conference under way (undocumented; from SDK 3.1.0). */
export interface ActiveConference {
  /** UUID */
  channel_id: string;
  participant_count: number;
  joined: boolean;
}

/** A stream session that was started or stopped (undocumented; from SDK 3.1.0). */
export interface StreamSession {
  /** UUID, or null. */
  stream_session_id: string | null;
}

/** A live stream input. */
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

/** A recorded stream. */
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

/** A stream input in the organization's list. */
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

/** A stream's status. */
export const StreamStatusSchema: Schema<StreamStatus> = /* @__PURE__ */ define(() =>
  z.looseObject({
    is_connected: z.boolean(),
    is_watchable: z.boolean(),
    seconds_until_watchable: integer,
  }),
);

/** A stream's viewer count. */
export const StreamViewerCountSchema: Schema<StreamViewerCount> = /* @__PURE__ */ define(() =>
  z.looseObject({ viewer_count: integer }),
);

/** A conference token. */
export const ConferenceTokenSchema: Schema<ConferenceToken> = /* @__PURE__ */ define(() =>
  z.looseObject({
    token_type: z.string(),
    access_token: z.string(),
    expires_in: z.number(),
  }),
);

/** An active conference. */
export const ActiveConferenceSchema: Schema<ActiveConference> = /* @__PURE__ */ define(() =>
  z.looseObject({
    channel_id: id,
    participant_count: z.number(),
    joined: z.boolean(),
  }),
);

/** A stream session. */
export const StreamSessionSchema: Schema<StreamSession> = /* @__PURE__ */ define(() =>
  z.looseObject({
    stream_session_id: z.nullable(id),
  }),
);
