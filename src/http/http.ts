import { requestLine } from "../errors/error-texts.js";
import { PubHttpError } from "../errors/http-error.js";
import { PubInputError, refuse } from "../errors/input-error.js";
import { known, PubError } from "../errors/pub-error.js";
import type { PubResponseError } from "../errors/response-error.js";
import { PubTimeoutError } from "../errors/timeout-error.js";
import { jsonCopy } from "../message/json-copy.js";
import {
  type CallDefaults,
  checkedHeaders,
  checkedSignal,
  type PubClientOptions,
  queryString,
  type RequestOptions,
  resolveOptions,
} from "../options.js";
import { dataOf } from "./answer.js";
import type { Transport } from "./attempt.js";
import { makeAttempts } from "./attempts.js";
import { normalizeBaseUrl, pageTarget } from "./base-url.js";
import { Call, type OutgoingRequest } from "./call.js";
import { Deadline } from "./deadline.js";
import type { Endpoint } from "./endpoint.js";
import { tell } from "./hooks.js";
import { buildPath } from "./path.js";
import { TokenSource } from "./token-source.js";

const defaultBaseUrl = "https://api.giosg.com";
const apiRoot = "/api/pub/v1";
const publicRoot = "/api/pub/public/v1";

/** A page to request. */
export interface PageRequest {
  /** Path and query. */
  readonly target: string;
  /** Ends the request when nobody wants the page any more. */
  readonly stop?: AbortSignal | undefined;
}

/** Carries a method call to the service and its answer back. Holds the token; shows none of it. */
export class Http {
  readonly #baseUrl: string;
  readonly #defaults: CallDefaults;
  readonly #transport: Transport;

  /** @internal */
  constructor(options: PubClientOptions) {
    const { token, accessToken, fetch, hooks = {} } = options;
    if (fetch !== undefined && typeof fetch !== "function") refuse("fetch", "a function");
    this.#baseUrl = normalizeBaseUrl(options.baseUrl === undefined ? defaultBaseUrl : options.baseUrl);
    this.#defaults = resolveOptions(options, {});
    this.#transport = { fetch, tokens: tokensOf(token, accessToken), hooks };
  }

  /** @internal Where tokens come from; undefined without any. */
  get tokens(): TokenSource | undefined {
    return this.#transport.tokens;
  }

