/** What items are ordered by: dates, null before all others; at last the number of their insertion. */
export type SortKey = string | number | null;

/** How a list can be ordered. */
export interface Sorting<T> {
  /** What `ordering` can name. */
  readonly keys: Readonly<Record<string, (item: T) => string | null>>;
  /** The ordering of a request that names none that is known. */
  readonly ordering: string;
  /** The key that orders what is equal in those asked for, in the direction of the first; then comes the insertion. */
  readonly tie?: string;
  /** Whether the items come in ascending order of the only key there is, as they were inserted where that is equal. */
  readonly isPresorted?: boolean;
}

/** An item's place in a list: its sort keys, then the number of its insertion. */
export type Position = readonly SortKey[];

/** An ordering as it was asked for. */
export interface Ordering<T> {
  /** The number of keys of a position. */
  readonly size: number;
  readonly isDescending: boolean;
  position(item: T): Position;
  /** Compares as if the first key was ascending: {@link isDescending} turns all of it around. */
  compare(a: Position, b: Position): number;
}

/** Reads `ordering`: names with commas between, `-` for descending. Unknown ones are ignored. */
export function orderingOf<T>(
  asked: string | null,
  sorting: Sorting<T>,
  insertion: (item: T) => number,
): Ordering<T> {
  const known = terms(asked ?? "", sorting);
  const keys = known.length > 0 ? known : terms(sorting.ordering, sorting);
  const isDescending = keys[0]?.isDescending ?? false;
  const tie = sorting.tie === undefined ? undefined : sorting.keys[sorting.tie];
  if (tie && !keys.some(({ of }) => of === tie)) keys.push({ of: tie, isDescending });
  const signs = keys.map((key) => (key.isDescending === isDescending ? 1 : -1));
  return {
    size: keys.length + 1,
    isDescending,
    position: (item) => [...keys.map((key) => key.of(item)), insertion(item)],
    compare: (a, b) => {
      for (const index of a.keys()) {
        const order = compareKeys(a[index] ?? null, b[index] ?? null);
        if (order !== 0) return order * (signs[index] ?? 1);
      }
      return 0;
    },
  };
}

interface Term<T> {
  readonly of: (item: T) => string | null;
  readonly isDescending: boolean;
}

function terms<T>(text: string, sorting: Sorting<T>): Term<T>[] {
  const found = new Map<string, Term<T>>();
  for (const term of text.split(",")) {
    const isDescending = term.trim().startsWith("-");
    const name = term.trim().replace(/^-/, "");
    const of = Object.hasOwn(sorting.keys, name) ? sorting.keys[name] : undefined;
    if (of && !found.has(name)) found.set(name, { of, isDescending });
  }
  return [...found.values()];
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
