import { PubClient } from "../../src/client.js";
import type { FetchFunction, PubClientOptions } from "../../src/options.js";
import { organizationId, token } from "./fault-data.js";

/** A request as it was given to `fetch`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly signal: AbortSignal;
  /** When, by `performance.now()`. */
  readonly at: number;
  readonly init: RequestInit;
}

/** What `fetch` does with one request. */
export type Reply = (sent: SentRequest) => Response | Promise<Response>;

/** Answers JSON. */
export function answer(data: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return () => new Response(JSON.stringify(data), { status, headers });
}

/** Answers a status and headers, without a body. */
export function failing(status: number, headers: Record<string, string> = {}): Reply {
  return () => new Response(null, { status, headers });
}

/** No answer, as the runtime says it. */
export function lost(): Reply {
  return () => Promise.reject(new TypeError("fetch failed"));
}

/** Headers, and a body that breaks off. */
export function cutBody(status = 200): Reply {
  return () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new TypeError("terminated")),
    });
    return new Response(body, { status });
  };
}

/** No answer until the signal aborts. */
export function hanging(): Reply {
  return ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

/** No answer ever, whatever the signal says. */
export function deaf(): Reply {
  return () => new Promise(() => {});
}

/** Headers, and a body that never ends; the signal ends it, as it does with the runtime's own. */
export function stalledBody(status = 200): Reply {
  return ({ signal }) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'));
        signal.addEventListener("abort", () => controller.error(signal.reason));
      },
    });
    return new Response(body, { status });
  };
}

/** A `fetch` that replies in the given order (further requests get the last reply), and remembers what was sent. */
export class FaultFetch {
  readonly sent: SentRequest[] = [];
  readonly #replies: readonly Reply[];

  constructor(...replies: readonly Reply[]) {
    this.#replies = replies;
  }

  readonly fetch: FetchFunction = async (url, init) => {
    const { method = "", headers, body, signal } = init;
    if (!signal) throw new Error("fetch was called without a signal");
    const sent = {
      method,
      url,
      headers: headers as Record<string, string>,
      body: typeof body === "string" ? JSON.parse(body) : body,
      signal,
      at: performance.now(),
      init,
    };
    const reply = this.#replies[this.sent.push(sent) - 1] ?? this.#replies.at(-1);
    if (!reply) throw new Error("no request was expected");
    return reply(sent);
  };

  /** Method and path (without the organization) of what was sent. */
  get lines(): string[] {
    return this.sent.map(({ method, url }) => {
      const { pathname, search } = new URL(url);
      return `${method} ${pathname.replace(/^.*\/orgs\/[^/]+/, "")}${search}`;
    });
  }
}

/** A client on such a `fetch`. */
export function clientOf(faults: FaultFetch, options: Partial<PubClientOptions> = {}): PubClient {
  const credentials = "accessToken" in options ? {} : { token };
  return new PubClient({
    organizationId,
    ...credentials,
    fetch: faults.fetch,
    ...options,
  });
}

/** A promise's end, as a value: so that nothing is unhandled while fake time passes. */
export async function settled<T>(promise: Promise<T>): Promise<{ value?: T; reason?: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (reason: unknown) => ({ reason }),
  );
}

/** What a promise rejects with; of the class that is asked for. */
export async function rejection<E = unknown>(
  promise: Promise<unknown>,
  type?: abstract new (...parameters: never[]) => E,
): Promise<E> {
  const { value, reason } = await promise.then(
    (value) => ({ value, reason: undefined }),
    (reason: unknown) => ({ value: undefined, reason: { of: reason } }),
  );
  if (!reason) throw new Error(`it was fulfilled with ${JSON.stringify(value)}`);
  if (type && !(reason.of instanceof type))
    throw new Error(`it was not a ${type.name}`, { cause: reason.of });
  return reason.of as E;
}

/** Lets everything that is ready to run do so; no clock moves. */
export async function settleDown(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A promise, and the handle that fulfils it. */
export function gate<T = void>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
