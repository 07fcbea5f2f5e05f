import type { Cursor } from "./cursor.js";
import type { Ordering, Sorting } from "./ordering.js";

/** A list in the order that was asked for. One that comes sorted is read from either end, without a copy. */
export class SortedList<T> {
  readonly #ascending: readonly T[];
  readonly #ordering: Ordering<T>;

  constructor(items: readonly T[], ordering: Ordering<T>, sorting: Sorting<T>) {
    this.#ordering = ordering;
    this.#ascending = sorting.isPresorted ? items : sorted(items, ordering);
  }

  get length(): number {
    return this.#ascending.length;
  }

  /** The items from one index up to, and without, another. */
  slice(start: number, end: number): T[] {
    const { length } = this;
    return this.#ordering.isDescending
      ? this.#ascending.slice(length - end, length - start).reverse()
      : this.#ascending.slice(start, end);
  }

  /** How many items stand before a cursor. */
  border({ side, position }: Cursor): number {
    if (position === null) return side === "after" ? 0 : this.length;
    const { isDescending, compare, position: positionOf } = this.#ordering;
    const sign = isDescending ? -1 : 1;
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const [item] = this.slice(middle, middle + 1);
      const order = item === undefined ? 1 : sign * compare(positionOf(item), position);
      if (order < 0 || (order === 0 && side === "after")) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function sorted<T>(items: readonly T[], { position, compare }: Ordering<T>): T[] {
  return items
    .map((item) => ({ item, at: position(item) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ item }) => item);
}
