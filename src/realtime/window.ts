import { holds } from "../resources/same-content.js";
import { acceptsFields, predicateOf } from "../schemas/predicate.js";
import type { Change, Changed, Resynced } from "./change.js";
import type { Frame } from "./frame.js";
import { compareTimes, isBefore } from "./times.js";
import type { Traits } from "./topic.js";

const mostRemembered = 1_000;

/** What was read of a list. */
export interface Reading<T> {
  readonly items: readonly T[];
  /** URL of the last page that was read; undefined for the first. */
  readonly from: string | undefined;
  /** Whether it reaches the list's end. */
  readonly isEnd: boolean;
}

interface Entry<T> {
  readonly item: T;
  /** The version at which all of it was read: what is not newer is in it. */
  readonly read: unknown;
}

/** Items by their ids. */
export type State<T> = ReadonlyMap<string, Entry<T>>;

/** What happens to an item. */
export type ItemChange<T> = Exclude<Change<T>, Resynced>;

/** Any attribute of an item. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * The top of a list as far as it is known, kept as the service has it: by readings, and by the changes between them. In
 * the list's order; nothing is missing between its first and its last item.
 */
export class Window<T extends object> {
  /** Whether it reaches to the list's end. */
  isComplete = false;
  readonly #traits: Traits<T>;
  readonly #ordering: string;
  readonly #keys: readonly (readonly [name: string, sign: number])[];
  #entries = new Map<string, Entry<T>>();
  #items: T[] = [];
  #shown: readonly T[] | undefined;
  /** Versions of what is not held: removed, or further down. */
  readonly #gone = new Map<string, unknown>();

  constructor(traits: Traits<T>, ordering: string) {
    this.#traits = traits;
    this.#ordering = ordering;
    // What is equal comes in the order of its creation.
    this.#keys = `${ordering},${ordering.startsWith("-") ? "-" : ""}created_at`
      .split(",")
      .map((key) => (key.startsWith("-") ? [key.slice(1), -1] : [key, 1]));
  }

  /** The items in the list's order: another array after each change. */
  get items(): readonly T[] {
    this.#shown ??= [...this.#items];
    return this.#shown;
  }

  /** The items by their ids: another map after each reading. */
  get state(): State<T> {
    return this.#entries;
  }

