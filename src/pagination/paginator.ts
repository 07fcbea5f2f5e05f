import { checkedCount } from "../options.js";
import { loadPage, Page } from "./page.js";
import { PageIterator } from "./page-iterator.js";
import type { PageSource } from "./page-source.js";

/**
 * A list, page by page behind the scenes. Lazy: nothing is sent until it is iterated; each iteration starts from
 * the first page.
 *
 * @example
 * ```ts
 * for await (const channel of pub.channels.list()) console.log(channel.name);
 *
 * const latest = await pub.messages.list(channelId, { ordering: "-created_at" }).toArray({ limit: 50 });
 * ```
 */
export class Paginator<T> implements AsyncIterable<T> {
  readonly #source: PageSource<T>;

  /**
   * Paginators are made by the resources' `list` methods.
   *
   * @hidden
   */
  constructor(source: PageSource<T>) {
    this.#source = source;
  }

  /**
   * Every item of every page, in order. The next page is fetched while the current one is worked on (see
   * `prefetch`); leaving the loop aborts what is under way.
   *
   * @example
   * ```ts
   * for await (const member of pub.members.list(channelId)) console.log(member.member_id);
   * ```
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return new PageIterator(this.#source, (page) => page.results);
  }

  /**
   * Every page, in order, the empty ones included. Pages are fetched ahead from the second one on.
   *
   * @example
   * ```ts
   * for await (const page of pub.channels.list().pages()) console.log(page.results.length, page.next);
   * ```
   */
  pages(): AsyncIterableIterator<Page<T>> {
    return new PageIterator(this.#source, (page) => [page]);
  }

  /**
   * The first page; an empty one for `from: null`.
   *
   * @example
   * ```ts
   * const { results, next } = await pub.channels.list().firstPage();
   * const later = pub.channels.list({ from: next });
   * ```
   */
  async firstPage(): Promise<Page<T>> {
    const first = this.#source.first();
    if (first !== null) return loadPage(this.#source, first, new Map());
    return new Page(this.#source, { next: null, previous: null, results: [] }, "", new Map());
  }

  /**
   * The first `limit` items as an array. Requests no more pages than these need.
   *
   * @param options `limit`: a whole number from 0 on, or `Infinity` for all there are
   *
   * @example
   * ```ts
   * const channels = await pub.channels.list().toArray({ limit: Number.POSITIVE_INFINITY });
   * ```
   */
  async toArray(options: { readonly limit: number }): Promise<T[]> {
    const limit = checkedCount("limit", options?.limit, 0);
    const items: T[] = [];
    if (limit === 0) return items;
    let page: Page<T> | null = await this.firstPage();
    while (page) {
      for (const item of page.results) {
        items.push(item);
        if (items.length === limit) return items;
      }
      page = await page.nextPage();
    }
    return items;
  }
}
