import { refuse } from "../errors/input-error.js";
import { textIn } from "./record.js";

// Every answer is full of them: written out, without groups and flags, it takes a fifth of the time.
const uuid = /^[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/;

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
