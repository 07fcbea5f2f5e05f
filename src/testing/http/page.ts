import type { Table } from "../store/table.js";
import { type Answer, ok } from "./answer.js";
import type { UserCall } from "./call.js";
import { type Cursor, readCursor, writeCursor } from "./cursor.js";
import { orderingOf, type Sorting } from "./ordering.js";
import { SortedList } from "./sorted-list.js";

/** The page that a request asks for, of a list of a table's rows. */
export function page<T extends object>(
  call: UserCall,
  table: Table<T>,
  items: readonly T[],
  sorting: Sorting<T>,
  show: (item: T) => unknown = (item) => item,
): Answer {
  if (call.isWhole) return ok({ next: null, previous: null, results: items.map(show) });
  const { url } = call.received;
  const ordering = orderingOf(url.searchParams.get("ordering"), sorting, (item) => table.orderOf(item));
  const list = new SortedList(items, ordering, sorting);
  const text = url.searchParams.get("cursor");
  const cursor: Cursor = text === null ? { side: "after", position: null } : readCursor(text, ordering.size);
  const { pageSize } = call.store;

  const border = list.border(cursor);
  const [start, end] =
    cursor.side === "after"
      ? [border, Math.min(border + pageSize, list.length)]
      : [Math.max(border - pageSize, 0), border];
  const results = list.slice(start, end);
  const [first, last] = [results[0], results.at(-1)];
  const next: Cursor = {
    side: "after",
    position: last === undefined ? null : ordering.position(last),
  };
  const previous: Cursor = {
    side: "before",
    position: first === undefined ? null : ordering.position(first),
  };
  return ok({
    next: end < list.length ? withCursor(url, next) : null,
    previous: start > 0 ? withCursor(url, previous) : null,
    results: results.map(show),
  });
}

function withCursor(url: URL, cursor: Cursor): string {
  const page = new URL(url);
  page.searchParams.set("cursor", writeCursor(cursor));
  return page.href;
}
