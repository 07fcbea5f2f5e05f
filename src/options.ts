import { shorten } from "./errors/error-texts.js";
import { refuse } from "./errors/input-error.js";
import type { PubHooks } from "./http/hooks.js";
import { uuidOf } from "./http/path.js";
import type { TokenFunction } from "./http/token-source.js";

/**
 * What to do with an answer that is not what the API promises: fail the call, or hand it over and tell a hook.
 *
 * @example
 * ```ts
 * import { type OnInvalid, PubClient } from "@giosg/pub-sdk";
 *
 * const onInvalid: OnInvalid = "report"; // in production; "throw" in tests
 * new PubClient({ organizationId, token, onInvalid, hooks: { invalid: ({ issues }) => console.warn(issues) } });
 * ```
 */
export type OnInvalid = "throw" | "report";

/**
 * `fetch`, as the client calls it.
 *
 * @example
 * ```ts
 * import { type FetchFunction, PubClient } from "@giosg/pub-sdk";
 *
 * const counted: FetchFunction = (url, init) => {
 *   console.count(init.method);
 *   return fetch(url, init);
 * };
 * new PubClient({ organizationId, token, fetch: counted });
 * ```
 */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/**
 * What a {@link PubClient} is made with.
 *
 * @example
 * ```ts
 * import { PubClient, type PubClientOptions } from "@giosg/pub-sdk";
 *
 * const options: PubClientOptions = { organizationId, token, timeoutMs: 10_000, maxRetries: 1 };
 * const pub = new PubClient(options);
 * ```
 */
export interface PubClientOptions {
  /** UUID of the organization that calls are about; any call can name another. */
  readonly organizationId: string;
  /** API token, or a function that answers one; sent as `Authorization: Token …`. Excludes `accessToken`. */
  readonly token?: string | TokenFunction | undefined;
  /** OAuth2 access token, or a function that answers one; sent as `Authorization: Bearer …`. Excludes `token`. */
  readonly accessToken?: string | TokenFunction | undefined;
  /**
   * Where the service is: https, or http on localhost. A path prefix is kept.
   *
   * @default "https://api.giosg.com"
   */
  readonly baseUrl?: string | undefined;
  /**
   * Called as `fetch(url, init)`.
   *
   * @default globalThis.fetch, looked up at each request
   */
  readonly fetch?: FetchFunction | undefined;
  /**
   * The whole call in milliseconds: attempts, waits between them, and the body; over 0, or `Infinity`.
   *
   * @default 30000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Attempts after the first; 0 for none.
   *
   * @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * What to do with an answer that is not what the API promises.
   *
   * @default "throw"
   */
  readonly onInvalid?: OnInvalid | undefined;
  /** Callbacks for logs and metrics. */
  readonly hooks?: PubHooks | undefined;
}

/**
 * What any single call can set for itself; the client's options where it is left out.
 *
 * @example
 * ```ts
 * import type { RequestOptions } from "@giosg/pub-sdk";
 *
 * const { signal } = new AbortController();
 * const hasty: RequestOptions = { signal, timeoutMs: 2_000, maxRetries: 0 };
 * await pub.channels.retrieve(channelId, hasty);
 * ```
 */
export interface RequestOptions {
  /** Ends the call at any moment: it rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** The whole call in milliseconds (on lists: each page); over 0, or `Infinity`. */
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first; 0 for none. */
  readonly maxRetries?: number | undefined;
  /** UUID of another organization. */
  readonly organizationId?: string | undefined;
  /** Query parameters that the SDK does not know yet; `undefined` values are left out. */
  readonly query?: QueryParameters | undefined;
  /**
   * Further headers; not Authorization, Accept or Content-Type. Where there is a `location` (pages, web workers, jsdom)
   * they are checked and left out, as the service's CORS check would fail with them.
   */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** What to do with an answer that is not what the API promises. */
  readonly onInvalid?: OnInvalid | undefined;
}

/**
 * Query parameters by name.
 *
 * @example
 * ```ts
 * import type { QueryParameters } from "@giosg/pub-sdk";
 *
 * const query: QueryParameters = { page_size: 100 }; // one that this version does not know
 * const page = await pub.channels.list({}, { query }).firstPage();
 * ```
 */
