import type { LiveStatus } from "./link.js";
import type { Outlet, PathFollower } from "./path-follower.js";

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
  readonly #limit: number;
  readonly #listeners = new Set<() => void>();
  #error: unknown;

  /**
   * Collections are made by a watch.
   *
   * @hidden
   */
  constructor(start: (outlet: Outlet<T>) => PathFollower<T>, limit: number, signal: AbortSignal | undefined) {
    this.#limit = limit;
    let loaded = () => {};
    let failed = (_error: unknown) => {};
    this.ready = new Promise((resolve, reject) => {
      loaded = resolve;
      failed = reject;
    });
    // Whoever does not wait for it has `error`.
    this.ready.catch(() => {});
    this.#follower = start({
      update: () => {
        if (this.#follower.status !== "loading") loaded();
        this.#notify();
      },
      end: (error) => {
        signal?.removeEventListener("abort", this.close);
        this.#error = error;
        failed(error ?? new DOMException("The collection was closed", "AbortError"));
        this.#notify();
      },
    });
    signal?.addEventListener("abort", this.close);
    if (signal?.aborted) this.close();
    else this.#follower.start();
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
    return !this.#follower.window.isComplete;
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
  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  };

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
  loadMore(): Promise<boolean> {
    return this.#follower.more(this.#limit);
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

  #notify(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        // The listener's own failure: not ours to hide, and not to let it hinder the others.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
