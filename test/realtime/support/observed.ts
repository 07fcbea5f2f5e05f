import { expect } from "vitest";
import type { Change } from "../../../src/realtime/index.js";
import type { Item, Kind, Live } from "./kinds.js";

/** The items at a path by their ids, as the service has them. */
export type Rows = Map<string, Item>;

/** What may be wrong with a change without a fault of the client. */
export interface Allowed {
  /** Frames came more than once or in another order. */
  readonly isGarbled: boolean;
}

/** A loop, and the state that the changes which it was handed lead to. */
export class ObservedLoop {
  readonly kind: Kind;
  error: unknown;
  hasEnded = false;
  readonly #abort = new AbortController();
  readonly #changes: Change<object>[] = [];
  /** Undefined where the loop began in the middle of a fault, and nobody knows from where it counts. */
  readonly #rows: Rows | undefined;
  readonly #told = new Map<string, Item | undefined>();
  readonly #allowed: Allowed;
  readonly #limit: number | undefined;

  constructor(
    kind: Kind,
    watch: (signal: AbortSignal) => AsyncIterable<Change<object>>,
    rows: Rows | undefined,
    limit: number | undefined,
    allowed: Allowed,
  ) {
    this.kind = kind;
    this.#rows = rows && new Map(rows);
    this.#limit = limit;
    this.#allowed = allowed;
    this.#run(watch(this.#abort.signal));
  }

  leave(): void {
    this.#abort.abort(undefined);
  }

  /** Compares what was told with what is there, once nothing more is to come. */
  check(service: Rows): void {
    const { key } = this.kind;
    for (const change of this.#changes) this.#replay(change);
    for (const [id, item] of this.#told)
      if (!this.#limit) expect(item, `told of ${id}`).toEqual(service.get(id));
    if (this.#rows && !this.#limit) expect(sorted(this.#rows, key)).toEqual(sorted(service, key));
    if (this.#rows && this.#limit) {
      expect([...this.#rows.keys()].sort(), "ids told").toEqual([...service.keys()].sort());
    }
    const last = this.#changes.findLast(({ action }) => action === "resynced");
    if (last?.action === "resynced") expect(last.dropped).toBe(0);
  }

  async #run(watch: AsyncIterable<Change<object>>): Promise<void> {
    try {
      for await (const change of watch) this.#changes.push(change);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.error = error;
    }
    this.hasEnded = true;
  }

  #replay(change: Change<object>): void {
    if (change.action === "resynced") return;
    const { id } = change;
    const rows = this.#rows;
    const before = rows ? rows.get(id) : this.#told.get(id);
    const isKnown = rows !== undefined || this.#told.has(id);
    if (change.action === "removed") {
      rows?.delete(id);
      this.#told.set(id, undefined);
      return;
    }
    const { resource } = change;
    if (change.action === "added") {
      if (isKnown) expect(before, `added again ${id}`).toBeUndefined();
    } else {
      expect(resource, "a change carries all of it").toBeDefined();
      for (const [name, value] of Object.entries(change.changes)) {
        expect((resource as Item)[name], name).toEqual(value);
      }
      if (rows && !this.#limit) expect(before, `changed without being there ${id}`).toBeDefined();
      if (before && !this.#limit && !this.#allowed.isGarbled) {
        expect(resource, `no difference in ${id}`).not.toEqual(before);
      }
    }
    rows?.set(id, resource as Item);
    this.#told.set(id, resource as Item);
  }
}

/** Compares a collection with what is there: in its order, where it has one that is told. */
export function checkCollection(live: Live, list: readonly Item[], isOrdered: boolean): void {
  expect(live.status).toBe("live");
  const { items, hasMore } = live;
  if (isOrdered) expect(items).toEqual(list.slice(0, items.length));
  else expect(list).toEqual(expect.arrayContaining([...items]));
  expect(new Set(items).size).toBe(items.length);
  if (!hasMore) expect(items.length).toBe(list.length);
}

function sorted(rows: Rows, key: string): Item[] {
  return [...rows.values()].sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
}
