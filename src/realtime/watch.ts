import { checkedCount, checkedObject, checkedSignal } from "../options.js";
import { checkedOrdering } from "../resources/ordering.js";
import type { Change } from "./change.js";
import { createQueue } from "./change-queue.js";
import type { Interest, Outlet, PathFollower } from "./follow.js";
import { LiveCollection } from "./live-collection.js";
import type { Topic } from "./topic.js";

/**
 * What a watch can be asked for.
 *
 * @example
 * ```ts
 * import type { WatchOptions } from "@giosg/pub-sdk/realtime";
 *
 * const ending = new AbortController();
 * const options: WatchOptions = { signal: ending.signal, limit: 500 };
 * const watch = realtime.messages(channelId, options);
 * ```
 */
export interface WatchOptions {
  /** Ends the watch: loops reject with `signal.reason`, collections close. */
  readonly signal?: AbortSignal | undefined;
  /** UUID of another organization. */
  readonly organizationId?: string | undefined;
  /**
   * How many of the newest items are kept in mind, 1 or more: among these, edits and removals are found after an
   * interruption. What was added is found in any case.
   *
   * @default 100 of messages, else Infinity
   */
  readonly limit?: number | undefined;
  /**
   * How many changes may wait for a slow consumer, 1 or more; beyond it they are given up for one `resynced`.
   *
   * @default 1000
   */
  readonly maxQueue?: number | undefined;
}

/**
 * What a collection can be asked for.
 *
 * @example
 * ```ts
 * import type { CollectionOptions } from "@giosg/pub-sdk/realtime";
 *
 * const options: CollectionOptions<"created_at" | "-created_at"> = { ordering: "-created_at", limit: 20 };
 * const live = realtime.messages(channelId).collection(options);
 * ```
 */
export interface CollectionOptions<Ordering extends string> {
  /** The list's order; by default the newest first, of channels those written to last. */
  readonly ordering?: Ordering | undefined;
  /**
   * How many items to load at first, 1 or more.
   *
   * @default 50
   */
  readonly limit?: number | undefined;
}

/** Starts what follows a topic; throws where that is over. */
export type Start = <T extends object>(interest: Interest<T>, outlet: Outlet<T>) => PathFollower<T>;

/**
 * A path to be watched. Nothing happens until it is iterated, or a collection is made of it; each iteration begins anew,
 * and hands over what happens from then on.
 *
 * @example
 * ```ts
 * for await (const change of realtime.messages(channelId)) {
 *   if (change.action === "added") console.log(change.resource.body);
 * }
 * ```
 */
export class Watch<T extends object, Ordering extends string = never> implements AsyncIterable<Change<T>> {
  readonly #start: Start;
  readonly #interest: Interest<T>;
  readonly #maxQueue: number;

  /**
   * Watches are made by a `PubRealtime`.
   *
   * @hidden
   */
  constructor(start: Start, topic: Topic<T>, options: WatchOptions) {
    const { signal, limit = topic.isLog ? 100 : Number.POSITIVE_INFINITY, maxQueue = 1_000 } = options;
    checkedCount("limit", limit, 1);
    // The order in which nothing that is new is missed, however much there is.
    const ordering = topic.keys[0] ? "-created_at" : "";
    this.#start = start;
    this.#interest = { topic, ordering, limit, keep: limit, signal: checkedSignal(signal) };
    this.#maxQueue = checkedCount("maxQueue", maxQueue, 1);
  }

  /**
   * What happens to the items. Leaving the loop ends it.
   *
   * @throws PubRealtimeError where the service refuses the path; any `PubError` for which there is no hope
   *
   * @example
   * ```ts
   * for await (const { action } of realtime.messages(channelId)) if (action === "resynced") break;
   * ```
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<Change<T>, undefined> {
    return createQueue(this.#maxQueue, (outlet) => this.#start(this.#interest, outlet));
  }

  /**
   * Keeps the items themselves, as the service has them.
   *
   * @throws PubInputError for an ordering that the list does not know, or a limit that is none
   *
   * @example
   * ```ts
   * const live = realtime.messages(channelId).collection({ limit: 50 });
   * await live.ready;
   * console.log(live.items.length, live.hasMore);
   * live.close();
   * ```
   */
  collection(options: CollectionOptions<Ordering> = {}): LiveCollection<T> {
    const { ordering, limit = 50 } = checkedObject("options", options);
    const { keys } = this.#interest.topic;
    const last = keys.at(-1);
    return new LiveCollection((outlet) =>
      this.#start(
        {
          ...this.#interest,
          ordering: checkedOrdering(ordering, keys) ?? (last ? `-${last}` : ""),
          limit: checkedCount("limit", limit, 1),
          keep: Number.POSITIVE_INFINITY,
        },
        outlet,
      ),
    );
  }
}
