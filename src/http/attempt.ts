import { PubConnectionError } from "../errors/connection-error.js";
import { requestLine } from "../errors/error-texts.js";
import { httpErrorFrom } from "../errors/http-error-from.js";
import { PubInputError } from "../errors/input-error.js";
import { known } from "../errors/pub-error.js";
import { codeOf, safeCause } from "../errors/safe-cause.js";
import type { FetchFunction } from "../options.js";
import { unusable } from "./answer.js";
import type { Call } from "./call.js";
import { type PubHooks, tell } from "./hooks.js";
import { parseRetryAfter } from "./retry-after.js";
import { retryDelayMs } from "./retry-policy.js";
import { type Credential, type TokenSource, tokenRule, UnusableToken } from "./token-source.js";

/** What attempts are made with. */
export interface Transport {
  readonly fetch: FetchFunction | undefined;
  readonly tokens: TokenSource | undefined;
  readonly hooks: PubHooks;
}

/**
 * Makes one attempt: token, request, answer. A success leaves its status and body text in the call; a failure is
 * thrown, with the wait before the next attempt, if there is to be one, in `call.delayMs`.
 */
export async function attempt(call: Call<unknown>, transport: Transport): Promise<void> {
  call.delayMs = undefined;
  const lostBefore = call.lost;
  const response = await authorized(call, transport);
  call.status = response.status;
  if (response.ok) return take(call, response);
  const { status } = response;
  if (status < 400) {
    // fetch was told not to follow: token and message text stay with the service they are for.
    discard(response);
    throw unusable(call, [{ path: [], message: "expected an answer, not a redirect" }]);
  }
  call.pending = false;
  // Gone, as was asked: the attempt whose answer was lost got through.
  if (status === 404 && call.endpoint.method === "DELETE" && lostBefore) return discard(response);
  if (status === 408 || status >= 500) call.lost = true;
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), Date.now());
  decide(call, status, retryAfterMs);
  const body = call.delayMs === undefined ? await errorBody(response) : discard(response);
  const { headers } = response;
  throw httpErrorFrom(
    {
      ...call.facts,
      status,
      headers,
      body,
      retryAfterMs,
      requestId: call.requestIdOf(headers),
    },
    call.confidential,
  );
}

/** Sends with the token; a 401 asks for a new one and repeats the request with it, once in a call. */
async function authorized(call: Call<unknown>, transport: Transport): Promise<Response> {
  const { tokens } = transport;
  if (call.endpoint.isPublic || !tokens) return send(call, transport, undefined);
  let credential = await awaited(call, tokens.get());
  for (;;) {
    const response = await send(call, transport, credential);
    if (response.status !== 401 || !tokens.renewable) return response;
    if (call.renewed) {
      tokens.reject(credential);
      return response;
    }
    discard(response);
    call.pending = false;
    credential = await awaited(call, tokens.renew(credential));
    call.renewed = !credential.mayBeStale;
  }
}

async function awaited(call: Call<unknown>, token: Promise<Credential>): Promise<Credential> {
  call.awaitsToken = true;
  try {
    const credential = await token;
    call.awaitsToken = false;
    return credential;
  } catch (thrown) {
    throw thrown instanceof UnusableToken
      ? new PubInputError(tokenRule, known({ outcome: call.outcome, messageId: call.endpoint.messageId }))
      : thrown;
  }
}

async function send(
  call: Call<unknown>,
  { fetch = globalThis.fetch, hooks }: Transport,
  credential: Credential | undefined,
): Promise<Response> {
  const { signal } = call.deadline;
  signal.throwIfAborted();
  const { method } = call.endpoint;
  const { url, body } = call.request;
  const headers: Record<string, string> = { Accept: "application/json" };
  if (credential) {
    call.tokens.add(credential.token);
    headers.Authorization = credential.header;
  }
  if (body !== undefined) headers["Content-Type"] = "application/json";
  // Only pages and their workers have a location; there others would fail the service's CORS check.
  if (typeof location === "undefined") Object.assign(headers, call.request.headers);
  const init: RequestInit = { method, headers, redirect: "manual", signal };
  if (body !== undefined) init.body = body;
  const about = { method, path: call.facts.path, attempt: ++call.attempt };
  tell(hooks, "request", { ...about });
  signal.throwIfAborted();
  const startedAt = performance.now();
  call.pending = true;
  try {
    const response = await fetch(url, init);
    if (!(response?.status >= 0 && response.headers)) throw new TypeError("fetch answered no Response");
    if (signal.aborted) discard(response);
    signal.throwIfAborted();
    const { status } = response;
    const requestId = hooks.response && call.requestIdOf(response.headers);
    const durationMs = performance.now() - startedAt;
    tell(hooks, "response", {
      ...about,
      status,
      durationMs,
      ...(requestId !== undefined && { requestId }),
    });
    return response;
  } catch (thrown) {
    throw lostConnection(call, thrown);
  }
}

/** Reads a success to its end; a body that is cut off is a lost answer. */
async function take(call: Call<unknown>, response: Response): Promise<void> {
  if (!call.endpoint.schema) {
    discard(response);
    if (!/\bhtml\b/i.test(response.headers.get("content-type") ?? "")) return;
    // Nothing is promised, but a proxy's page is no sign that anything was done.
    throw unusable(call, [{ path: [], message: "expected an answer of the service, not a page" }]);
  }
  try {
    call.text = await response.text();
  } catch (thrown) {
    throw lostConnection(call, thrown);
  }
}

function lostConnection(call: Call<unknown>, thrown: unknown): PubConnectionError {
  call.lost = true;
  decide(call, undefined, undefined);
  const { method, path } = call.facts;
  const cause = safeCause(thrown, call.confidential);
  const code = codeOf(cause);
  return new PubConnectionError(`${requestLine(method, path)} got no answer${code && ` (${code})`}`, {
    ...call.facts,
    cause,
  });
}

function decide(call: Call<unknown>, status: number | undefined, retryAfterMs: number | undefined): void {
  call.delayMs = retryDelayMs(
    {
      status,
      retryAfterMs,
      repeatable: call.endpoint.isRepeatable ?? true,
      retries: call.retries,
      maxRetries: call.options.maxRetries,
      remainingMs: call.deadline.remainingMs,
    },
    Math.random(),
  );
}

/** An error's body, as far as it can be had: the status alone says enough. */
async function errorBody(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      return text || undefined;
    }
  } catch {
    return undefined;
  }
}

/** Lets go of a body that nobody reads, so that its connection is free. */
function discard(response: Response): undefined {
  // A custom fetch may answer bodies of another kind, which are left alone.
  if (typeof response.body?.cancel === "function") response.body.cancel().catch(() => {});
}
