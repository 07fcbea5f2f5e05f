import { loadPage, type Page } from "./page.js";
import type { PageSource } from "./page-source.js";

/** As it is when the module is loaded: a clock that a test sets later has no part in it. Browsers need none. */
const nextTurn = /* @__PURE__ */ (() =>
  (globalThis as { setImmediate?: (then: () => void) => unknown }).setImmediate)();

/**
 * Walks the pages of a list and hands out what `itemsOf` takes from each: the items, or the page itself. Written
 * by hand, as it costs a fraction of an async generator for each item.
 */
export class PageIterator<T, Item> implements AsyncIterableIterator<Item> {
  readonly #source: PageSource<T>;
  readonly #itemsOf: (page: Page<T>) => readonly Item[];
  readonly #signal: AbortSignal | undefined;
  readonly #stop = new AbortController();
  #page: Page<T> | undefined;
  #upcoming: Promise<Page<T> | null> | undefined;
  #items: readonly Item[] = [];
  #at = 0;
  /** The position from which on the next page is fetched ahead. */
  #aheadFrom = Number.POSITIVE_INFINITY;
  #done = false;
  /** Calls of `next` that wait, in order. */
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(source: PageSource<T>, itemsOf: (page: Page<T>) => readonly Item[]) {
    this.#source = source;
    this.#itemsOf = itemsOf;
    // Options that are none are refused with the first request.
    this.#signal = source.options?.signal;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    const isAtHand = this.#at < this.#items.length && this.#at < this.#aheadFrom;
    if (this.#waiting === 0 && isAtHand && !this.#signal?.aborted) {
      return Promise.resolve(this.#take());
    }
    this.#waiting++;
    const turn = this.#turn.then(() => this.#step());
    this.#turn = turn.then(this.#leave, this.#leave);
    return turn;
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #leave = (): void => {
    this.#waiting--;
  };

  async #step(): Promise<IteratorResult<Item, undefined>> {
    try {
      while (!this.#done) {
        this.#signal?.throwIfAborted();
        if (this.#at >= this.#items.length) await this.#turnPage();
        else if (this.#at >= this.#aheadFrom) await this.#fetchAhead();
        else return this.#take();
      }
    } catch (error) {
      // Whoever left the loop does not hear of what was under way.
      const left = this.#done;
      this.#finish();
      if (!left) throw error;
    }
    return { done: true, value: undefined };
  }

  #take(): IteratorYieldResult<Item> {
    return { done: false, value: this.#items[this.#at++] as Item };
  }

  async #turnPage(): Promise<void> {
    const isFirst = this.#page === undefined;
    const page = await (this.#upcoming ?? this.#load());
    this.#upcoming = undefined;
    if (page === null || this.#done) return this.#finish();
    this.#page = page;
    this.#items = this.#itemsOf(page);
    this.#at = 0;
    if (page.next && this.#source.options.prefetch !== false) {
      this.#aheadFrom = isFirst ? this.#items.length / 2 : 0;
    }
  }

  async #fetchAhead(): Promise<void> {
    this.#aheadFrom = Number.POSITIVE_INFINITY;
    this.#upcoming = this.#load();
    // Its failure is told when its turn comes.
    const arrived = this.#upcoming.then(
      () => {},
      () => {},
    );
    // Node's fetch sends on a used connection only in the next turn, which the work on the items would put off. Its
    // own callback is queued after the first one here. (A test's clock may never come to it: then the page does.)
    for (let turn = 0; nextTurn && turn < 2; turn++) {
      await Promise.race([arrived, new Promise<void>(nextTurn)]);
    }
  }

  async #load(): Promise<Page<T> | null> {
    const { signal } = this.#stop;
    if (this.#page) return this.#page.nextPage({ signal });
    const first = this.#source.first();
    return first === null ? null : loadPage(this.#source, first, new Map(), signal);
  }

  #finish(): void {
    this.#done = true;
    this.#items = [];
    this.#stop.abort();
  }
}
