import { refuse } from "../errors/input-error.js";
import { textIn } from "./record.js";

/** Five groups of digits: 8, 4, 4, 4 and 4 + 8. */
const uuid = /^[\da-f]{8}(-[\da-f]{4}){4}[\da-f]{8}$/i;

/** Whether a value is a UUID, of any version and in either case. */
export function isUuid(value: unknown): value is string {
  return uuid.test(textIn(value));
}

/**
 * A UUID in lower case.
 *
 * @throws {PubInputError} for anything else
 */
export function requireUuid(name: string, value: unknown): string {
  const id = textIn(value).toLowerCase();
  return uuid.test(id) ? id : refuse(name, "a UUID");
}