  /** @internal What of a page's URL may be requested: path and query; undefined where it is no page of this API. */
  pageTarget(pageUrl: unknown): string | undefined {
    return pageTarget(pageUrl, this.#baseUrl);
  }

  /** @internal The organization that a call is about. */
  organizationOf(options: RequestOptions = {}): string {
    return resolveOptions(options, this.#defaults).organizationId;
  }

  /** @internal How often a call is repeated at most. */
  maxRetriesOf(options: RequestOptions): number {
    return resolveOptions(options, this.#defaults).maxRetries;
  }

  /** @internal Path and query of an endpoint's request. */
  targetOf(endpoint: Endpoint<unknown>, options: RequestOptions): string {
    return targetIn(this.organizationOf(options), endpoint, options);
  }

  /**
   * @internal Performs an endpoint.
   *
   * @param page what to request in the place of the endpoint's own target, and a second signal that ends it
   */
  async call<T>(endpoint: Endpoint<T>, options: RequestOptions = {}, page?: PageRequest): Promise<T> {
    const call = this.#prepare(endpoint, options, page);
    const { deadline } = call;
    try {
      return await deadline.race(() => this.#perform(call));
    } catch (thrown) {
      const error = deadline.timedOut ? this.#timeout(call) : thrown;
      const isForeign = deadline.signal.aborted || call.awaitsToken;
      // The caller's own line, in the place of ours: the stack's ten lines would hold nothing else.
      if (!isForeign && PubError.is(error)) cutStack(error);
      // A page that nobody wants any more has not failed.
      if (!page?.stop?.aborted) {
        const durationMs = performance.now() - call.startedAt;
        tell(this.#transport.hooks, "error", { ...call.eventOf(error), durationMs });
      }
      throw error;
    } finally {
      deadline.dispose();
    }
  }

  /** @internal Ends a call that got an answer which cannot be gone on with. */
  fail(error: PubResponseError): never {
    const { method, path, status } = error;
    tell(this.#transport.hooks, "error", { method, path, attempt: 1, durationMs: 0, error, status });
    throw error;
  }

  #prepare<T>(endpoint: Endpoint<T>, options: RequestOptions, page: PageRequest | undefined): Call<T> {
    try {
      const resolved = resolveOptions(options, this.#defaults);
      const signal = checkedSignal(options.signal);
      if (!endpoint.isPublic && !this.#transport.tokens) {
        throw new PubInputError("This call needs a token: make the client with token or accessToken");
      }
      const request = this.#request(endpoint, resolved.organizationId, options, page?.target);
      return new Call(endpoint, request, resolved, new Deadline(resolved.timeoutMs, signal, page?.stop));
    } catch (error) {
      if (!(error instanceof PubInputError)) throw error;
      const { message, issues } = error;
      const refusal = new PubInputError(message, { issues, ...known({ messageId: endpoint.messageId }) });
      cutStack(refusal);
      throw refusal;
    }
  }

  #request(
    endpoint: Endpoint<unknown>,
    organizationId: string,
    options: RequestOptions,
    page?: string,
  ): OutgoingRequest {
    const { body } = endpoint;
    const target = page ?? targetIn(organizationId, endpoint, options);
    return {
      path: target.replace(/\?.*/s, ""),
      url: this.#baseUrl + target,
      isLinked: page !== undefined,
      headers: checkedHeaders(options.headers),
      body: body === undefined ? undefined : JSON.stringify(jsonCopy("payload", body)),
      carried: [options.query, options.headers],
    };
  }

  async #perform<T>(call: Call<T>): Promise<T> {
    try {
      await makeAttempts(call, this.#transport);
    } catch (refusal) {
      const found = await this.#readBack(call, refusal);
      if (found !== undefined) return found;
      // Where nothing could be read, more is open than the refusal knew.
      if (refusal instanceof PubHttpError) Object.assign(refusal, { outcome: call.outcome });
      throw refusal;
    }
    return dataOf(call, this.#transport.hooks);
  }

  /** What an earlier attempt made, where the service refuses to make it again. */
  async #readBack<T>(call: Call<T>, refusal: unknown): Promise<T | undefined> {
    const { readBack, schema } = call.endpoint;
    if (!readBack || !schema || !(refusal instanceof PubHttpError)) return undefined;
    const { status, fieldErrors } = refusal;
    if (status !== 400 && status !== 409) return undefined;
    const { lost } = call;
    // A 400 that names other fields of the payload, and not the id, says that these are wrong, not that it is there.
    const named = Object.keys(fieldErrors).map((field) => field.replace(/\..*/s, ""));
    const payload = Object(call.endpoint.body);
    const isWrong = status === 400 && !named.includes("id") && named.some((field) => field in payload);
    // Nobody else can have taken an id that was chosen for this call: the runtime sent the request twice by itself, as
    // browsers do when a used connection breaks.
    const isTaken = status === 409 || named.includes("id");
    if (!lost && (!readBack.matches || (readBack.isChosen ? isWrong : !isTaken))) return undefined;
    const endpoint: Endpoint<T> = { method: "GET", path: readBack.path, schema };
    const { organizationId } = call.options;
    const { headers } = call.request;
    const request = {
      ...this.#request(endpoint, organizationId, { headers }),
      carried: call.confidential.carried,
    };
    const reading = new Call(endpoint, request, call.options, call.deadline);
    for (const token of call.tokens) reading.tokens.add(token);
    call.reading = reading;
    const mayBeThere = isTaken && !readBack.isChosen;
    call.lost ||= mayBeThere;
    try {
      const found = await this.#perform(reading);
      return lost || readBack.matches?.(found) ? found : undefined;
    } catch (thrown) {
      // The service's own word that there is nothing to be read.
      if (thrown instanceof PubHttpError && !thrown.retryable) call.lost = lost;
      return undefined;
    }
  }

  #timeout(call: Call<unknown>): PubTimeoutError {
    // A token function that took a whole call may never answer: the next call asks anew.
    if (call.awaitsToken || call.reading?.awaitsToken) this.#transport.tokens?.abandon();
    const { method, path } = call.facts;
    const { timeoutMs } = call.deadline;
    return new PubTimeoutError(`${requestLine(method, path)} did not end within ${timeoutMs} ms`, {
      ...call.facts,
      timeoutMs,
    });
  }
}

/** Lets a stack begin with the caller's own line, where the runtime can. */
function cutStack(error: Error): void {
  const runtime = Error as { captureStackTrace?: (error: Error, below: unknown) => void };
  runtime.captureStackTrace?.(error, Http.prototype.call);
}

function targetIn(
  organizationId: string,
  { path, query, isPublic }: Endpoint<unknown>,
  options: RequestOptions,
): string {
  const root = isPublic ? publicRoot : apiRoot;
  return buildPath(root, organizationId, path) + queryString(query, options.query);
}

function tokensOf(
  token: PubClientOptions["token"],
  accessToken: PubClientOptions["accessToken"],
): TokenSource | undefined {
  if (token !== undefined && accessToken !== undefined) {
    throw new PubInputError("token and accessToken exclude each other: give one of the two, or neither");
  }
  if (token !== undefined) return new TokenSource("Token", token);
  return accessToken === undefined ? undefined : new TokenSource("Bearer", accessToken);
}
