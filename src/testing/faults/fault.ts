/**
 * What can go wrong, by name:
 *
 * - `drop`: the connection breaks before anything is done.
 * - `commit-then-drop`: the service does what it is asked for, and the connection breaks before its answer.
 * - `stall`: no answer ever, and nothing is done.
 * - `stall-body`: done, then headers and half of the body, and never the rest. (An answer without a body never comes.)
 * - `cut-body`: done, then headers and half of the body, and the connection breaks. (Without a body it breaks before.)
 * - `malformed-json`: done, then half of the JSON as if it were all of it.
 * - `html`: a page of a proxy with status 200, and nothing is done.
 * - `page-cycle`: a page of a list whose `next` leads to itself, however often it is followed.
 * - `unknown-chunk`: messages in the answer get a chunk of a type that no version of the SDK knows (`sandbox-chunk`).
 * - `unknown-message-type`: messages in the answer are of such a type (`sandbox_type`).
 *
 * The last three wait for an answer that they can change; what the service holds stays as it is.
 *
 * @example
 * ```ts
 * import type { FaultName } from "@giosg/pub-sdk/testing";
 *
 * const names: readonly FaultName[] = ["drop", "commit-then-drop", "stall", "cut-body"];
 * for (const name of names) sandbox.fail({ method: "POST", with: name });
 * ```
 */
export type FaultName =
  | "drop"
  | "commit-then-drop"
  | "stall"
  | "stall-body"
  | "cut-body"
  | "malformed-json"
  | "html"
  | "page-cycle"
  | "unknown-chunk"
  | "unknown-message-type";

/**
 * An answer in the service's place; nothing is done.
 *
 * @example
 * ```ts
 * import type { FaultAnswer } from "@giosg/pub-sdk/testing";
 *
 * const busy: FaultAnswer = { status: 429, retryAfter: 2, body: { detail: "Not so fast." } };
 * sandbox.fail({ path: "/channels", with: busy });
 * ```
 */
export interface FaultAnswer {
  /** 200 to 599. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * A string is sent as it is, anything else as JSON.
   *
   * @default what the service says with this status, such as `{ detail: "Invalid token." }` with 401
   */
  readonly body?: unknown;
  /** The `Retry-After` header: seconds, or a date. */
  readonly retryAfter?: number | Date | undefined;
}

/**
 * The service's own answer, late. What is asked for is done at once.
 *
 * @example
 * ```ts
 * import type { FaultLatency } from "@giosg/pub-sdk/testing";
 *
 * const slow: FaultLatency = { latencyMs: 300 };
 * sandbox.fail({ times: Infinity, with: slow });
 * ```
 */
export interface FaultLatency {
  /** In milliseconds, 0 to 2147483647. */
  readonly latencyMs: number;
}

/**
 * What goes wrong.
 *
 * @example
 * ```ts
 * import type { Fault } from "@giosg/pub-sdk/testing";
 *
 * const faults: readonly Fault[] = ["drop", "stall", { status: 503, retryAfter: 1 }, { latencyMs: 200 }];
 * for (const fault of faults) sandbox.fail({ with: fault }); // one request each, in this order
 * ```
 */
export type Fault = FaultName | FaultAnswer | FaultLatency;

/**
 * The kind of a fault, in the log of requests.
 *
 * @example
 * ```ts
 * const failed = sandbox.requests.filter(({ fault }) => fault === "status" || fault === "drop");
 * ```
 */
export type FaultKind = FaultName | "status" | "latency";

/**
 * What `sandbox.fail` takes: which requests, how many of them, and what happens to them.
 *
 * @example
 * ```ts
 * import type { FaultRule } from "@giosg/pub-sdk/testing";
 *
 * const rule: FaultRule = { method: "POST", path: /messages$/, after: 1, times: 2, with: "commit-then-drop" };
 * const restore = sandbox.fail(rule);
 * ```
 */
export interface FaultRule {
  /** `GET`, `POST`, `PUT`, `PATCH` or `DELETE`; any without. */
  readonly method?: string | undefined;
  /**
   * How the path begins, whole (`/api/pub/…`) or from below the organization on (`/channels`); or a pattern that is
   * found in the path, or in the path with its query. Any without.
   */
  readonly path?: string | RegExp | undefined;
  /**
   * How many requests it happens to; `Infinity` for all of them.
   *
   * @default 1
   */
  readonly times?: number | undefined;
  /**
   * How many requests that fit go by first.
   *
   * @default 0
   */
  readonly after?: number | undefined;
  /** What happens. */
  readonly with: Fault;
}

/** What there is to say of a rule. */
export const ruleFields: Readonly<Record<keyof FaultRule, true>> = {
  method: true,
  path: true,
  times: true,
  after: true,
  with: true,
};

/** The names, for whoever gets one wrong. */
export const faultNames: Readonly<Record<FaultName, true>> = {
  drop: true,
  "commit-then-drop": true,
  stall: true,
  "stall-body": true,
  "cut-body": true,
  "malformed-json": true,
  html: true,
  "page-cycle": true,
  "unknown-chunk": true,
  "unknown-message-type": true,
};
