/**
 * What an error is, in one word, for code that branches without `instanceof`.
 *
 * @example
 * ```ts
 * import type { PubErrorCode } from "@giosg/pub-sdk";
 *
 * const quiet: readonly PubErrorCode[] = ["connection", "timeout", "rate_limited", "server"];
 * const isQuiet = (code: PubErrorCode) => quiet.includes(code);
 * ```
 */
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
  | "http"
  | "realtime";

/**
 * What is known of the call's effect on the service.
 *
 * - `"no_effect"`: certain that nothing changed. Nothing was sent, it was a read, or the service refused it.
 * - `"unknown"`: a write may have happened.
 *
 * @example
 * ```ts
 * import type { Outcome } from "@giosg/pub-sdk";
 *
 * const words: Record<Outcome, string> = { no_effect: "It was not sent.", unknown: "It may have been sent." };
 * ```
 */
export type Outcome = "no_effect" | "unknown";

/**
 * One thing that is wrong with a value: where it stands and what is accepted there. Never the value itself.
 *
 * @example
 * ```ts
 * import type { PubIssue } from "@giosg/pub-sdk";
 *
 * const line = ({ path, message }: PubIssue) => `${path.join(".")}: ${message}`; // "body.version: expected …"
 * ```
 */
export interface PubIssue {
  /** The keys and indices that lead to the value; empty for the value as a whole. */
  readonly path: readonly (string | number)[];
  /** What is accepted, for example `expected a UUID`. */
  readonly message: string;
}

/** The public facts of an error, by name. One that is not known is left out, not set to undefined: logs show the rest. */
export type Facts = Readonly<Record<string, unknown>>;

/** What of these facts is known. */
export function known(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

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
  /**
   * Names the class, after its parents, across copies of the package (ESM beside CommonJS, two versions in one tree).
   * Subclasses outside the SDK leave it as it is.
   */
  static readonly kind: string = "PubError";

  /** What went wrong, in one word. */
  declare readonly code: PubErrorCode;
  /** Whether the same call may succeed later, unchanged. Says nothing about doubles: see {@link outcome}. */
  declare readonly retryable: boolean;
  /** What is known of the effect, over all attempts of the call. */
  declare readonly outcome: Outcome;
  /** The id under which `messages.create` sent; calling again with it never makes a second message. */
  declare readonly messageId?: string;

  /** @hidden */
  constructor(message: string, facts: Facts & { readonly code: PubErrorCode }, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, { retryable: false, outcome: "no_effect" }, facts);
    // Of the error itself, as Bun prints no other; and an application's subclass can set it.
    Object.defineProperty(this, "name", { value: this.name, writable: true, configurable: true });
  }

  /** The class's name, the last of its kind; also in minified builds. */
  override get name(): string {
    return (this.constructor as typeof PubError).kind.replace(/.* /, "");
  }

  /** @hidden */
  override set name(_name: string) {
    // For the compiler: each error has a property of its own before anybody can set it.
  }

  /**
   * A plain object for logs: the name, the message and the public facts, nothing that the request carried.
   *
   * @example
   * ```ts
   * pub.channels.list().firstPage().catch((error) => console.log(JSON.stringify(error))); // {"name":"PubTimeoutError",…}
   * ```
   */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...(this as object) };
  }

  /**
   * Whether a value is an error of this SDK, from whichever copy of the package.
   *
   * @example
   * ```ts
   * import { PubError } from "@giosg/pub-sdk";
   *
   * const again = (error: unknown) => PubError.is(error) && error.retryable;
   * ```
   */
  static is(value: unknown): value is PubError {
    return value instanceof PubError;
  }

  /** @hidden */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return (
      super[Symbol.hasInstance](value) ||
      // A subclass of an application inherits `kind` without owning it: it is told by its prototype alone, as any class.
      (Object.hasOwn(this, "kind") &&
        value instanceof Error &&
        String((value.constructor as typeof PubError | undefined)?.kind).includes(this.kind))
    );
  }
}
