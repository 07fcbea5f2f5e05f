import { holds } from "../resources/same-content.js";

/** The attributes that differ, as they are in `after`; undefined where none does. */
export function differences<T extends object>(before: Partial<T>, after: T): Partial<T> | undefined {
  const changes: Partial<T> = {};
  for (const key in { ...before, ...after }) if (!isSame(before[key], after[key])) changes[key] = after[key];
  return Object.keys(changes).length > 0 ? changes : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (holds(a, b) && holds(b, a));
}
