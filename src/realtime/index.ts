/**
 * Watching what happens, and keeping collections as the service has them.
 *
 * @module @giosg/pub-sdk/realtime
 */
export type { AsyncDisposal } from "../async-disposal.js";
export { PubRealtimeError } from "../errors/realtime-error.js";
export type { Added, Change, Changed, Removed, Resynced } from "./change.js";
export type { LiveStatus, RealtimeStatus } from "./link.js";
export { LiveCollection } from "./live-collection.js";
export type {
  PubRealtimeOptions,
  RealtimeHooks,
  StaleEvent,
  WebSocketConstructor,
  WebSocketLike,
} from "./options.js";
export { PubRealtime } from "./pub-realtime.js";
export { type CollectionOptions, Watch, type WatchOptions } from "./watch.js";
