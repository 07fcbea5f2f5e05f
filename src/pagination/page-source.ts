import { requestLine } from "../errors/error-texts.js";
import { PubInputError } from "../errors/input-error.js";
import { PubResponseError } from "../errors/response-error.js";
import type { Endpoint } from "../http/endpoint.js";
import type { Http } from "../http/http.js";
import { checkedObject, type ListOptions, type QueryParameters } from "../options.js";
import type { PageData } from "../schemas/page.js";

/**
 * What every list can be asked for.
 *
 * @example
 * ```ts
 * const { next } = await pub.channels.list().firstPage();
 * const rest = pub.channels.list({ from: next }); // later, from a stored page URL
 * ```
 */
export interface ListParameters {
  /**
   * URL of the page to go on from, as a page's `next` has it, with its own query in the place of the other
   * parameters; null lists nothing.
   */
  readonly from?: string | null | undefined;
}

/** Where a list's pages come from: its first page, and any page by its URL. */
export class PageSource<T> {
  /** @internal */
  readonly options: ListOptions;
  readonly #http: Http;
  readonly #endpoint: Endpoint<PageData<T>>;
  readonly #params: ListParameters;
  readonly #query: (() => QueryParameters) | undefined;

  /** @internal */
  constructor(
    http: Http,
    endpoint: Endpoint<PageData<T>>,
    params: ListParameters = {},
    query?: () => QueryParameters,
    options: ListOptions = {},
  ) {
    this.options = options;
    this.#http = http;
    this.#endpoint = endpoint;
    this.#params = params;
    this.#query = query;
  }

  /**
   * @internal Path and query of the first page; null where there is nothing left to list.
   *
   * @throws PubInputError for ids, parameters and options that are none, and for a `from` that is no page
   */
  first(): string | null {
    const { from } = checkedObject("The list's parameters", this.#params);
    // Also with `from`, the ids are checked: a wrong one is never passed over.
    const target = this.#http.targetOf({ ...this.#endpoint, query: this.#query?.() }, this.options);
    if (from === undefined) return target;
    if (from === null) return null;
    const resumed = this.#http.pageTarget(from);
    if (resumed !== undefined) return resumed;
    throw new PubInputError("from must be the URL of a page of this API, as a page's next has it", {
      issues: [{ path: ["from"], message: "expected a URL under /api/pub/" }],
    });
  }

  /** @internal Path and query of a page that another page names. */
  linked(link: "next" | "previous", url: string | null, from: string): string | null {
    if (url === null) return null;
    return this.#http.pageTarget(url) ?? this.refuse(from, [link], "expected a URL under /api/pub/");
  }

  /** @internal */
  async load(target: string, stop?: AbortSignal): Promise<PageData<T>> {
    const data = await this.#http.call(this.#endpoint, this.options, { target, stop });
    // Drift may be only reported, but without these two there is no page.
    if (!Array.isArray(data?.results)) return this.refuse(target, ["results"], "expected an array");
    if (data.next !== null && typeof data.next !== "string") {
      return this.refuse(target, ["next"], "expected a URL or null");
    }
    return data;
  }

  /** @internal */
  refuse(target: string, path: readonly string[], message: string): never {
    const pathname = target.replace(/\?.*/s, "");
    const text = `${requestLine("GET", pathname)} answered 200, not as the API promises: ${path}: ${message}`;
    const issues = [{ path, message }];
    return this.#http.fail(
      new PubResponseError(text, { issues, status: 200, method: "GET", path: pathname }),
    );
  }
}
