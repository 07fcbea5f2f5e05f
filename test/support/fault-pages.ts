import type { ListOptions } from "../../src/options.js";
import type { Paginator } from "../../src/pagination/paginator.js";
import type { Channel } from "../../src/schemas/channel.js";
import { aPage, numbered, organizationId } from "./fault-data.js";
import { clientOf, FaultFetch, type Reply } from "./fault-fetch.js";

export const origin = "https://api.giosg.com";
export const listPath = `/api/pub/v1/orgs/${organizationId}/channels`;

/** URL of a page of the list. */
export function pageUrl(cursor: number | string): string {
  return `${origin}${listPath}?cursor=${cursor}`;
}

/** Which page a request is for: 0 for the first. */
export function cursorOf(url: string): number {
  return Number(new URL(url).searchParams.get("cursor") ?? 0);
}

/** A service that holds as many pages as there are sizes, with items numbered through. */
export function pagesOf(
  sizes: readonly number[],
  fault?: (cursor: number, url: string) => Reply | undefined,
) {
  const pages = sizes.map((size, cursor) => {
    const start = sizes.slice(0, cursor).reduce((sum, count) => sum + count, 0);
    const next = cursor + 1 < sizes.length ? pageUrl(cursor + 1) : null;
    const previous = cursor > 0 ? pageUrl(cursor - 1) : null;
    return aPage(
      Array.from({ length: size }, (_, index) => numbered(start + index)),
      next,
      previous,
    );
  });
  return new FaultFetch((sent) => {
    const cursor = cursorOf(sent.url);
    return fault?.(cursor, sent.url)?.(sent) ?? Response.json(pages[cursor]);
  });
}

/** The list on such a service. */
export function listOn(
  faults: FaultFetch,
  options: ListOptions = {},
  from?: string | null,
): Paginator<Channel> {
  return clientOf(faults).channels.list({ from }, options);
}

/** The numbers of items. */
export const numbersOf = (items: readonly Channel[]): number[] => items.map(({ name }) => Number(name));

/** 0, 1, 2, … */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
