/** A resource as it was at some time. */
export type Resource = Readonly<Record<string, unknown>>;

/**
 * What resources looked like when they were last asked for, to tell what has changed since: the rows are edited in
 * place, by the service and by hand. However many look at a row, it is compared once in a round.
 */
export class Snapshots {
  readonly #known = new WeakMap<object, { round: number; copy: Resource }>();
  #round = 0;

  /** From here on everything may have changed. */
  begin(): void {
    this.#round += 1;
  }

  /** A row as it is: the same object as last time, or as `before`, where nothing has changed. */
  of(row: object, before: Resource | undefined): Resource {
    const known = this.#known.get(row);
    if (!known) {
      const copy = before && isSame(before, row) ? before : copyOf(row);
      this.#known.set(row, { round: this.#round, copy });
      return copy;
    }
    if (known.round !== this.#round) {
      known.round = this.#round;
      if (!isSame(known.copy, row)) known.copy = copyOf(row);
    }
    return known.copy;
  }
}

/** Whether two values are the same JSON. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  // Plain loops, as all rows that anybody watches come here after each write.
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (!isSame(a[index], b[index])) return false;
    return true;
  }
  return !Array.isArray(b) && isSameRecord(a as Resource, b as Resource);
}

function isSameRecord(a: Resource, b: Resource): boolean {
  for (const name in a) {
    const value = a[name];
    if (value !== b[name] && !isSame(value, b[name])) return false;
  }
  for (const name in b) if (b[name] !== undefined && a[name] === undefined) return false;
  return true;
}

function copyOf(row: object): Resource {
  const copy: Resource = JSON.parse(JSON.stringify(row));
  return copy;
}
