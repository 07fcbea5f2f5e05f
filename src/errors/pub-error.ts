/** What an error is, in one word, for code that branches without `instanceof`. */
export type PubErrorCode =
  | "invalid_input"
  | "connection"
  | "timeout"
  | "invalid_response"
  | "bad_request"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "server"
  | "http";

/**
 * What is known of the call's effect on the service.
 *
 * - `"no_effect"`: certain that nothing changed. Nothing was sent, it was a read, or the service refused it.
 * - `"unknown"`: a write may have happened.
 */
export type Outcome = "no_effect" | "unknown";

/** One thing that is wrong with a value: where it stands and what is accepted there. Never the value itself. */
export interface PubIssue {
  /** The keys and indices that lead to the value; empty for the value as a whole. */
  readonly path: readonly (string | number)[];
  /** What is accepted, for example `expected a UUID`. */
  readonly message: string;
}

/** What every error of the SDK is made from. */
export interface PubErrorInit {
  readonly code: PubErrorCode;
  readonly retryable?: boolean | undefined;
  readonly outcome?: Outcome | undefined;
  readonly messageId?: string | undefined;
  readonly cause?: unknown;
}

const ordinaryHasInstance = Function.prototype[Symbol.hasInstance];

/**
 * The base of everything the SDK throws on its own account. (A caller's abort reason and what a token function
 * throws are passed on untouched and are no `PubError`.)
 *
 * Printing one is safe: no token and no message text stands in its message, stack, cause or JSON form.
 *
 * @example
 * ```ts
 * import { PubError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.messages.create(channelId, "Hello");
 * } catch (error) {
 *   if (PubError.is(error) && error.outcome === "unknown") console.warn("may have been sent:", error.messageId);
 *   else throw error;
 * }
 * ```
 */
export abstract class PubError extends Error {
  /** Names the class across copies of the package (ESM beside CommonJS, two versions in one tree). */
  static readonly kind: string = "@giosg/pub-sdk/PubError";

  /** What went wrong, in one word. */
  readonly code: PubErrorCode;
  /** Whether the same call may succeed later, unchanged. Says nothing about doubles: see {@link outcome}. */
  readonly retryable: boolean;
  /** What is known of the effect, over all attempts of the call. */
  readonly outcome: Outcome;
  /** The id under which `messages.create` sent; calling again with it never makes a second message. */
  declare readonly messageId?: string;

  constructor(message: string, init: PubErrorInit) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.retryable = init.retryable ?? false;
    this.outcome = init.outcome ?? "no_effect";
    if (init.messageId !== undefined) this.messageId = init.messageId;
  }

  /** The class's name, also in minified builds. */
  override get name(): string {
    return (this.constructor as typeof PubError).kind.replace(/.*\//, "");
  }

  override set name(value: string) {
    // Subclasses of an application name themselves by assignment.
    Object.defineProperty(this, "name", { value, writable: true, configurable: true });
  }

  /** A plain object for logs: the name, the message and the public facts, nothing that the request carried. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([["name", this.name], ["message", this.message], ...Object.entries(this)]);
  }

  /** Whether a value is an error of this SDK, from whichever copy of the package. */
  static is(value: unknown): value is PubError {
    return value instanceof PubError;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (ordinaryHasInstance.call(this, value)) return true;
    // A subclass outside the SDK inherits `kind` without owning it: for those the prototype chain alone decides.
    return Object.hasOwn(this, "kind") && value instanceof Error && isOfKind(value, this.kind);
  }
}

function isOfKind(error: Error, kind: string): boolean {
  let type: unknown = error.constructor;
  while (typeof type === "function") {
    if (Object.hasOwn(type, "kind") && (type as { kind?: unknown }).kind === kind) return true;
    type = Object.getPrototypeOf(type);
  }
  return false;
}
