import { longestMessage } from "../errors/error-texts.js";
import type { PubHttpError } from "../errors/http-error.js";
import { type Outcome, PubError } from "../errors/pub-error.js";
import { type Confidential, redact, withoutToken } from "../errors/redact.js";
import type { CallDefaults } from "../options.js";
import type { Deadline } from "./deadline.js";
import type { Endpoint } from "./endpoint.js";

/** What a call sends. */
export interface OutgoingRequest {
  /** Without query and base URL. */
  readonly path: string;
  readonly url: string;
  /** Beside the ones that the SDK sets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the path is one that the service named: what it holds is not ours. */
  readonly isLinked: boolean;
  /** JSON */
  readonly body: string | undefined;
  /** Everything in it that errors must not repeat, as it was given. */
  readonly carried: readonly unknown[];
}

/** A call on its way: what is sent, until when, and what is known of it so far. */
export class Call<T> {
  readonly endpoint: Endpoint<T>;
  readonly options: CallDefaults;
  readonly deadline: Deadline;
  readonly request: OutgoingRequest;
  readonly startedAt = performance.now();

  /** The number of the latest request. */
  attempt = 0;
  retries = 0;
  /** The wait before the next attempt, once the latest has failed; undefined where that failure is final. */
  delayMs: number | undefined;
  /** Whether the token was renewed for this call. */
  renewed = false;
  /** Whether the call waits for the token function. */
  awaitsToken = false;
  /** What is on its way to read back what this call may have made. */
  reading: Call<T> | undefined;
  /** The latest answer's status and body text. */
  status = 0;
  text = "";
  /** Whether an attempt ended without saying that it had no effect. */
  lost = false;
  /** Whether an attempt is out without an answer that can be used. */
  pending = false;
  #confidential: Confidential | undefined;
  #parsed: readonly unknown[] | undefined;
  /** The tokens that were sent. */
  readonly tokens = new Set<string>();

  constructor(endpoint: Endpoint<T>, request: OutgoingRequest, options: CallDefaults, deadline: Deadline) {
    this.endpoint = endpoint;
    this.request = request;
    this.options = options;
    this.deadline = deadline;
  }

  get outcome(): Outcome {
    return this.endpoint.method !== "GET" && (this.lost || this.pending) ? "unknown" : "no_effect";
  }

  /** What must not be printed: made when there is a failure to tell of, and then kept. */
  get confidential(): Confidential {
    this.#confidential ??= { tokens: this.tokens, carried: [...this.#sent, ...this.request.carried] };
    return this.#confidential;
  }

  /** The id that the service gave to a request; not what it may repeat there. (A caller's own id in a header may.) */
  requestIdOf(headers: Headers): string | undefined {
    const id = headers.get("x-request-id") ?? headers.get("cf-ray");
    return id === null ? undefined : redact(id, { tokens: this.tokens, carried: this.#sent }, longestMessage);
  }

  /** The payload as JSON wrote it, which may not be as it was given (`toJSON`). */
  get #sent(): readonly unknown[] {
    const { body } = this.request;
    this.#parsed ??= body === undefined ? [] : [JSON.parse(body)];
    return this.#parsed;
  }

  get #path(): string {
    let { path } = this.request;
    // A short token is rather a word of the path.
    const tokens = this.request.isLinked ? [...this.tokens].filter(({ length }) => length >= 8) : [];
    for (const token of tokens) path = withoutToken(path, token);
    return path;
  }

  /** What errors and hooks say of it. */
  get facts() {
    const { method, messageId } = this.endpoint;
    return {
      method,
      path: this.#path,
      outcome: this.outcome,
      messageId,
    };
  }

  /** What hooks are told of a failure. */
  eventOf(thrown: unknown) {
    const { method, path } = this.facts;
    // The ones of an answer have a status; 0 where a browser hides it.
    const { status, requestId } = (PubError.is(thrown) ? thrown : {}) as Partial<PubHttpError>;
    return {
      ...{ method, path, attempt: this.attempt },
      ...(PubError.is(thrown) && { error: thrown }),
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    };
  }
}
