/**
 * A resource that is there from now on.
 *
 * @example
 * ```ts
 * import type { Message } from "@giosg/pub-sdk";
 * import type { Added } from "@giosg/pub-sdk/realtime";
 *
 * const announce = ({ resource }: Added<Message>) => console.log(resource.created_at);
 * ```
 */
export interface Added<T> {
  readonly action: "added";
  /** What the resource is identified by: `id`; of members `member_id`, of conferences `channel_id`. */
  readonly id: string;
  readonly resource: T;
}

/**
 * A resource that is not what it was.
 *
 * @example
 * ```ts
 * import type { Message } from "@giosg/pub-sdk";
 * import type { Changed } from "@giosg/pub-sdk/realtime";
 *
 * const isEdit = ({ changes }: Changed<Message>) => changes.body !== undefined;
 * ```
 */
export interface Changed<T> {
  readonly action: "changed";
  readonly id: string;
  /**
   * The attributes that differ, as they are now; one that is gone is `undefined`. All of them where nothing was known of
   * the resource before.
   */
  readonly changes: Partial<T>;
  /** All of it. */
  readonly resource?: T;
}

/**
 * A resource that is gone, or out of the user's sight.
 *
 * @example
 * ```ts
 * import type { Removed } from "@giosg/pub-sdk/realtime";
 *
 * const forget = (known: Map<string, unknown>, { id }: Removed) => known.delete(id);
 * ```
 */
export interface Removed {
  readonly action: "removed";
  readonly id: string;
}

/**
 * Nothing is missing up to here: everything that happened since `since` has been handed over, or, where a slow consumer
 * left more waiting than `maxQueue`, `dropped` changes were not. Then list anew.
 *
 * @example
 * ```ts
 * import type { Resynced } from "@giosg/pub-sdk/realtime";
 *
 * const isWhole = ({ dropped }: Resynced) => dropped === 0; // otherwise list anew
 * ```
 */
export interface Resynced {
  readonly action: "resynced";
  /** Until when everything was known, by this machine's clock: ISO 8601, UTC. */
  readonly since: string;
  /** How many changes were given up because the consumer was slow; 0 after a reconnect. */
  readonly dropped: number;
}

/**
 * What a watch hands over.
 *
 * @example
 * ```ts
 * import type { Message } from "@giosg/pub-sdk";
 * import type { Change } from "@giosg/pub-sdk/realtime";
 *
 * function describe(change: Change<Message>): string {
 *   switch (change.action) {
 *     case "added":
 *       return `${change.resource.sender_id} wrote ${change.id}`;
 *     case "changed":
 *       return `${change.id}: ${Object.keys(change.changes)}`;
 *     case "removed":
 *       return `${change.id} is gone`;
 *     case "resynced":
 *       return `again complete, since ${change.since}`;
 *   }
 * }
 * ```
 */
export type Change<T> = Added<T> | Changed<T> | Removed | Resynced;
