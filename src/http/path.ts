import { PubInputError } from "../errors/input-error.js";

/** A path's parts: a fixed word as it is, an id under the name by which errors call it. */
export type PathParts = readonly (string | Readonly<Record<string, unknown>>)[];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A UUID of any version, in lower case.
 *
 * @throws PubInputError for anything else
 */
export function uuidOf(name: string, value: unknown): string {
  if (isUuid(value)) return value.toLowerCase();
  throw new PubInputError(`${name} must be a UUID, such as 4b6d8087-f266-4de6-b391-62567d4a84b2`, {
    issues: [{ path: [name], message: "expected a UUID" }],
  });
}

/** Whether a value is a UUID, of any version and in either case. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
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
