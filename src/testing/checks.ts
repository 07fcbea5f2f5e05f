import { PubInputError, refuse } from "../errors/input-error.js";
import { isUuid } from "../message/uuid.js";

/**
 * A UUID of any version, in lower case.
 *
 * @throws PubInputError for anything else
 */
export function checkId(name: string, value: unknown): string {
  return isUuid(value)
    ? value.toLowerCase()
    : refuse(name, "a UUID, such as 4b6d8087-f266-4de6-b391-62567d4a84b2");
}

/**
 * A whole number between two others.
 *
 * @throws PubInputError for anything else
 */
export function checkCount(name: string, value: unknown, least: number, most: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
    ? value
    : refuse(name, `a whole number from ${least} to ${most}`);
}

/**
 * A time as ISO 8601, UTC, with milliseconds.
 *
 * @throws PubInputError for anything that is no date
 */
export function checkDate(name: string, value: Date | string): string {
  const time =
    value instanceof Date ? value.getTime() : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? new Date(time).toISOString() : refuse(name, "a Date or an ISO 8601 string");
}

/**
 * Makes sure that an object has no fields but the known ones.
 *
 * @throws PubInputError that names what there is, for a field that nobody would look at, and for what is no object
 */
export function checkFields<T extends object>(
  caller: string,
  kind: "option" | "field" | "user field",
  value: T,
  known: Readonly<Record<keyof T, true>>,
): void {
  if (value === null || typeof value !== "object") refuse(`what ${caller} takes`, "an object");
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(known, name)) continue;
    throw new PubInputError(
      `${caller} does not know the ${kind} ${name}; there are ${Object.keys(known).join(", ")}`,
    );
  }
}
