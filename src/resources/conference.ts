import { refuse } from "../errors/input-error.js";
import type { ListOptions, RequestOptions } from "../options.js";
import type { ListParameters } from "../pagination/page-source.js";
import type { Paginator } from "../pagination/paginator.js";
import {
  type ActiveConference,
  ActiveConferenceSchema,
  type ConferenceToken,
  ConferenceTokenSchema,
  type LiveStream,
  LiveStreamSchema,
  type LiveStreamSettings,
  type RecordedStream,
  RecordedStreamSchema,
  type StreamInput,
  StreamInputSchema,
  type StreamSession,
  StreamSessionSchema,
  type StreamStatus,
  StreamStatusSchema,
  type StreamViewerCount,
  StreamViewerCountSchema,
} from "../schemas/conference.js";
import { pageSchema } from "../schemas/page.js";
import { checkedPayload } from "./payload.js";
import { Resource } from "./resource.js";
import { waitUntilWatchable } from "./watchable.js";

/**
 * Settings to create a live stream input with.
 *
 * @example
 * ```ts
 * import type { LiveStreamPatch } from "@giosg/pub-sdk";
 *
 * const settings: LiveStreamPatch = { latency_mode: "low", reconnect_timeout: 30 };
 * await pub.conference.createStream(channelId, settings);
 * ```
 */
export type LiveStreamPatch = { [Field in keyof LiveStreamSettings]?: LiveStreamSettings[Field] | undefined };

/**
 * Who asks for a conference token (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { ConferenceContext } from "@giosg/pub-sdk";
 *
 * const context: ConferenceContext = { user: { id: userId, name: "Maija" } };
 * const { access_token } = await pub.conference.createToken(channelId, context);
 * ```
 */
export interface ConferenceContext {
  /** The organization's UUID, which is the default. */
  group?: string | undefined;
  user: ConferenceUser;
}

/**
 * A user as others see them in a conference.
 *
 * @example
 * ```ts
 * import type { ConferenceUser } from "@giosg/pub-sdk";
 *
 * const user: ConferenceUser = { id: userId, name: "Maija", avatar: "https://cdn.example.com/maija.png" };
 * await pub.conference.createToken(channelId, { user });
 * ```
 */
export interface ConferenceUser {
  /** UUID */
  id: string;
  name: string;
  email?: string | null | undefined;
  /** URL of a picture */
  avatar?: string | null | undefined;
}

const ActiveConferencePageSchema = /* @__PURE__ */ pageSchema(ActiveConferenceSchema);
const RecordedStreamPageSchema = /* @__PURE__ */ pageSchema(RecordedStreamSchema);
const StreamInputPageSchema = /* @__PURE__ */ pageSchema(StreamInputSchema);

/**
 * Live streams and conferences.
 *
 * @example
 * ```ts
 * const { view_url } = await pub.conference.createStream(channelId);
 * await pub.conference.waitUntilWatchable(channelId);
 * console.log("live on", view_url);
 * ```
 */
export class Conference extends Resource {
  /**
   * Creates the channel's live stream input, or answers the one that is there.
   * `POST /channels/<channel_id>/conference/create_stream`
   *
   * @param settings undocumented, from SDK 3.1.0; without them nothing but the request itself is sent
   *
   * @example
   * ```ts
   * const { rtmps_url, stream_key } = await pub.conference.createStream(channelId);
   * ```
   */
  async createStream(
    channelId: string,
    settings?: LiveStreamPatch,
    options?: RequestOptions,
  ): Promise<LiveStream> {
    const body = settings === undefined ? undefined : checkedPayload(settings);
    const path = conferencePath(channelId, "create_stream");
    return this.http.call({ method: "POST", path, body, schema: LiveStreamSchema }, options);
  }

  /**
   * Retrieves the channel's live stream input. `GET /channels/<channel_id>/conference/create_stream` (undocumented; from SDK 3.1.0)
   *
   * @example
   * ```ts
   * const { view_url } = await pub.conference.retrieveStream(channelId);
   * ```
   */
  retrieveStream(channelId: string, options?: RequestOptions): Promise<LiveStream> {
    const path = conferencePath(channelId, "create_stream");
    return this.http.call({ method: "GET", path, schema: LiveStreamSchema }, options);
  }

  /**
   * Lists the channel's recorded streams. `GET /channels/<channel_id>/conference/recorded_streams`
   *
   * @example
   * ```ts
   * for await (const { meta, playback } of pub.conference.listRecordedStreams(channelId)) {
   *   console.log(meta.name, playback.hls);
   * }
   * ```
   */
  listRecordedStreams(
    channelId: string,
    params?: ListParameters,
    options?: ListOptions,
  ): Paginator<RecordedStream> {
    const path = conferencePath(channelId, "recorded_streams");
    return this.pages(path, RecordedStreamPageSchema, params, options);
  }

  /**
   * Lists the organization's live stream inputs. `GET /conference/streams`
   *
   * @example
   * ```ts
   * for await (const { channel_name, view_url } of pub.conference.listStreams()) console.log(channel_name, view_url);
   * ```
   */
  listStreams(params?: ListParameters, options?: ListOptions): Paginator<StreamInput> {
    return this.pages(["conference", "streams"], StreamInputPageSchema, params, options);
  }

