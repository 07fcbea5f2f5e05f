import { predicateOf } from "../schemas/predicate.js";
import type { Change, Resynced } from "./change.js";
import { differences } from "./differences.js";
import type { Frame } from "./frame.js";
import { compareTimes } from "./times.js";
import type { Traits } from "./topic.js";

/** What was read of a list. */
export interface Reading<T> {
  readonly items: readonly T[];
  /** URL of the last page that was read; undefined for the first. */
  readonly from: string | undefined;
  /** Whether it reaches the list's end. */
  readonly isEnd: boolean;
}

/** What happens to an item. */
export type ItemChange<T> = Exclude<Change<T>, Resynced>;

/** Any attribute of an item. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * The top of a list as far as it is known, kept as the service has it: by readings, and by the changes between them. In
 * the list's order; nothing is missing between its first and its last item.
 */
export interface Window<T> {
  /** Whether it reaches to the list's end. */
  readonly isComplete: boolean;
  /** The items in the list's order: another array after each change. */
  readonly items: readonly T[];
  idOf(item: T): string;
  /** Those of these items that are not held. */
  fresh(items: readonly T[]): T[];
  /** Whether a reading from the top reaches as far down as what is held. */
  isCoveredBy(items: readonly T[]): boolean;
  /** Takes a reading from the top in the place of what is held, as far down as that reaches, but for some items. */
  replace(reading: Reading<T>, kept: ReadonlySet<string>): void;
  /** Takes so many items more, from a reading of what comes below; no change is told of them. */
  extend(reading: Reading<T>, count: number): void;
  /** Lets go of all but the first, once there are twice as many. */
  prune(most: number): void;
  /** Whether what a frame tells is older than what is held. */
  isOld(frame: Frame): boolean;
  /** Takes what a frame tells; false where only a reading of the item can tell. */
  take(frame: Frame): boolean;
  /** Counts what a frame told, and was known already, as a change: of everything, where it was not an item more. */
  retake(frame: Frame): void;
  /** Takes an item as it was read, once more where a frame has told of a change. */
  put(id: string, item: T, isChange?: boolean): void;
  /** Takes an item away. */
  drop(id: string): void;
  /** What has changed since it was asked last: what is gone, then the rest in the order of its time. */
  changes(): ItemChange<T>[];
}

