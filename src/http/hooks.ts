import type { PubError, PubIssue } from "../errors/pub-error.js";

/**
 * Before each attempt.
 *
 * @example
 * ```ts
 * import type { PubRequestEvent } from "@giosg/pub-sdk";
 *
 * const log = ({ method, path, attempt }: PubRequestEvent) => console.debug(method, path, attempt);
 * ```
 */
export interface PubRequestEvent {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** 1 for the first request of the call. */
  readonly attempt: number;
}

/**
 * With each answer, of any status.
 *
 * @example
 * ```ts
 * import type { PubResponseEvent } from "@giosg/pub-sdk";
 *
 * const log = ({ status, durationMs, requestId }: PubResponseEvent) => console.debug(status, durationMs, requestId);
 * ```
 */
export interface PubResponseEvent extends PubRequestEvent {
  readonly status: number;
  /** From sending to the answer's headers, in milliseconds. */
  readonly durationMs: number;
  /** The answer's `x-request-id`, else its `cf-ray`. */
  readonly requestId?: string;
}

/**
 * What an attempt failed of.
 *
 * @example
 * ```ts
 * import type { PubFailureEvent } from "@giosg/pub-sdk";
 *
 * const log = ({ attempt, status, error }: PubFailureEvent) => console.warn(`attempt ${attempt}`, status ?? error?.code);
 * ```
 */
export interface PubFailureEvent extends PubRequestEvent {
  /** Left out where the caller's signal or token function ended the call: those reasons are not the SDK's. */
  readonly error?: PubError;
  /** Of the answer, where there was one. */
  readonly status?: number;
  /** The answer's `x-request-id`, else its `cf-ray`. */
  readonly requestId?: string;
}

/**
 * Before each wait for another attempt.
 *
 * @example
 * ```ts
 * import type { PubRetryEvent } from "@giosg/pub-sdk";
 *
 * const log = ({ attempt, delayMs }: PubRetryEvent) => console.warn(`attempt ${attempt} failed, again in ${delayMs} ms`);
 * ```
 */
export interface PubRetryEvent extends PubFailureEvent {
  /** How long the wait is, in milliseconds. */
  readonly delayMs: number;
}

/**
 * When a call that had begun has failed for good; input that is refused before (`PubInputError`) is not told.
 *
 * @example
 * ```ts
 * import type { PubErrorEvent } from "@giosg/pub-sdk";
 *
 * const log = ({ method, path, error, durationMs }: PubErrorEvent) => console.error(method, path, error?.code, durationMs);
 * ```
 */
export interface PubErrorEvent extends PubFailureEvent {
  /** From the call to its end, in milliseconds. */
  readonly durationMs: number;
}

/**
 * When an answer drifted from its schema and was handed over all the same (`onInvalid: "report"`).
 *
 * @example
 * ```ts
 * import type { PubInvalidEvent } from "@giosg/pub-sdk";
 *
 * const log = ({ path, issues }: PubInvalidEvent) => console.warn(`${path} has drifted`, issues);
 * ```
 */
export interface PubInvalidEvent {
  readonly method: string;
  readonly path: string;
  readonly issues: readonly PubIssue[];
}

/**
 * Callbacks for logs and metrics. They get plain data without tokens and message texts; what they throw or
 * reject with never changes a call's outcome.
 *
 * @example
 * ```ts
 * import { PubClient } from "@giosg/pub-sdk";
 *
 * const pub = new PubClient({
 *   organizationId,
 *   token,
 *   hooks: { response: ({ method, path, status, durationMs }) => console.log(method, path, status, durationMs) },
 * });
 * ```
 */
export interface PubHooks {
  /** Before each attempt. */
  readonly request?: ((event: PubRequestEvent) => void) | undefined;
  /** With each answer, of any status. */
  readonly response?: ((event: PubResponseEvent) => void) | undefined;
  /** Before each wait for another attempt. */
  readonly retry?: ((event: PubRetryEvent) => void) | undefined;
  /** When a call has failed for good. */
  readonly error?: ((event: PubErrorEvent) => void) | undefined;
  /** When an answer was handed over although it drifted from its schema. */
  readonly invalid?: ((event: PubInvalidEvent) => void) | undefined;
}

/** What a hook is told. */
type EventOf<Hook> = NonNullable<Hook> extends (event: infer Event) => void ? Event : never;

/** Tells a hook; an exception or a rejection of its own stays its own. */
export function tell<Hooks extends object, Name extends keyof Hooks>(
  hooks: Hooks,
  name: Name,
  event: EventOf<Hooks[Name]>,
): void {
  try {
    // The compiler does not see that a name's hook takes that name's event.
    const hook = hooks as { readonly [Key in Name]?: ((event: EventOf<Hooks[Name]>) => unknown) | undefined };
    const answer = hook[name]?.(event);
    // Also for a promise of another realm.
    if (typeof answer === "object") Promise.resolve(answer).catch(() => {});
  } catch {
    // See above.
  }
}
