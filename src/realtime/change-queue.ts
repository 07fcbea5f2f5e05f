import type { Change } from "./change.js";
import type { Outlet } from "./follow.js";

type Result<T> = IteratorResult<Change<T>, undefined>;

/**
 * What stands between the changes and a consumer who takes one at a time.
 *
 * @param most how many changes may wait
 * @param start called when the first change is asked for
 */
export function createQueue<T>(
  most: number,
  start: (outlet: Outlet<T>) => { stop(): void },
): AsyncIterableIterator<Change<T>, undefined> {
  let queue: Change<T>[] = [];
  const consumers: { resolve(result: Result<T>): void; reject(error: unknown): void }[] = [];
  let source: { stop(): void } | undefined;
  let ending: { readonly error?: unknown } | undefined;
  /** When the first of the changes came that wait. */
  let since = "";
  let dropped = 0;

  function deliver(): void {
    while (queue[0] || ending) {
      const consumer = consumers.shift();
      if (!consumer) return;
      const value = queue.shift();
      // The word that counts them is always the first.
      dropped = 0;
      if (value) consumer.resolve({ done: false, value });
      else if (ending?.error === undefined) consumer.resolve({ done: true, value: undefined });
      else {
        // Told once; whoever asks further is told that it is over.
        consumer.reject(ending.error);
        ending = {};
      }
    }
  }

  const outlet: Outlet<T> = {
    update(changes) {
      const hasWaited = queue[0];
      if (!hasWaited) since = new Date().toISOString();
      for (const change of changes) queue.push(change);
      // More than may wait becomes one word, that something is missing; but what one reading finds is no sign of slowness.
      if (hasWaited && queue.length > most) {
        dropped += queue.length - (dropped && 1);
        queue = [{ action: "resynced", since, dropped }];
      }
      deliver();
    },
    end(error) {
      ending ??= { error };
      if (error !== undefined) queue = [];
      deliver();
    },
  };

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () =>
      new Promise((resolve, reject) => {
        if (!ending) source ??= start(outlet);
        consumers.push({ resolve, reject });
        deliver();
      }),
    async return() {
      queue = [];
      outlet.end();
      source?.stop();
      return { done: true, value: undefined };
    },
  };
}
