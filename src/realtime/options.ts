import { refuse } from "../errors/input-error.js";
import { normalizeBaseUrl } from "../http/base-url.js";
import { longestTimerMs } from "../http/sleep.js";
import { checkedCount, checkedObject } from "../options.js";

/**
 * A socket, as far as it is used here; the one of browsers and Node 22 fits, and `ws`.
 *
 * @example
 * ```ts
 * import type { WebSocketLike } from "@giosg/pub-sdk/realtime";
 *
 * const listen = (socket: WebSocketLike) => socket.addEventListener("close", () => console.log("lost"));
 * ```
 */
export interface WebSocketLike {
  /** The events are those of the platform; `data` of a message is read as text. */
  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: object) => void): void;
  /** Called once it is open, with JSON. */
  send(data: string): void;
  /** Called while it connects as well. */
  close(): void;
}

/**
 * Makes a socket.
 *
 * @example
 * ```ts
 * import { PubRealtime, type WebSocketConstructor } from "@giosg/pub-sdk/realtime";
 *
 * const connect = (WebSocket: WebSocketConstructor) =>
 *   new PubRealtime(pub, { url: "wss://realtime.example.com", WebSocket });
 * ```
 */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/**
 * When the service knew more of a path than it had told.
 *
 * @example
 * ```ts
 * import type { StaleEvent } from "@giosg/pub-sdk/realtime";
 *
 * const report = ({ path, since }: StaleEvent) => console.warn(path, "was not told of since", since);
 * ```
 */
export interface StaleEvent {
  readonly path: string;
  /** Until when everything was known, by this machine's clock: ISO 8601, UTC. */
  readonly since: string;
}

/**
 * Callbacks for logs and metrics. They get plain data without tokens; what they throw changes nothing. Failures of what
 * is read are told to the client's own hooks.
 *
 * @example
 * ```ts
 * import type { RealtimeHooks } from "@giosg/pub-sdk/realtime";
 *
 * const hooks: RealtimeHooks = {
 *   stale: ({ path, since }) => console.warn(path, since),
 * };
 * ```
 */
export interface RealtimeHooks {
  /** A half-open connection was found, or changes that were never told; the socket is replaced. */
  readonly stale?: ((event: StaleEvent) => void) | undefined;
}

/**
 * What a `PubRealtime` is made with.
 *
 * @example
 * ```ts
 * import { PubRealtime, type PubRealtimeOptions } from "@giosg/pub-sdk/realtime";
 *
 * const options: PubRealtimeOptions = { url: "wss://realtime.example.com", verifyMs: 30_000 };
 * const realtime = new PubRealtime(pub, options);
 * const polling = new PubRealtime(pub, { pollMs: 5_000 });
 * ```
 */
export interface PubRealtimeOptions {
  /**
   * Base URL of the socket service: wss, or ws on localhost; `/websocket` is added. It is not public: ask giosg.
   *
   * @default none: the REST API is polled
   */
  readonly url?: string | undefined;
  /**
   * What makes sockets.
   *
   * @default globalThis.WebSocket
   */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /**
   * Without `url`, how long to wait from one poll to the next, in milliseconds; at least 1 000, or `Infinity`. With `url`
   * it is not used: while no socket can be had, each try polls as well.
   *
   * @default 15000
   */
  readonly pollMs?: number | undefined;
  /**
   * With `url`, how often a watch compares the newest page with what it was told, in milliseconds; at least 1 000, or
   * `Infinity`.
   *
   * @default 60000
   */
  readonly verifyMs?: number | undefined;
  /** Callbacks for logs and metrics. */
  readonly hooks?: RealtimeHooks | undefined;
}

/** The options, checked. */
export interface Settings {
  /** With everything but the token; undefined for polling. */
  readonly url: string | undefined;
  readonly WebSocket: WebSocketConstructor | undefined;
  readonly pollMs: number;
  readonly verifyMs: number;
  readonly hooks: RealtimeHooks;
}

/** @throws PubInputError for an option out of range */
export function checkedSettings(options: PubRealtimeOptions): Settings {
  const {
    url,
    WebSocket,
    pollMs = 15_000,
    verifyMs = 60_000,
    hooks = {},
  } = checkedObject("options", options);
  if (url !== undefined && typeof (WebSocket ?? globalThis.WebSocket) !== "function") {
    refuse("WebSocket", "a class");
  }
  return {
    url: url === undefined ? url : `${normalizeBaseUrl(url, "url", "ws")}/websocket?token=`,
    WebSocket,
    pollMs: interval("pollMs", pollMs),
    verifyMs: interval("verifyMs", verifyMs),
    hooks,
  };
}

function interval(name: string, ms: number): number {
  // Timers take no more: that is as good as never.
  return Math.min(checkedCount(name, ms, 1_000), longestTimerMs);
}
