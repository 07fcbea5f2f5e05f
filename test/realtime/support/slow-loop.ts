import { expect } from "vitest";
import type { Change } from "../../../src/realtime/index.js";
import { turn } from "./time.js";

interface Row {
  readonly id: string;
}

/** A loop whose consumer takes one change at a time, and lists anew where it is told that changes were given up. */
export class SlowLoop<T extends Row> {
  readonly #changes: AsyncIterator<Change<T>, undefined>;
  readonly #list: () => readonly T[];
  readonly #taken: Change<T>[] = [];
  #rows: Map<string, T>;
  #isWaiting = false;

  constructor(watch: AsyncIterable<Change<T>>, list: () => readonly T[]) {
    this.#changes = watch[Symbol.asyncIterator]() as AsyncIterator<Change<T>, undefined>;
    this.#list = list;
    this.#rows = this.#listed();
    this.#next();
  }

  /** Takes a change, where there is one. */
  async take(): Promise<boolean> {
    await turn();
    const change = this.#taken.shift();
    if (change) this.#apply(change);
    if (!this.#isWaiting && this.#taken.length === 0) this.#next();
    return change !== undefined;
  }

  /** Takes what waits, and compares. */
  async finish(): Promise<void> {
    while ((await this.take()) || !this.#isWaiting);
    expect([...this.#rows.values()].sort(byId)).toEqual([...this.#listed().values()].sort(byId));
  }

  #next(): void {
    this.#isWaiting = true;
    this.#changes.next().then(({ done, value }) => {
      this.#isWaiting = false;
      if (!done) this.#taken.push(value);
    });
  }

  #apply(change: Change<T>): void {
    if (change.action === "resynced") {
      if (change.dropped > 0) this.#rows = this.#listed();
    } else if (change.action === "removed") this.#rows.delete(change.id);
    else if (change.resource) this.#rows.set(change.id, change.resource);
  }

  #listed(): Map<string, T> {
    return new Map(structuredClone(this.#list()).map((row) => [row.id, row]));
  }
}

function byId(a: Row, b: Row): number {
  return a.id < b.id ? -1 : 1;
}
