import type { QueryParameters } from "../options.js";
import type { Schema } from "../schemas/schema.js";
import type { PathParts } from "./path.js";

/** One operation of the API, as a resource's method describes it. */
export interface Endpoint<T> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the organization. */
  readonly path: PathParts;
  readonly query?: QueryParameters | undefined;
  readonly body?: unknown;
  /** What the answer must be; without one the answer's body is not read. */
  readonly schema?: Schema<T>;
  /** Whether it is one of the public calls for visitors, which take no token. */
  readonly isPublic?: boolean;
  /**
   * Whether it can be sent again when its answer was lost.
   *
   * @default true
   */
  readonly isRepeatable?: boolean;
  /** Where to look for what a lost attempt may have made, when the repeat of it is refused. */
  readonly readBack?: ReadBack<T>;
  /** The id that errors of this call carry. */
  readonly messageId?: string;
}

/** How to tell whether a refused POST (400, 409) was refused because an earlier one got through. */
export interface ReadBack<T> {
  readonly path: PathParts;
  /** Whether an earlier call may have sent the same: its id was chosen by the caller. */
  readonly isChosen?: boolean;
  /**
   * Whether what was found is what this call sends. Without it, only what a lost attempt of this call may have made is
   * looked for.
   */
  matches?(found: T): boolean;
}
