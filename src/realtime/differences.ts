import { holds } from "../resources/same-content.js";

/** The attributes that differ, as they are in `after`; undefined where none does. */
export function differences<T extends object>(before: T, after: T): Partial<T> | undefined {
  const changes: Partial<T> = {};
  for (const key in { ...before, ...after }) if (!isSame(before[key], after[key])) changes[key] = after[key];
  return Object.keys(changes).length > 0 ? changes : undefined;
}

/** The same without some attributes. */
export function without<T extends object>(item: T, attributes: object): T {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !(key in attributes))) as T;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (holds(a, b) && holds(b, a));
}
