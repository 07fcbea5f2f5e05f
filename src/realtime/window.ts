import { holds } from "../resources/same-content.js";
import { acceptsFields, predicateOf } from "../schemas/predicate.js";
import type { Schema } from "../schemas/schema.js";
import type { Change, Changed } from "./change.js";
import type { Frame } from "./frame.js";
import { compareTimes, isBefore } from "./times.js";
import type { Topic } from "./topics.js";

const mostRemembered = 1_000;

/** What was read of a list, from its top on. */
export interface Reading<T> {
  readonly items: readonly T[];
  /** Of each item, the URL of the page on which it stood; undefined for the first page. */
  readonly froms: readonly (string | undefined)[];
  /** Whether that is all there is. */
  readonly isEnd: boolean;
}

interface Entry<T> {
  readonly id: string;
  item: T;
  /** The version at which all of it was read: what is not newer is in it. */
  read: unknown;
}

/** What is remembered of an item that is not held. */
interface Memory {
  readonly version: unknown;
  readonly isRemoved: boolean;
}

/** Any attribute of an item. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * The top of a list as far as it is known, kept as the service has it: by readings, and by the changes between them. In
 * the list's order; nothing is missing between its first and its last item.
 */
export class Window<T extends object> {
  /** Whether it reaches to the list's end. */
  isComplete = false;
  /** Grows with each change. */
  revision = 0;

  readonly #topic: Topic<T>;
  readonly #keys: readonly (readonly [key: string, sign: number])[];
  #entries: Entry<T>[] = [];
  #byId = new Map<string, Entry<T>>();
  readonly #memories = new Map<string, Memory>();

  constructor(topic: Topic<T>, ordering: string) {
    this.#topic = topic;
    const keys = ordering
      .split(",")
      .filter(Boolean)
      .map((key) => [key.replace(/^-/, ""), key.startsWith("-") ? -1 : 1] as const);
    // What is equal comes in the order of its creation.
    this.#keys = keys[0] ? [...keys, ["created_at", keys[0][1]]] : [];
  }

  get size(): number {
    return this.#entries.length;
  }

  get items(): T[] {
    return this.#entries.map(({ item }) => item);
  }

  /** The items as they are now, by their ids. */
  state(): ReadonlyMap<string, T> {
    return new Map(this.#entries.map(({ id, item }) => [id, item]));
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)?.item;
  }

