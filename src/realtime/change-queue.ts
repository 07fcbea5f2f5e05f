import type { Change } from "./change.js";

interface Waiting<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(error: unknown): void;
}

/** What stands between the changes and a consumer who takes one at a time. */
export class ChangeQueue<T> implements AsyncIterableIterator<Change<T>, undefined> {
  readonly #most: number;
  readonly #begin: () => void;
  readonly #leave: () => void;
  #queue: Change<T>[] = [];
  readonly #waiting: Waiting<Change<T>>[] = [];
  /** When the first of the changes came that wait. */
  #since = "";
  #hasBegun = false;
  #ending: { readonly error: unknown } | undefined;

  /**
   * @param most how many changes may wait
   * @param begin called when the first change is asked for
   * @param leave called when no more will be
   */
  constructor(most: number, begin: () => void, leave: () => void) {
    this.#most = most;
    this.#begin = begin;
    this.#leave = leave;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Takes changes in. */
  push(changes: readonly Change<T>[]): void {
    for (const change of changes) {
      const waiting = this.#waiting.shift();
      if (waiting) {
        waiting.resolve({ done: false, value: change });
        continue;
      }
      if (this.#queue.length === 0) this.#since = new Date().toISOString();
      this.#queue.push(change);
      if (this.#queue.length > this.#most) this.#collapse();
    }
  }

  /** No more changes will come; what waits is still handed over, but for an error. */
  end(error: unknown): void {
    this.#ending ??= { error };
    if (error !== undefined) this.#queue = [];
    for (const waiting of this.#waiting.splice(0)) this.#settle(waiting);
  }

  next(): Promise<IteratorResult<Change<T>, undefined>> {
    return new Promise((resolve, reject) => {
      if (!this.#hasBegun && !this.#ending) {
        this.#hasBegun = true;
        this.#begin();
      }
      const value = this.#queue.shift();
      if (value) resolve({ done: false, value });
      else if (this.#ending) this.#settle({ resolve, reject });
      else this.#waiting.push({ resolve, reject });
    });
  }

  async return(): Promise<IteratorResult<Change<T>, undefined>> {
    this.#queue = [];
    this.#leave();
    this.end(undefined);
    return { done: true, value: undefined };
  }

  /** Told once; whoever asks further is told that it is over. */
  #settle({ resolve, reject }: Waiting<Change<T>>): void {
    const error = this.#ending?.error;
    this.#ending = { error: undefined };
    if (error === undefined) resolve({ done: true, value: undefined });
    else reject(error);
  }

  /** More than may wait becomes one word: that something is missing. */
  #collapse(): void {
    let dropped = 0;
    let since = this.#since;
    for (const change of this.#queue) {
      if (change.action !== "resynced") dropped++;
      else dropped += change.dropped;
    }
    const [first] = this.#queue;
    if (first?.action === "resynced") since = first.since;
    this.#queue = [{ action: "resynced", since, dropped }];
  }
}
