/** A change to the data: which row, and what happened to it. */
export interface Write<T extends object = object> {
  readonly table: string;
  readonly action: "added" | "changed" | "removed";
  readonly row: T;
  /** The attributes that changed, with their new values. */
  readonly changes?: Partial<T>;
}

/** How a table finds and groups its rows. */
export interface TableDesign<T extends object> {
  readonly name: string;
  readonly key: (row: T) => string;
  /** What rows are looked up together by. */
  readonly group?: (row: T) => string;
  /** The order that a group is kept in; as they came without. */
  readonly compare?: (a: T, b: T) => number;
}

/** Rows of one kind in an array that anybody may edit, with indexes that notice when somebody did. */
export class Table<T extends object> {
  readonly rows: T[] = [];
  readonly #design: TableDesign<T>;
  readonly #written: (write: Write<T>) => void;
  /** The rows that the indexes speak of. */
  #indexed: T[] = [];
  readonly #byKey = new Map<string, T>();
  readonly #groups = new Map<string, T[]>();

  constructor(design: TableDesign<T>, written: (write: Write<T>) => void) {
    this.#design = design;
    this.#written = written;
  }

  /** The row of a key. */
  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  /** The rows of a group, in the table's order. */
  group(name: string): readonly T[] {
    const group = this.#groups.get(name);
    if (!group) return [];
    const { compare } = this.#design;
    // Looking costs a fraction of sorting, and a date may have been edited by hand.
    if (compare && !isSorted(group, compare)) group.sort(compare);
    return group;
  }

  /** How many rows a group has. */
  groupSize(name: string): number {
    return this.#groups.get(name)?.length ?? 0;
  }

  insert(row: T): T {
    this.rows.push(row);
    this.#indexed.push(row);
    this.#index(row);
    this.#written({ table: this.#design.name, action: "added", row });
    return row;
  }

  update(row: T, changes: Partial<T>): T {
    Object.assign(row, changes);
    this.#written({
      table: this.#design.name,
      action: "changed",
      row,
      changes,
    });
    return row;
  }

  remove(rows: readonly T[]): void {
    if (rows.length === 0) return;
    const gone = new Set(rows);
    this.#replace(this.rows.filter((row) => !gone.has(row)));
    for (const row of gone) this.#written({ table: this.#design.name, action: "removed", row });
  }

  /** Empties the table, telling nobody. */
  clear(): void {
    this.#replace([]);
  }

  /** Takes over what was done to the array from outside. */
  sync(): void {
    if (isSame(this.rows, this.#indexed)) return;
    this.#reindex();
  }

  #replace(rows: readonly T[]): void {
    this.rows.length = 0;
    for (const row of rows) this.rows.push(row);
    this.#reindex();
  }

  #reindex(): void {
    this.#indexed = [...this.rows];
    this.#byKey.clear();
    this.#groups.clear();
    for (const row of this.rows) this.#index(row);
  }

  #index(row: T): void {
    this.#byKey.set(this.#design.key(row), row);
    const name = this.#design.group?.(row);
    if (name === undefined) return;
    const group = this.#groups.get(name);
    if (group) group.push(row);
    else this.#groups.set(name, [row]);
  }
}

// Both run over all rows at each request, hence the plain loops.

function isSame<T>(rows: readonly T[], others: readonly T[]): boolean {
  if (rows.length !== others.length) return false;
  for (let index = 0; index < rows.length; index++) if (rows[index] !== others[index]) return false;
  return true;
}

function isSorted<T>(rows: readonly T[], compare: (a: T, b: T) => number): boolean {
  let before: T | undefined;
  for (const row of rows) {
    if (before !== undefined && compare(before, row) > 0) return false;
    before = row;
  }
  return true;
}
