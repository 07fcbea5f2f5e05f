import type { PubRealtimeError } from "../errors/realtime-error.js";
import type { Frame } from "./frame.js";

/**
 * How the way to the service is.
 *
 * - `"idle"`: nothing is watched
 * - `"connecting"`: for the first time
 * - `"open"`: the service has confirmed a subscription, or answered a poll
 * - `"reconnecting"`: the way is lost, and sought again
 * - `"closed"`: for good, by `close()`
 *
 * @example
 * ```ts
 * import type { RealtimeStatus } from "@giosg/pub-sdk/realtime";
 *
 * const isOffline = (status: RealtimeStatus) => status === "reconnecting";
 * ```
 */
export type RealtimeStatus = "idle" | "connecting" | "open" | "reconnecting" | "closed";

/**
 * How what is followed is.
 *
 * - `"loading"`: nothing was read yet
 * - `"live"`: everything is known, and changes are told
 * - `"stale"`: the way to the service is lost, and sought again
 * - `"closed"`: over
 *
 * @example
 * ```ts
 * import type { LiveStatus } from "@giosg/pub-sdk/realtime";
 *
 * const words: Record<LiveStatus, string> = { loading: "…", live: "", stale: "Reconnecting", closed: "Over" };
 * ```
 */
export type LiveStatus = "loading" | "live" | "stale" | "closed";

/** Who is told of a path's changes. */
export interface Follower {
  readonly path: string;
  readonly status: LiveStatus;
  /** The service tells of changes from now on. */
  confirmed(): void;
  /** It does not any more. */
  lost(): void;
  told(frame: Frame): void;
  /** Looks for changes by itself; never rejects. */
  poll(): void;
  /** It is over; with an error where the service will never tell. */
  stop(error?: PubRealtimeError): void;
}

/** The way by which followers are told of changes. */
export interface Link {
  add(follower: Follower): void;
  remove(follower: Follower): void;
  /** Gives the present way up, which has missed something. */
  replace?(): void;
  /** A follower's status may be another. */
  review?(follower: Follower): void;
  /** Ends all that follow. */
  close(): void;
}
