import { refusal } from "./answer.js";
import type { Position } from "./ordering.js";

/** Where a page begins or ends. Both exclude the item at the position; without one they are the list's ends. */
export interface Cursor {
  readonly side: "after" | "before";
  readonly position: Position | null;
}

/** A cursor as it stands in a URL. */
export function writeCursor({ side, position }: Cursor): string {
  // Only dates and a number are in it, but those edited by hand could be anything: btoa takes no more than bytes.
  const text = encodeURIComponent(JSON.stringify([side, position]));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * A cursor from a URL.
 *
 * @throws Refusal 404 for one that this list never gave out
 */
export function readCursor(text: string, size: number): Cursor {
  const value = decode(text);
  if (Array.isArray(value) && value.length === 2) {
    const [side, position]: unknown[] = value;
    if ((side === "after" || side === "before") && isPosition(position, size)) return { side, position };
  }
  throw refusal(404, "Invalid cursor");
}

function decode(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(atob(text.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown, size: number): value is Position | null {
  if (value === null) return true;
  if (!Array.isArray(value) || value.length !== size) return false;
  const keys = value.slice(0, -1);
  return typeof value.at(-1) === "number" && keys.every((key) => key === null || typeof key === "string");
}