  idOf(item: T): string {
    return String(item[this.#topic.key]).toLowerCase();
  }

  /** Whether a reading from the top reaches as far down as what is held. */
  isCoveredBy(items: readonly T[]): boolean {
    const last = this.#entries.at(-1);
    const lowest = items.at(-1);
    if (this.isComplete || !last || !lowest) return !this.isComplete && !last;
    // The last may have risen meanwhile: then it does not tell how far down the reading is.
    return (
      this.#compare(lowest, last.item) > 0 ||
      items.some((item) => this.idOf(item) === last.id && this.#compare(item, last.item) === 0)
    );
  }

  /**
   * Takes a reading in the place of what is held, as far down as that reached; all of it at first.
   *
   * @param isKept what stays although it was not read, as the service has told of it since
   * @returns how many items of the reading were taken
   */
  reconcile({ items, isEnd }: Reading<T>, most: number, isKept: (id: string) => boolean): number {
    const last = this.#entries.at(-1);
    const whole = last ? items.length : Math.min(most, items.length);
    const taken = last && !this.isComplete ? this.depthIn(items) : whole;
    const before = this.#byId;
    this.#entries = [];
    this.#byId = new Map();
    for (const item of items.slice(0, taken)) {
      const id = this.idOf(item);
      const known = before.get(id);
      this.#hold(
        this.#entries.length,
        id,
        known && !differences(known.item, item) ? known.item : item,
        versionOf(item),
      );
    }
    this.isComplete = isEnd && taken === items.length;
    for (const [id, entry] of before) {
      if (this.#byId.has(id)) continue;
      if (isKept(id)) this.#insert(entry);
      else this.#remember(id, versionOf(entry.item), true);
    }
    this.revision++;
    return taken;
  }

  /** How many of these items, in the list's order, are not below what is held. */
  depthIn(items: readonly T[]): number {
    const last = this.#entries.at(-1);
    if (!last) return 0;
    return 1 + items.findLastIndex((item) => this.get(this.idOf(item)) || this.#compare(item, last.item) < 0);
  }

  /**
   * Takes what comes below the last item.
   *
   * @returns how far down the reading it went
   */
  extend({ items, isEnd }: Reading<T>, most: number): number {
    const depth = this.depthIn(items);
    const taken = Math.min(items.length, depth + most);
    for (const item of items.slice(depth, taken))
      this.#hold(this.size, this.idOf(item), item, versionOf(item));
    this.isComplete = isEnd && taken === items.length;
    this.revision++;
    return taken;
  }

  /** Lets go of all but the first. */
  prune(most: number): void {
    if (this.size <= 2 * most) return;
    for (const { id } of this.#entries.splice(most)) this.#byId.delete(id);
    this.isComplete = false;
  }

  /** What a frame changes; undefined where only a reading of the item can tell. */
  apply({ action, id, resource }: Frame): readonly Change<T>[] | undefined {
    const entry = this.#byId.get(id);
    const { schema, returns } = this.#topic;
    const memory = this.#memories.get(id);
    const version = versionOf(resource);
    switch (action) {
      case "removed":
        if (memory?.isRemoved && !entry) return [];
        // It may be there again: a late frame looks just like this one.
        return returns ? undefined : this.remove(id);
      case "added":
        if (!isWhole(schema, resource)) return undefined;
        if (entry) return isBefore(version, versionOf(entry.item)) ? [] : this.put(id, resource);
        if (memory && (!returns || version !== undefined) && !isBefore(memory.version, version)) return [];
        return this.put(id, resource);
      case "changed":
        if (!entry) return memory?.isRemoved && !returns ? [] : undefined;
        if (!acceptsFields(schema, resource)) return undefined;
        if (isBefore(version, versionOf(entry.item))) {
          // One that came late: part of what was read, or of what nobody knows.
          return isBefore(entry.read, version) ? undefined : [];
        }
        return this.#change(entry, { ...entry.item, ...resource });
    }
  }

  /** Takes an item as it was read, or came whole. */
  put(id: string, item: T, told?: Fields): readonly Change<T>[] {
    const entry = this.#byId.get(id);
    if (entry) {
      entry.read = versionOf(item);
      return this.#change(entry, item);
    }
    if (this.#insert({ id, item, read: versionOf(item) })) {
      this.#memories.delete(id);
      return [{ action: "added", id, resource: item }];
    }
    // Further down than what is held.
    if (told) return [{ action: "changed", id, changes: pick(item, told), resource: item }];
    this.#remember(id, versionOf(item), false);
    return [{ action: "added", id, resource: item }];
  }

  /** Takes an item away. */
  remove(id: string): readonly Change<T>[] {
    const entry = this.#byId.get(id);
    if (!entry && this.#memories.get(id)?.isRemoved) return [];
    this.#remember(id, entry && versionOf(entry.item), true);
    if (entry) this.#drop(entry);
    return [{ action: "removed", id }];
  }

  /** What frames told, each item once and as it is now, for those who know nothing of it yet. */
  retell(frames: readonly Frame[]): Change<T>[] {
    const told = new Map<string, Frame>();
    for (const frame of frames) {
      const before = told.get(frame.id);
      const isMore = before !== undefined && before.action !== "removed" && frame.action === "changed";
      told.set(frame.id, isMore ? { ...before, resource: { ...before.resource, ...frame.resource } } : frame);
    }
    return [...told.values()].flatMap(({ action, id, resource }): Change<T>[] => {
      const item = this.get(id);
      if (!item) return action === "removed" ? [{ action, id }] : [];
      if (action === "added") return [{ action, id, resource: item }];
      return [{ action: "changed", id, changes: pick(item, resource), resource: item }];
    });
  }

  /**
   * The items of which a reading from the top knows something else than what is held, and whether that should have been
   * told: of what stands inside other resources the service may say nothing.
   */
  differingFrom({ items, isEnd }: Reading<T>): ReadonlyMap<string, boolean> {
    const differing = new Map<string, boolean>();
    const ids = new Set(items.map((item) => this.idOf(item)));
    const lowest = items.at(-1);
    for (const { id, item } of this.#entries) {
      const isHigher = isEnd || (lowest && this.#compare(item, lowest) < 0);
      if (isHigher && !ids.has(id)) differing.set(id, true);
    }
    for (const item of this.isComplete ? items : items.slice(0, this.depthIn(items))) {
      const known = this.get(this.idOf(item));
      if (!known) differing.set(this.idOf(item), true);
      else if (differences(known, item)) differing.set(this.idOf(item), isNewer(known, item));
    }
    return differing;
  }

  /** What has become of a former state: what is gone first, then the rest in the order of its time. */
  since(before: ReadonlyMap<string, T>): Change<T>[] {
    const changes: Exclude<Change<T>, { action: "removed" | "resynced" }>[] = [];
    for (const { id, item } of this.#entries) {
      const old = before.get(id);
      if (!old) changes.push({ action: "added", id, resource: item });
      else if (old !== item)
        changes.push({ action: "changed", id, changes: differences(old, item) ?? {}, resource: item });
    }
    changes.sort((a, b) => compareTimes(timeOf(a), timeOf(b)));
    const gone = [...before.keys()].filter((id) => !this.#byId.has(id));
    return [...gone.map((id) => ({ action: "removed", id }) as const), ...changes];
  }

  #change(entry: Entry<T>, item: T): readonly Change<T>[] {
    const changes = differences(entry.item, item);
    if (!changes) return [];
    const { id } = entry;
    const isElsewhere = this.#compare(item, entry.item) !== 0;
    if (isElsewhere) this.#drop(entry);
    entry.item = item;
    if (isElsewhere) this.#insert(entry);
    this.revision++;
    const change: Changed<T> = { action: "changed", id, changes, resource: item };
    return [change];
  }

  /** Puts an entry where it belongs; false where that is below all that is held, and more comes there. */
  #insert(entry: Entry<T>): boolean {
    const isDescending = (this.#keys[0]?.[1] ?? 1) < 0;
    // The newest of equals comes last, or first where all goes down.
    let index = isDescending ? 0 : this.size;
    const at = (place: number) => this.#entries[place];
    for (
      let next = at(index);
      isDescending && next && this.#compare(entry.item, next.item) > 0;
      next = at(index)
    )
      index++;
    for (
      let next = at(index - 1);
      !isDescending && next && this.#compare(entry.item, next.item) < 0;
      next = at(index - 1)
    )
      index--;
    if (index > 0 && index === this.size && !this.isComplete) return false;
    this.#hold(index, entry.id, entry.item, entry.read);
    return true;
  }

  #hold(index: number, id: string, item: T, read: unknown): void {
    const entry = { id, item, read };
    this.#entries.splice(index, 0, entry);
    this.#byId.set(id, entry);
    this.revision++;
  }

  #drop(entry: Entry<T>): void {
    this.#entries.splice(
      this.#entries.findIndex(({ id }) => id === entry.id),
      1,
    );
    this.#byId.delete(entry.id);
    this.revision++;
  }

  #remember(id: string, version: unknown, isRemoved: boolean): void {
    this.#memories.delete(id);
    this.#memories.set(id, { version, isRemoved });
    const [oldest] = this.#memories.keys();
    if (this.#memories.size > mostRemembered && oldest !== undefined) this.#memories.delete(oldest);
  }

  #compare(a: T, b: T): number {
    for (const [key, sign] of this.#keys) {
      const order = compareKeys((a as Fields)[key], (b as Fields)[key]);
      if (order) return sign * order;
    }
    return 0;
  }
}

function versionOf(item: unknown): unknown {
  return (item as Fields).updated_at;
}

/** Whether one state of an item is certainly later than another. */
function isNewer(before: Fields | object, after: Fields | object): boolean {
  const version = versionOf(after);
  const { latest_message_created_at: former } = before as Fields;
  const { latest_message_created_at: latest } = after as Fields;
  return version === undefined || isBefore(versionOf(before), version) || former !== latest;
}

function timeOf<T>(change: { readonly action: "added" | "changed"; readonly resource?: T }): unknown {
  const { created_at, updated_at } = change.resource as Fields;
  return change.action === "added" ? created_at : updated_at;
}

/** Date/times; null is before all of them. */
function compareKeys(a: unknown, b: unknown): number {
  const [isA, isB] = [typeof a === "string", typeof b === "string"];
  return isA && isB ? compareTimes(a, b) : Number(isA) - Number(isB);
}

function isWhole<T>(schema: Schema<T>, resource: unknown): resource is T {
  return predicateOf(schema)(resource);
}

function pick<T extends object>(item: T, told: Fields): Partial<T> {
  const changes: Partial<T> = {};
  for (const key of keysOf(item)) if (key in told) changes[key] = item[key];
  return changes;
}

/** The attributes that differ, as they are in `after`; undefined where none does. */
function differences<T extends object>(before: T, after: T): Partial<T> | undefined {
  const changes: Partial<T> = {};
  for (const key of [...keysOf(before), ...keysOf(after)]) {
    if (!isSame(before[key], after[key])) changes[key] = after[key];
  }
  return keysOf(changes).length > 0 ? changes : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return holds(a, b) && holds(b, a);
}

function keysOf<T extends object>(item: T): (keyof T)[] {
  return Object.keys(item) as (keyof T)[];
}
