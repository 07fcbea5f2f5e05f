import { PubInputError } from "../errors/input-error.js";

/** Refuses what a caller passed for a parameter or field, without a word of it. */
export function refuse(field: string, accepted: string): never {
  const message = `expected ${accepted}`;
  throw new PubInputError(`${field}: ${message}`, {
    issues: [{ path: [field], message }],
  });
}