export type QueryParameters = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * What a call that lists can set for itself.
 *
 * @example
 * ```ts
 * import type { ListOptions } from "@giosg/pub-sdk";
 *
 * const slowly: ListOptions = { prefetch: false, timeoutMs: 60_000 }; // for each page
 * for await (const channel of pub.channels.list({}, slowly)) console.log(channel.name);
 * ```
 */
export interface ListOptions extends RequestOptions {
  /**
   * Whether the next page is fetched while the current one is worked on.
   *
   * @default true
   */
  readonly prefetch?: boolean | undefined;
}

/** Options that calls inherit, checked. */
export interface CallDefaults {
  readonly organizationId: string;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly onInvalid: OnInvalid;
}

const inherited: Omit<CallDefaults, "organizationId"> = {
  timeoutMs: 30_000,
  maxRetries: 2,
  onInvalid: "throw",
};

/**
 * Fills a call's options up from the client's.
 *
 * @throws PubInputError for a value out of range
 */
export function resolveOptions(options: OptionInput, defaults: Partial<CallDefaults>): CallDefaults {
  if (typeof options !== "object" || options === null) refuse("options", "an object");
  const timeoutMs = checkedTimeout(options.timeoutMs ?? defaults.timeoutMs ?? inherited.timeoutMs);
  const maxRetries = checkedCount(
    "maxRetries",
    options.maxRetries ?? defaults.maxRetries ?? inherited.maxRetries,
    0,
  );
  const onInvalid = options.onInvalid ?? defaults.onInvalid ?? inherited.onInvalid;
  if (onInvalid !== "throw" && onInvalid !== "report") {
    refuse("onInvalid", '"throw" or "report"');
  }
  const organizationId =
    options.organizationId === undefined && defaults.organizationId !== undefined
      ? defaults.organizationId
      : uuidOf("organizationId", options.organizationId);
  return { organizationId, timeoutMs, maxRetries, onInvalid };
}

/** @throws PubInputError for anything but a plain object: of a Headers or a Map nothing would be seen */
export function checkedObject<T extends object>(name: string, value: T): T {
  if (Object.prototype.toString.call(value) === "[object Object]") return value;
  refuse(name, "a plain object");
}

/** @throws PubInputError unless it is a whole number that is not too small, or Infinity */
export function checkedCount(name: string, count: unknown, least: number): number {
  const isCount = Number.isInteger(count) || count === Number.POSITIVE_INFINITY;
  if (isCount && Number(count) >= least) return Number(count);
  refuse(name, `a whole number from ${least} on, or Infinity`);
}

/** @throws PubInputError unless it is a number over 0 */
export function checkedTimeout(timeoutMs: unknown): number {
  if (typeof timeoutMs === "number" && timeoutMs > 0) return timeoutMs;
  refuse("timeoutMs", "a number of milliseconds over 0, or Infinity");
}

/** @throws PubInputError for anything but a signal */
export function checkedSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  // By what it can do: signals come from other realms and polyfills as well.
  if (signal === undefined || typeof signal?.addEventListener === "function") return signal;
  refuse("signal", "an AbortSignal");
}

type OptionInput = Pick<RequestOptions, "timeoutMs" | "maxRetries" | "onInvalid" | "organizationId">;

const reserved = ["authorization", "accept", "content-type"];

/**
 * A call's further headers.
 *
 * @throws PubInputError for one that the SDK sets itself, or that cannot be sent
 */
export function checkedHeaders(headers: RequestOptions["headers"]): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(checkedObject("headers", headers ?? {}))) {
    if (value === undefined) continue;
    if (reserved.includes(name.toLowerCase())) {
      refuse("headers", "others than Authorization, Accept and Content-Type, which the SDK sets");
    }
    if (
      !/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) ||
      typeof value !== "string" ||
      !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ) {
      refuse("headers", "names and values that HTTP can carry");
    }
    checked[name] = value;
  }
  return checked;
}

/**
 * A call's query, with the question mark; empty without parameters.
 *
 * @throws PubInputError for a value that is no string, number or boolean
 */
export function queryString(...sources: readonly (QueryParameters | undefined)[]): string {
  const parameters = new URLSearchParams();
  for (const source of sources) {
    for (const [name, value] of Object.entries(checkedObject("query", source ?? {}))) {
      if (value === undefined) continue;
      if (!["string", "number", "boolean"].includes(typeof value)) {
        refuse(["query", shorten(name, 100)], "a string, a number or a boolean");
      }
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
