import { known, type Outcome, PubError, type PubErrorCode } from "./pub-error.js";

/**
 * What a {@link PubHttpError} is made from.
 *
 * @example
 * ```ts
 * import { PubHttpError } from "@giosg/pub-sdk";
 *
 * const teapot = { status: 418, method: "GET", path: "/api/pub/v1/orgs", headers: new Headers() };
 * const error = new PubHttpError("I am a teapot", teapot); // for tests of what is made of an error
 * ```
 */
export interface PubHttpErrorInit {
  readonly code?: PubErrorCode | undefined;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly outcome?: Outcome | undefined;
  readonly messageId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly detail?: string | undefined;
  readonly fieldErrors?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly body?: unknown;
  readonly headers: Headers;
}

/**
 * The service (or a proxy before it) answered with an error status. Its subclasses name the common ones; other
 * statuses have this class itself, with the code `"http"`.
 *
 * `body`, `headers`, `detail` and `fieldErrors` may repeat what was sent, so they are getters: there for code that
 * asks, absent from logs.
 *
 * @example
 * ```ts
 * import { PubHttpError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.retrieve(channelId);
 * } catch (error) {
 *   if (error instanceof PubHttpError) console.warn(error.status, error.detail, error.requestId);
 *   else throw error;
 * }
 * ```
 */
export class PubHttpError extends PubError {
  static override readonly kind: string = "PubError PubHttpError";

  /** The HTTP status, 400 to 599. */
  declare readonly status: number;
  /** The request's HTTP method. */
  declare readonly method: string;
  /** The request's path, without query. */
  declare readonly path: string;
  /** The service's id for the request: the answer's `x-request-id`, else its `cf-ray`. */
  declare readonly requestId?: string;
  /** How long the service asked to wait, in milliseconds from the answer. */
  declare readonly retryAfterMs?: number;

  readonly #detail: string | undefined;
  readonly #fieldErrors: Record<string, string[]>;
  readonly #body: unknown;
  readonly #headers: Headers;

  constructor(message: string, init: PubHttpErrorInit) {
    const { code = "http", detail, fieldErrors = {}, body, headers } = init;
    const { status, method, path, outcome, messageId, requestId, retryAfterMs } = init;
    const facts = { outcome, messageId, status, method, path, requestId, retryAfterMs };
    super(message, { code, ...known({ retryable: isPassing(status), ...facts }) });
    this.#detail = detail;
    this.#fieldErrors = Object.fromEntries(
      Object.entries(fieldErrors).map(([field, errors]) => [field, [...errors]]),
    );
    this.#body = body;
    this.#headers = headers;
    definePrinting();
  }

  /** The service's own sentence on what was wrong, as it came. */
  get detail(): string | undefined {
    return this.#detail;
  }

  /** The service's errors by field, nested fields under dotted names (`body.chunks.0.text`); empty without any. */
  get fieldErrors(): Record<string, string[]> {
    return this.#fieldErrors;
  }

  /** The answer's body: parsed where it was JSON, the text otherwise, `undefined` where none could be read. */
  get body(): unknown {
    return this.#body;
  }

  /** The answer's headers. */
  get headers(): Headers {
    return this.#headers;
  }
}

/** Not a method of the class: bundlers keep a class with such a name even where nobody uses it. */
function definePrinting(): void {
  const symbol = Symbol.for("nodejs.util.inspect.custom");
  Object.defineProperty(PubHttpError.prototype, symbol, { value: printed, configurable: true });
}

/** Node's printing, also where it is told to run getters. */
function printed(
  this: PubHttpError,
  _depth: number,
  options: object,
  inspect: (value: unknown, options: object) => string,
): string {
  return inspect(this, { ...options, customInspect: false, getters: false });
}

/** Whether a status tells of a state that passes: not of a method or a version of HTTP that is not known at all. */
function isPassing(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
