/** What items are ordered by: dates or ids, null before all others. */
export type SortKey = string | null;

/** How a list can be ordered. */
export interface Sorting<T> {
  /** What `ordering` can name. */
  readonly keys: Readonly<Record<string, (item: T) => SortKey>>;
  /** The ordering of a request that names none that is known. */
  readonly ordering: string;
  /** What tells items apart that are equal in everything else. */
  readonly id: (item: T) => string;
  /** Whether the items come in ascending order of the only key there is, and of their ids where that is equal. */
  readonly isPresorted?: boolean;
}

/** An item's place in a list: its sort keys, then its id. */
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
export function orderingOf<T>(asked: string | null, sorting: Sorting<T>): Ordering<T> {
  const known = terms(asked ?? "", sorting);
  const [first, ...others] = known.length > 0 ? known : terms(sorting.ordering, sorting);
  const isDescending = first?.isDescending ?? false;
  const keys = first ? [first, ...others] : [];
  const signs = keys.map((key) => (key.isDescending === isDescending ? 1 : -1));
  return {
    size: keys.length + 1,
    isDescending,
    position: (item) => [...keys.map((key) => key.of(item)), sorting.id(item)],
    compare: (a, b) => {
      for (const index of a.keys()) {
        const order = compareKeys(a[index] ?? null, b[index] ?? null);
        if (order !== 0) return order * (signs[index] ?? 1);
      }
      return 0;
    },
  };
}

function terms<T>(text: string, sorting: Sorting<T>) {
  const found = new Map<string, { readonly of: (item: T) => SortKey; readonly isDescending: boolean }>();
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