  idOf(item: T): string {
    return String(item[this.#traits.key]);
  }

  /** How many of these items, in the list's order, are not below what is held. */
  depthIn(items: readonly T[]): number {
    const last = this.#items.at(-1);
    if (!last) return 0;
    return (
      1 + items.findLastIndex((item) => this.#entries.has(this.idOf(item)) || this.#compare(item, last) < 0)
    );
  }

  /** Whether a reading from the top reaches as far down as what is held. */
  isCoveredBy(items: readonly T[]): boolean {
    const last = this.#items.at(-1);
    if (this.isComplete || !last) return !this.isComplete;
    // The last may have risen meanwhile: then it does not tell how far down the reading is.
    return items.some((item) => {
      const order = this.#compare(item, last);
      return order > 0 || (order === 0 && this.idOf(item) === this.idOf(last));
    });
  }

  /**
   * Takes a reading from the top in the place of what is held, as far down as both reach; at first all of it.
   *
   * @param most how many items to take at first
   * @param kept ids of what stays although it was not read, as the service has told of it since; where it is left out, all
   *   that is below the reading stays
   */
  reconcile({ items, isEnd }: Reading<T>, most: number, kept?: ReadonlySet<string>): void {
    const [known, old] = [this.#entries, this.#items];
    const depth = old.length === 0 || this.isComplete ? Math.min(most, items.length) : this.depthIn(items);
    const lowest = items.at(-1);
    this.#entries = new Map();
    this.#items = [];
    for (const item of items.slice(0, depth)) {
      const before = known.get(this.idOf(item))?.item;
      this.#hold(before && !differences(before, item) ? before : item, this.#items.length, versionOf(item));
    }
    if (isEnd) this.isComplete = depth === items.length;
    for (const item of old) {
      const id = this.idOf(item);
      const isBelow = !isEnd && !(lowest && this.#compare(item, lowest) < 0);
      if (this.#entries.has(id)) continue;
      if (!(kept ? kept.has(id) : isBelow)) this.#forget(id, item);
      else this.#hold(item, kept ? this.#placeOf(item) : this.#items.length, known.get(id)?.read);
    }
  }

  /** Takes so many items more, from a reading of what comes below. */
  extend({ items, isEnd }: Reading<T>, count: number): void {
    const depth = this.depthIn(items);
    for (const item of items.slice(depth, depth + count))
      this.#hold(item, this.#items.length, versionOf(item));
    this.isComplete = isEnd && depth + count >= items.length;
  }

  /** Lets go of all but the first, once there are twice as many. */
  prune(most: number): void {
    if (this.#items.length < 2 * most) return;
    for (const item of this.#items.slice(most)) this.#remove(item);
    this.isComplete = false;
  }

  /** What a frame changes; undefined where only a reading of the item can tell. */
  apply({ action, id, resource }: Frame): readonly Change<T>[] | undefined {
    const { schema, returns } = this.#traits;
    const entry = this.#entries.get(id);
    const version = versionOf(resource);
    const isGone = !entry && this.#gone.has(id);
    if (action === "removed") {
      // What returns may be there again: a late frame looks just like this one.
      return returns && entry ? undefined : this.drop(id);
    }
    if (action === "added" && predicateOf(schema)(resource)) {
      const latest = entry ? versionOf(entry.item) : this.#gone.get(id);
      const isLate = entry ? isBefore(version, latest) : isGone && !isBefore(latest, version);
      return isLate && (version || !returns) ? [] : this.put(id, resource as T);
    }
    if (!entry || action === "added" || !acceptsFields(schema, resource)) {
      return isGone && !returns ? [] : undefined;
    }
    // One that comes late: part of what was read, or of what nobody knows.
    if (isBefore(version, versionOf(entry.item))) return isBefore(entry.read, version) ? undefined : [];
    return this.#change(id, entry, { ...entry.item, ...resource }, entry.read);
  }

  /**
   * Takes an item as it was read, or came whole.
   *
   * @param told what a frame told of it before
   */
  put(id: string, item: T, told?: Fields): readonly Change<T>[] {
    const entry = this.#entries.get(id);
    if (entry) return this.#change(id, entry, item, versionOf(item));
    if (this.#insert(item, versionOf(item))) return [{ action: "added", id, resource: item }];
    // Further down than what is held.
    if (told) return [changed(id, pick(item, told), item)];
    // What is new stands at the top, unless it comes back: this is a late word of what was let go of.
    if (!this.#traits.returns) return [];
    this.#forget(id, item);
    return [{ action: "added", id, resource: item }];
  }

  /** Takes an item away. */
  drop(id: string): readonly Change<T>[] {
    const entry = this.#entries.get(id);
    if (!entry && this.#gone.has(id)) return [];
    this.#forget(id, entry?.item);
    if (entry) this.#remove(entry.item);
    return [{ action: "removed", id }];
  }

  /** What frames told of what is held, for those who know nothing of it yet. */
  retell(frames: readonly Frame[]): Change<T>[] {
    const added = new Set(frames.filter(({ action }) => action === "added").map(({ id }) => id));
    return [...new Map(frames.map((frame) => [frame.id, frame])).values()].flatMap(
      ({ action, id, resource }): Change<T>[] => {
        const item = this.#entries.get(id)?.item;
        if (!item) return action === "removed" ? [{ action, id }] : [];
        return [
          added.has(id) ? { action: "added", id, resource: item } : changed(id, pick(item, resource), item),
        ];
      },
    );
  }

  /** What has become of a former state: what is gone, then the rest in the order of its time. */
  since(before: State<T>): ItemChange<T>[] {
    const gone = [...before.keys()].filter((id) => !this.#entries.has(id));
    const timeOf = ([id, { item }]: readonly [string, Entry<T>]) =>
      (item as Fields)[before.has(id) ? "updated_at" : "created_at"];
    return [
      ...gone.map((id) => ({ action: "removed", id }) as const),
      ...[...this.#entries]
        .filter(([id, { item }]) => before.get(id)?.item !== item)
        .sort((a, b) => compareTimes(timeOf(a), timeOf(b)))
        .map(([id, { item }]): ItemChange<T> => {
          const old = before.get(id)?.item;
          return old
            ? changed(id, differences(old, item) ?? {}, item)
            : { action: "added", id, resource: item };
        }),
    ];
  }

  /** What a reading from the top knows that is not held. */
  missing(reading: Reading<T>): ItemChange<T>[] {
    const other = new Window(this.#traits, this.#ordering);
    other.isComplete = this.isComplete;
    other.#entries = this.#entries;
    other.#items = this.#items;
    other.reconcile(reading, Number.POSITIVE_INFINITY);
    return other.since(this.#entries);
  }

  #change(id: string, { item: before }: Entry<T>, item: T, read: unknown): readonly Change<T>[] {
    const changes = differences(before, item);
    if (!changes) {
      this.#entries.set(id, { item: before, read });
      return [];
    }
    const index = this.#items.indexOf(before);
    if (this.#compare(before, item) === 0) {
      this.#entries.set(id, { item, read });
      this.#items[index] = item;
      this.#shown = undefined;
    } else {
      this.#remove(before);
      this.#insert(item, read);
    }
    return [changed(id, changes, item)];
  }

  /** Where an item belongs: the newest of equals comes last, or first where all goes down. */
  #placeOf(item: T): number {
    const isDown = (this.#keys[0]?.[1] ?? 1) < 0;
    if (isDown) {
      const index = this.#items.findIndex((other) => this.#compare(item, other) <= 0);
      return index < 0 ? this.#items.length : index;
    }
    return 1 + this.#items.findLastIndex((other) => this.#compare(item, other) >= 0);
  }

  /** Puts an item where it belongs; false where that is below all that is held, and more may come between. */
  #insert(item: T, read: unknown): boolean {
    const index = this.#placeOf(item);
    const isBelow = index > 0 && index === this.#items.length && !this.isComplete;
    if (!isBelow) this.#hold(item, index, read);
    return !isBelow;
  }

  #hold(item: T, index: number, read: unknown): void {
    this.#entries.set(this.idOf(item), { item, read });
    this.#gone.delete(this.idOf(item));
    this.#items.splice(index, 0, item);
    this.#shown = undefined;
  }

  #remove(item: T): void {
    this.#entries.delete(this.idOf(item));
    this.#items.splice(this.#items.indexOf(item), 1);
    this.#shown = undefined;
  }

  #forget(id: string, item: T | undefined): void {
    this.#gone.delete(id);
    this.#gone.set(id, versionOf(item));
    const [oldest = ""] = this.#gone.keys();
    if (this.#gone.size > mostRemembered) this.#gone.delete(oldest);
  }

  #compare(a: T, b: T): number {
    for (const [name, sign] of this.#keys) {
      const order = compareTimes((a as Fields)[name], (b as Fields)[name]);
      if (order !== 0) return sign * order;
    }
    return 0;
  }
}

function changed<T>(id: string, changes: Partial<T>, resource: T): Changed<T> {
  return { action: "changed", id, changes, resource };
}

function versionOf(item: unknown): unknown {
  return (item as Fields | undefined)?.updated_at;
}

/** What a frame told of, as it is now. */
function pick<T extends object>(item: T, told: Fields): Partial<T> {
  return only(item, (key) => key in told);
}

/** The attributes that differ, as they are in `after`; undefined where none does. */
function differences<T extends object>(before: T, after: T): Partial<T> | undefined {
  const changes = only({ ...before, ...after }, (key) => !isSame(before[key], after[key]), after);
  return Object.keys(changes).length > 0 ? changes : undefined;
}

function only<T extends object>(item: T, isWanted: (key: keyof T) => boolean, from = item): Partial<T> {
  const changes: Partial<T> = {};
  for (const key in item) if (isWanted(key)) changes[key] = from[key];
  return changes;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (holds(a, b) && holds(b, a));
}
