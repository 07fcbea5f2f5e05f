import * as z from "zod/mini";
import type { SandboxUser } from "../data.js";
import type { Store } from "../store/store.js";
import { invalid, notFound, refusal } from "./answer.js";
import { fieldErrors } from "./field-errors.js";

/** A request as it came in, read to its end. */
export interface Received {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The parts of a path that vary. */
export type PathParameters = Readonly<Partial<Record<"org" | "channel" | "user" | "message", string>>>;

/** A request on its way through an endpoint. */
export interface Call {
  readonly store: Store;
  readonly received: Received;
  readonly params: PathParameters;
}

/** A request with a valid token: who asks. */
export interface UserCall extends Call {
  readonly actor: SandboxUser;
  /** Whether a list is answered whole, in no order, instead of by the page: for those who watch it. */
  readonly isWhole?: boolean;
}

/**
 * The payload, checked. Fields that the schema does not name are left out.
 *
 * @throws Refusal 400 or 415
 */
export function payloadOf<T>(call: Call, schema: z.ZodMiniType<T>): T {
  const payload = parseBody(call.received);
  const result = z.safeParse(schema, payload);
  if (result.success) return result.data;
  throw invalid(fieldErrors(result.error.issues, payload));
}

/**
 * Makes sure that every id is a user's.
 *
 * @throws Refusal 400 that names the ones that are not, under the field
 */
export function checkUsers(store: Store, field: string, ids: readonly string[]): void {
  const unknown = [...ids.entries()].filter(([, id]) => !store.people.get(id));
  if (unknown.length === 0) return;
  const texts = unknown.map(([index, id]) => [
    String(index),
    [`Invalid pk "${id}" - object does not exist.`],
  ]);
  throw invalid({ [field]: Object.fromEntries(texts) });
}

/**
 * A part of the path.
 *
 * @throws Refusal 404 where the route has no such part
 */
export function parameter(call: Call, name: keyof PathParameters): string {
  const value = call.params[name];
  if (value === undefined) throw notFound();
  return value;
}

function parseBody({ text, headers }: Received): unknown {
  if (text === "") return {};
  const type = headers["content-type"] ?? "";
  if (!/^application\/json\b/i.test(type)) {
    throw refusal(415, `Unsupported media type "${type}" in request.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(400, "JSON parse error - the body is not valid JSON");
  }
}
