import type { PageData } from "../schemas/page.js";
import type { PageSource } from "./page-source.js";

/** Where the pages of one walk stand in it, by their targets: what comes again leads in a circle. */
type Trail = Map<string, number>;

/**
 * What a step to another page can set for itself, beside the list's own options.
 *
 * @example
 * ```ts
 * const page = await pub.channels.list().firstPage();
 * const next = await page.nextPage({ signal: AbortSignal.timeout(5_000) });
 * ```
 */
export interface PageOptions {
  /** Ends this request, as the list's own signal does. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One page of a list, as the service sent it.
 *
 * @example
 * ```ts
 * let page = await pub.messages.list(channelId).firstPage();
 * console.log(page.results.length, page.next);
 * const second = await page.nextPage();
 * ```
 */
export class Page<T> {
  /** The page's items; may be empty although `next` is set. */
  readonly results: T[];
  /** URL of the next page; null on the last one. A later `list(…, { from: next })` goes on there. */
  readonly next: string | null;
  /** URL of the page before; null on the first one. */
  readonly previous: string | null;

  readonly #source: PageSource<T>;
  readonly #target: string;
  readonly #trail: Trail;
  readonly #position: number;

  /**
   * Pages are made by a `Paginator`.
   *
   * @hidden
   */
  constructor(source: PageSource<T>, data: PageData<T>, target: string, trail: Trail) {
    this.results = data.results;
    this.next = data.next;
    this.previous = data.previous ?? null;
    this.#source = source;
    this.#target = target;
    this.#trail = trail;
    this.#position = trail.get(target) ?? trail.size;
    trail.set(target, this.#position);
  }

  /**
   * The next page; null on the last one.
   *
   * @throws PubResponseError where `next` leads out of the API, or to a page that led here
   *
   * @example
   * ```ts
   * let page = await pub.channels.list().firstPage();
   * for (let next = await page.nextPage(); next; next = await page.nextPage()) page = next;
   * console.log("the last one has", page.results.length);
   * ```
   */
  async nextPage(options: PageOptions = {}): Promise<Page<T> | null> {
    const target = this.#source.linked("next", this.next, this.#target);
    if (target === null) return null;
    const seenAt = this.#trail.get(target);
    if (seenAt !== undefined && seenAt <= this.#position) {
      return this.#source.refuse(this.#target, ["next"], "expected a page that was not seen before");
    }
    return loadPage(this.#source, target, this.#trail, options.signal);
  }

  /**
   * The page before; null on the first one.
   *
   * @example
   * ```ts
   * const second = await (await pub.channels.list().firstPage()).nextPage();
   * const first = await second?.previousPage();
   * ```
   */
  async previousPage(options: PageOptions = {}): Promise<Page<T> | null> {
    const target = this.#source.linked("previous", this.previous, this.#target);
    return target === null ? null : loadPage(this.#source, target, new Map(), options.signal);
  }
}

/** Loads the page of a target. */
export async function loadPage<T>(
  source: PageSource<T>,
  target: string,
  trail: Trail,
  stop?: AbortSignal,
): Promise<Page<T>> {
  return new Page(source, await source.load(target, stop), target, trail);
}