  /**
   * Retrieves whether the channel's stream can be watched. Needs no token, and sends none.
   * `GET /api/pub/public/v1/…/channels/<channel_id>/conference/stream_status`
   *
   * @example
   * ```ts
   * const { is_watchable } = await pub.conference.retrieveStreamStatus(channelId);
   * ```
   */
  retrieveStreamStatus(channelId: string, options?: RequestOptions): Promise<StreamStatus> {
    const path = conferencePath(channelId, "stream_status");
    return this.http.call({ method: "GET", path, isPublic: true, schema: StreamStatusSchema }, options);
  }

  /**
   * Retrieves how many watch the channel's stream. Needs no token, and sends none.
   * `GET /api/pub/public/v1/…/channels/<channel_id>/conference/stream_viewer_count`
   *
   * @example
   * ```ts
   * const { viewer_count } = await pub.conference.retrieveStreamViewerCount(channelId);
   * ```
   */
  retrieveStreamViewerCount(channelId: string, options?: RequestOptions): Promise<StreamViewerCount> {
    const path = conferencePath(channelId, "stream_viewer_count");
    return this.http.call({ method: "GET", path, isPublic: true, schema: StreamViewerCountSchema }, options);
  }

  /**
   * Waits until the channel's stream can be watched: asks for its status, waits as long as that says (a second at
   * least), and asks again. Needs no token, and sends none.
   * `GET /api/pub/public/v1/…/channels/<channel_id>/conference/stream_status`
   *
   * @param options `timeoutMs` limits the whole wait here, and is without limit where left out; each request has
   *   the client's own
   * @throws PubTimeoutError when `timeoutMs` has passed
   *
   * @example
   * ```ts
   * await pub.conference.waitUntilWatchable(channelId, { timeoutMs: 120_000 });
   * ```
   */
  async waitUntilWatchable(channelId: string, options: RequestOptions = {}): Promise<StreamStatus> {
    const ask = (polling: RequestOptions) => this.retrieveStreamStatus(channelId, polling);
    return waitUntilWatchable({ ask, maxRetries: this.http.maxRetriesOf(options) }, options);
  }

  /**
   * Creates a token for the channel's conference. `POST /channels/<channel_id>/conference/token` (undocumented; from SDK 3.1.0)
   *
   * @example
   * ```ts
   * const { access_token, expires_in } = await pub.conference.createToken(channelId, {
   *   user: { id: userId, name: "Maija" },
   * });
   * ```
   */
  async createToken(
    channelId: string,
    context: ConferenceContext,
    options?: RequestOptions,
  ): Promise<ConferenceToken> {
    const { user } = checkedPayload(context);
    if (typeof user !== "object" || user === null) refuse("user", "who asks for the token: { id, name, … }");
    const body = { ...context, group: context.group ?? this.http.organizationOf(options) };
    const path = conferencePath(channelId, "token");
    return this.http.call({ method: "POST", path, body, schema: ConferenceTokenSchema }, options);
  }

  /**
   * Lists the conferences under way that a user can see. `GET /users/<user_id>/active_conferences` (undocumented; from SDK 3.1.0)
   *
   * @example
   * ```ts
   * const active = await pub.conference.listActive(userId).toArray({ limit: 10 });
   * ```
   */
  listActive(userId: string, params?: ListParameters, options?: ListOptions): Paginator<ActiveConference> {
    return this.pages(
      ["users", { userId }, "active_conferences"],
      ActiveConferencePageSchema,
      params,
      options,
    );
  }

  /**
   * Starts a stream session. `POST /channels/<channel_id>/conference/stream_session` (undocumented; from SDK 3.1.0)
   *
   * Not repeated after a lost answer: an error whose `outcome` is `"unknown"` may have started one.
   *
   * @example
   * ```ts
   * const { stream_session_id } = await pub.conference.startSession(channelId);
   * ```
   */
  startSession(channelId: string, options?: RequestOptions): Promise<StreamSession> {
    return this.#session(channelId, "start", options);
  }

  /**
   * Stops a stream session. `POST /channels/<channel_id>/conference/stream_session` (undocumented; from SDK 3.1.0)
   *
   * Not repeated after a lost answer: an error whose `outcome` is `"unknown"` may have stopped it.
   *
   * @example
   * ```ts
   * await pub.conference.stopSession(channelId);
   * ```
   */
  stopSession(channelId: string, options?: RequestOptions): Promise<StreamSession> {
    return this.#session(channelId, "stop", options);
  }

  #session(channelId: string, action: "start" | "stop", options?: RequestOptions): Promise<StreamSession> {
    const path = conferencePath(channelId, "stream_session");
    const endpoint = {
      method: "POST",
      path,
      body: { action },
      schema: StreamSessionSchema,
      isRepeatable: false,
    } as const;
    return this.http.call(endpoint, options);
  }
}

function conferencePath(channelId: string, call: string) {
  return ["channels", { channelId }, "conference", call];
}
