import { refuse } from "../errors/input-error.js";
import { isUuid } from "../message/uuid.js";

/** A path's parts: a fixed word as it is, an id under the name by which errors call it. */
export type PathParts = readonly (string | Readonly<Record<string, unknown>>)[];

/**
 * A UUID of any version, in lower case.
 *
 * @throws PubInputError for anything else
 */
export function uuidOf(name: string | readonly (string | number)[], value: unknown): string {
  if (isUuid(value)) return value.toLowerCase();
  refuse(name, `a UUID${kindOf(value)}`);
}

/** What came, where it is a kind of mistake that is often made. */
function kindOf(value: unknown): string {
  if (value === undefined) return ", not undefined";
  return value instanceof Promise ? ", not a promise: an await is missing" : "";
}

/** Builds a path below the organization. Only UUIDs can enter it beside the words written here. */
export function buildPath(root: string, organizationId: string, parts: PathParts): string {
  let path = `${root}/orgs/${organizationId}`;
  for (const part of parts) {
    if (typeof part === "string") path += `/${part}`;
    else for (const name of Object.keys(part)) path += `/${uuidOf(name, part[name])}`;
  }
  return path;
}