/** Makes a window: of nothing at first. */
export function createWindow<T extends object>(
  { key, isLog, schema }: Traits<T>,
  ordering: string,
): Window<T> {
  const isDown = ordering.startsWith("-");
  // What is equal comes in the order of its creation.
  const keys = `${ordering},${isDown ? "-" : ""}created_at`.split(",");
  const held = new Map<string, T>();
  /** What was held when the changes were asked for last, of what is not the same any more. */
  const former = new Map<string, Partial<T> | undefined>();
  /** Changes of what is not held. */
  let others: ItemChange<T>[] = [];
  let isComplete = false;
  /** Sorted only where somebody looks. */
  let sorted: readonly T[] | undefined;
  /** When the newest item of all was created: what comes again after its removal is not newer. */
  let newest: unknown;

  const idOf = (item: T) => String(item[key]);

  function items(): readonly T[] {
    sorted ??= (isDown ? [...held.values()].reverse() : [...held.values()]).sort(compare);
    return sorted;
  }

  function compare(a: T, b: T): number {
    for (const name of keys) {
      const field = name.replace("-", "");
      const order = compareTimes(fieldsOf(a)[field], fieldsOf(b)[field]);
      if (order) return name === field ? order : -order;
    }
    return 0;
  }

  /** Whether an item is below all that is held, where more may come between; one that `wasThere` is so among equals, too. */
  function isBelow(item: T, wasThere?: boolean): boolean {
    const last = items().at(-1);
    return !isComplete && last !== undefined && compare(item, last) >= (wasThere ? 0 : 1);
  }

  /** How many items of a reading from the top are not below: of equals those that stand above one that is held. */
  function depthIn(read: readonly T[]): number {
    const last = items().at(-1);
    if (isComplete || !last) return read.length;
    const isHere = (item: T) => compare(item, last) < (held.has(idOf(item)) ? 1 : 0);
    return read.findLastIndex(isHere) + 1;
  }

  const fresh = (read: readonly T[]) => read.filter((item) => !held.has(idOf(item)));

  function set(id: string, item: T | undefined): void {
    const before = held.get(id);
    if (before === item || (before && item && !differences(before, item))) return;
    if (!former.has(id)) former.set(id, before);
    sorted = undefined;
    if (!item) {
      held.delete(id);
      return;
    }
    held.set(id, item);
    const { created_at: time } = fieldsOf(item);
    if (compareTimes(newest, time) < 0) newest = time;
  }

  function put(id: string, item: T, isChange?: boolean): void {
    if (held.has(id) || !isBelow(item, isChange)) set(id, item);
    // Further down than what is held.
    else if (isChange) others.push(changed(id, {}, item));
    // What is new stands at the top, unless it comes back: else this is a late word of what was let go of.
    else if (!isLog) others.push({ action: "added", id, resource: item });
  }

  function isOld({ id, resource }: Frame): boolean {
    const { updated_at: version } = resource;
    return !!version && compareTimes(version, fieldsOf(held.get(id) ?? {}).updated_at) < 0;
  }

  return {
    get isComplete() {
      return isComplete;
    },
    get items() {
      return items();
    },
    idOf,
    fresh,
    isCoveredBy: (read) => !isComplete && (!held.size || depthIn(read) < read.length),
    replace({ items: read, isEnd }, kept) {
      const taken = read.slice(0, depthIn(read));
      const ids = new Set([...taken.map(idOf), ...kept]);
      const lowest = read.at(-1);
      if (isEnd) isComplete = taken.length === read.length;
      for (const [id, item] of [...held]) {
        if (!ids.has(id) && (isEnd || (lowest && compare(item, lowest) < 0))) set(id, undefined);
      }
      // What was there first is held first.
      for (const item of isDown ? taken.reverse() : taken) if (!kept.has(idOf(item))) set(idOf(item), item);
    },
    extend({ items: read, isEnd }, count) {
      const all = fresh(read);
      const more = all.slice(0, count);
      for (const item of isDown ? more.reverse() : more) set(idOf(item), item);
      former.clear();
      isComplete = isEnd && all.length <= count;
    },
    prune(most) {
      if (held.size < 2 * most) return;
      isComplete = false;
      for (const item of items().slice(most)) held.delete(idOf(item));
      sorted = undefined;
    },
    isOld,
    take(frame) {
      const { action, id, resource } = frame;
      const before = held.get(id);
      if (action === "removed") {
        // What returns may be there again: a late frame looks just like this one.
        if (before && !isLog) return false;
        set(id, undefined);
        return true;
      }
      const isNew = !before && compareTimes(newest, resource.created_at) < 0;
      if (isOld(frame) || !(before || isNew)) return false;
      const item: unknown = action === "added" ? resource : { ...before, ...resource };
      if (!isWhole(item)) return false;
      put(id, item);
      return true;
    },
    retake({ action, id }) {
      if (!former.has(id)) former.set(id, action === "added" ? undefined : {});
    },
    put,
    drop: (id) => set(id, undefined),
    changes() {
      const told = [...former].flatMap(([id, before]): ItemChange<T>[] => {
        const item = held.get(id);
        if (!item) return before ? [{ action: "removed", id }] : [];
        return [before ? changed(id, before, item) : { action: "added", id, resource: item }];
      });
      former.clear();
      const all = others.concat(told.sort((a, b) => compareTimes(timeOf(a), timeOf(b))));
      others = [];
      return all;
    },
  };

  function isWhole(item: unknown): item is T {
    return predicateOf(schema)(item);
  }
}

function changed<T extends object>(id: string, before: Partial<T>, resource: T): ItemChange<T> {
  return { action: "changed", id, changes: differences(before, resource) ?? {}, resource };
}

/** What is gone comes first, as it has no time. */
function timeOf<T>(change: ItemChange<T>): unknown {
  if (change.action === "removed") return undefined;
  const { created_at, updated_at } = change.resource as Fields;
  return change.action === "added" ? created_at : updated_at;
}

function fieldsOf(item: object): Fields {
  return item as Fields;
}
