import type { Outlet, PathFollower } from "./follow.js";
import type { LiveStatus } from "./link.js";
import { createListeners } from "./listeners.js";

/**
 * The top of a list, kept as the service has it.
 *
 * `items` and `subscribe` fit React's `useSyncExternalStore` as they are.
 *
 * @example
 * ```ts
 * const live = realtime.messages(channelId).collection({ ordering: "-created_at", limit: 50 });
 * const unsubscribe = live.subscribe(() => console.log(live.status, live.items.length));
 * await live.ready;
 * if (live.hasMore) await live.loadMore();
 * unsubscribe();
 * live.close();
 * ```
 */
export class LiveCollection<T extends object> {
  /**
   * Resolves when the items are there; rejects with what keeps them away, and where it is closed before.
   */
  readonly ready: Promise<void>;

  readonly #follower: PathFollower<T>;
  readonly #listeners = createListeners<[]>();
  #error: unknown;

  /**
   * Collections are made by a watch.
   *
   * @hidden
   */
  constructor(start: (outlet: Outlet<T>) => PathFollower<T>) {
    let resolve = () => {};
    let reject = (_error: unknown) => {};
    this.ready = new Promise<void>((...settle) => {
      [resolve, reject] = settle;
    });
    // Whoever does not wait for it has `error`.
    this.ready.catch(() => {});
    this.#follower = start({
      update: () => {
        if (this.status !== "loading") resolve();
        this.#listeners.tell();
      },
      end: (error) => {
        this.#error = error;
        reject(error ?? new DOMException("closed", "AbortError"));
        this.#listeners.tell();
      },
    });
  }

  /** The items in the list's order: another array after each change, in which what has not changed is the same object. */
  get items(): readonly T[] {
    return this.#follower.window.items;
  }

  /** Whether the items are there, and kept up to date. */
  get status(): LiveStatus {
    return this.#follower.status;
  }

  /** What it ended with; undefined as long as it has not, and where it was closed. */
  get error(): unknown {
    return this.#error;
  }

  /** Whether there are more items below the last one. */
  get hasMore(): boolean {
    return !this.#follower.window.isWhole;
  }

  /**
   * Calls `listener` after each change of `items`, `status` or `hasMore`. Needs no `this`.
   *
   * @returns a function that ends it
   *
   * @example
   * ```ts
   * const unsubscribe = live.subscribe(() => console.log(live.items));
   * unsubscribe();
   * ```
   */
  readonly subscribe: (listener: () => void) => () => void = this.#listeners.add;

  /**
   * Loads as many items more as were loaded at first.
   *
   * @returns whether there are still more
   * @throws PubError where they cannot be read
   *
   * @example
   * ```ts
   * while (await live.loadMore()) console.log(live.items.length);
   * ```
   */
  async loadMore(): Promise<boolean> {
    await this.ready;
    return this.#follower.more();
  }

  /**
   * Ends it: `items` stay as they are. Needs no `this`.
   *
   * @example
   * ```ts
   * live.close();
   * ```
   */
  readonly close = (): void => {
    this.#follower.stop();
  };
}
