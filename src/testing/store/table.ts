/** How a table finds and groups its rows. */
export interface TableDesign<T extends object> {
  readonly key: (row: T) => string;
  /** What rows are looked up together by. */
  readonly group?: (row: T) => string;
  /** The order that a group is kept in; as they came without. */
  readonly compare?: (a: T, b: T) => number;
}

/** What the indexes know of a row. */
interface Indexed<T> {
  readonly row: T;
  readonly key: string;
  readonly group: string | undefined;
}

/**
 * Rows of one kind in an array that anybody may edit, with indexes that notice when somebody did. The service itself
 * writes by way of `insert`, `update` and `remove` alone.
 */
export class Table<T extends object> {
  readonly rows: T[] = [];
  readonly #design: TableDesign<T>;
  /** The rows that the indexes speak of. */
  #indexed: Indexed<T>[] = [];
  #byKey = new Map<string, T>();
  readonly #groups = new Map<string, T[]>();
  readonly #orders = new WeakMap<T, number>();
  #nextOrder = 0;

  constructor(design: TableDesign<T>) {
    this.#design = design;
  }

  /** The row of a key. */
  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  /** The rows of a group, in the table's order, and as they were inserted where that is equal. */
  group(name: string): readonly T[] {
    const group = this.#groups.get(name);
    if (!group) return [];
    const { compare } = this.#design;
    if (!compare) return group;
    const order = (a: T, b: T) => compare(a, b) || this.orderOf(a) - this.orderOf(b);
    // Looking costs a fraction of sorting, and a date may have been edited by hand.
    if (!isSorted(group, order)) group.sort(order);
    return group;
  }

  /** How many rows a group has. */
  groupSize(name: string): number {
    return this.#groups.get(name)?.length ?? 0;
  }

  /** A number that grows from row to row as they are inserted; one that replaces another of its key takes it over. */
  orderOf(row: T): number {
    return this.#orders.get(row) ?? this.#nextOrder;
  }

  insert(row: T): T {
    this.rows.push(row);
    this.#index(row, this.#byKey);
    return row;
  }

  update(row: T, changes: Partial<T>): T {
    return Object.assign(row, changes);
  }

  remove(rows: readonly T[]): void {
    if (rows.length === 0) return;
    const gone = new Set(rows);
    this.#replace(this.rows.filter((row) => !gone.has(row)));
  }

  /** Empties the table. */
  clear(): void {
    this.#replace([]);
    this.#nextOrder = 0;
  }

  /** Takes over what was done to the array and its rows from outside. */
  sync(): void {
    if (!this.#isCurrent()) this.#reindex();
  }

  #replace(rows: readonly T[]): void {
    this.rows.length = 0;
    for (const row of rows) this.rows.push(row);
    this.#reindex();
  }

  #reindex(): void {
    const before = this.#byKey;
    this.#indexed = [];
    this.#byKey = new Map();
    this.#groups.clear();
    for (const row of this.rows) this.#index(row, before);
  }

  #index(row: T, before: ReadonlyMap<string, T>): void {
    const key = this.#design.key(row);
    const name = this.#design.group?.(row);
    if (!this.#orders.has(row)) {
      const replaced = before.get(key);
      this.#orders.set(row, (replaced && this.#orders.get(replaced)) ?? this.#nextOrder++);
    }
    this.#indexed.push({ row, key, group: name });
    this.#byKey.set(key, row);
    if (name === undefined) return;
    const group = this.#groups.get(name);
    if (group) group.push(row);
    else this.#groups.set(name, [row]);
  }

  // It looks at all rows at each request, hence the plain loop.
  #isCurrent(): boolean {
    const { key, group } = this.#design;
    if (this.rows.length !== this.#indexed.length) return false;
    for (let index = 0; index < this.rows.length; index++) {
      const row = this.rows[index];
      const known = this.#indexed[index];
      if (row === undefined || row !== known?.row) return false;
      if (key(row) !== known.key || group?.(row) !== known.group) return false;
    }
    return true;
  }
}

function isSorted<T>(rows: readonly T[], compare: (a: T, b: T) => number): boolean {
  let before: T | undefined;
  for (const row of rows) {
    if (before !== undefined && compare(before, row) > 0) return false;
    before = row;
  }
  return true;
}
