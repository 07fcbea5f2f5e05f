import { refuse } from "../errors/input-error.js";
import { uuidOf } from "../http/path.js";
import { issuesOf } from "../http/validate.js";
import { checkedObject } from "../options.js";
import { dateTime } from "../schemas/schema.js";

/**
 * A payload, which must be an object.
 *
 * @throws PubInputError for anything else
 */
export function checkedPayload<T extends object>(payload: T): T {
  return checkedObject("The payload", payload);
}

/**
 * A list of users by their ids, in lower case.
 *
 * @throws PubInputError for anything but an array of UUIDs
 */
export function userIds(name: string, ids: unknown): string[] {
  if (!Array.isArray(ids)) refuse(name, "an array of user ids");
  return ids.map((id, index) => uuidOf([name, index], id));
}

/**
 * A moment as the API takes it: ISO 8601.
 *
 * @throws PubInputError for an invalid Date, or a string that is no ISO 8601 date/time
 */
export function isoDateTime(name: string, value: unknown): string {
  const isDate = value instanceof Date && !Number.isNaN(value.getTime());
  const text = isDate ? value.toISOString() : value;
  if (typeof text === "string" && !issuesOf(dateTime, text)) return text;
  refuse(name, "a valid Date or an ISO 8601 date/time, such as 2016-09-01T11:31:36.042Z");
}
