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
  readonly isWhole: boolean;
  /** The items in the list's order: another array after each change. */
  readonly items: readonly T[];
  idOf(item: T): string;
  /** Those of these items that are not held. */
  fresh(items: readonly T[]): T[];
  /** Whether a reading from the top reaches as far down as what is held. */
  covers(items: readonly T[]): boolean;
  /** Takes a reading from the top in the place of what is held, as far down as that reaches, but for some items. */
  replace(reading: Reading<T>, kept?: ReadonlySet<string>): void;
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
  const isDown = ordering[0] === "-";
  // What is equal comes in the order of its creation.
  const keys = `${ordering},${isDown ? "-" : ""}created_at`.split(",");
  const held = new Map<string, T>();
  /** What was held when the changes were asked for last, of what is not the same any more. */
  const former = new Map<string, Partial<T> | undefined>();
  /** Changes to hand over, and their times. */
  let told: [time: unknown, change: ItemChange<T>][] = [];
  let isWhole = false;
  /** Sorted only where somebody looks. */
  let sorted: readonly T[] | undefined;
  /** When the newest item of all was created: what comes again after its removal is not newer. */
  let newest: unknown;

  const idOf = (item: T) => String(item[key]);

  function items(): readonly T[] {
    sorted ??= turned([...held.values()]).sort(compare);
    return sorted;
  }

  /** From the service's order to the order of being held, and back: what was there first is held first. */
  const turned = (list: T[]) => (isDown ? list.reverse() : list);

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
    return !isWhole && last !== undefined && compare(item, last) >= Number(!wasThere);
  }

  /** How many items of a reading from the top are not below: of equals those that stand above one that is held. */
  function depthIn(read: readonly T[]): number {
    const last = items().at(-1);
    if (isWhole || !last) return read.length;
    const isHere = (item: T) => compare(item, last) < Number(held.has(idOf(item)));
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
    else if (isChange) told.push(["", changed(id, {}, item)]);
    // What is new stands at the top, unless it comes back: else this is a late word of what was let go of.
    else if (!isLog) told.push(["", { action: "added", id, resource: item }]);
  }

  function isOld({ id, resource }: Frame): boolean {
    const { updated_at: version } = resource;
    return !!version && compareTimes(version, fieldsOf(held.get(id) ?? {}).updated_at) < 0;
  }

  return {
    get isWhole() {
      return isWhole;
    },
    get items() {
      return items();
    },
    idOf,
    fresh,
    covers: (read) => !isWhole && (!held.size || depthIn(read) < read.length),
    replace({ items: read, isEnd }, kept = new Set()) {
      const taken = read.slice(0, depthIn(read));
      const ids = new Set([...taken.map(idOf), ...kept]);
      const lowest = read.at(-1);
      if (isEnd) isWhole = taken.length === read.length;
      for (const [id, item] of held) {
        if (!ids.has(id) && (isEnd || (lowest && compare(item, lowest) < 0))) set(id, undefined);
      }
      for (const item of turned(taken)) if (!kept.has(idOf(item))) set(idOf(item), item);
    },
    extend({ items: read, isEnd }, count) {
      const all = fresh(read);
      for (const item of turned(all.slice(0, count))) set(idOf(item), item);
      former.clear();
      isWhole = isEnd && all.length <= count;
    },
    prune(most) {
      if (held.size < 2 * most) return;
      isWhole = false;
      for (const item of items().slice(most)) held.delete(idOf(item));
      sorted = undefined;
    },
    isOld,
    take(frame) {
      const { action, id, resource } = frame;
      const before = held.get(id);
      if (action === "removed") {
        // What returns may be there again: a late frame looks just like this one.
        if (isLog) set(id, undefined);
        return isLog || !before;
      }
      const isKnown = before ? !isOld(frame) : compareTimes(newest, resource.created_at) < 0;
      const item: unknown = action === "added" ? resource : { ...before, ...resource };
      const isEnough = isKnown && predicateOf(schema)(item);
      if (isEnough) put(id, item as T);
      return isEnough;
    },
    retake({ action, id }) {
      if (!former.has(id)) former.set(id, action === "added" ? undefined : {});
    },
    put,
    drop: (id) => set(id, undefined),
    changes() {
      for (const [id, before] of former) {
        const item = held.get(id);
        // What is gone comes first, as it has no time.
        if (!item) before && told.push(["", { action: "removed", id }]);
        else if (before) told.push([fieldsOf(item).updated_at, changed(id, before, item)]);
        else told.push([fieldsOf(item).created_at, { action: "added", id, resource: item }]);
      }
      const all = told.sort(([a], [b]) => compareTimes(a, b));
      told = [];
      former.clear();
      return all.map(([, change]) => change);
    },
  };
}

function changed<T extends object>(id: string, before: Partial<T>, resource: T): ItemChange<T> {
  return { action: "changed", id, changes: differences(before, resource) ?? {}, resource };
}

function fieldsOf(item: object): Fields {
  return item as Fields;
}
