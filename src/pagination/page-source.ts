import { requestLine } from "../errors/error-texts.js";
import { PubInputError } from "../errors/input-error.js";
import { PubResponseError } from "../errors/response-error.js";
import type { Endpoint } from "../http/endpoint.js";
import type { Http } from "../http/http.js";
import type { ListOptions, QueryParameters } from "../options.js";
import type { PageData } from "../schemas/page.js";

/** An operation that lists. Its query is made, and checked, when the list is first asked for. */
export interface ListEndpoint<T> extends Omit<Endpoint<PageData<T>>, "query"> {
  readonly query?: (() => QueryParameters) | undefined;
}

/** Where a list's pages come from: its first page, and any page by its URL. */
export class PageSource<T> {
  readonly options: ListOptions;
  readonly #http: Http;
  readonly #endpoint: ListEndpoint<T>;
  readonly #from: string | null | undefined;

  constructor(http: Http, endpoint: ListEndpoint<T>, options: ListOptions = {}, from?: string | null) {
    this.options = options;
    this.#http = http;
    this.#endpoint = endpoint;
    this.#from = from;
  }

  /** Path and query of the first page; null where there is nothing left to list. */
  first(): string | null {
    const from = this.#from;
    // Also with `from`, the ids are checked: a wrong one is never passed over.
    const { query, ...endpoint } = this.#endpoint;
    const target = this.#http.targetOf({ ...endpoint, query: query?.() }, this.options);
    if (from === undefined) return target;
    if (from === null) return null;
    const resumed = this.#http.pageTarget(from);
    if (resumed !== undefined) return resumed;
    throw new PubInputError("from must be the URL of a page of this API, as a page's next has it", {
      issues: [{ path: ["from"], message: "expected a URL under /api/pub/" }],
    });
  }

  /** Path and query of a page that another page names. */
  linked(page: PageData<T>, link: "next" | "previous", from: string): string | null {
    const url = page[link];
    if (url === null || url === undefined) return null;
    return this.#http.pageTarget(url) ?? this.refuse(from, [link], "expected a URL under /api/pub/");
  }

  async load(target: string, stop?: AbortSignal): Promise<PageData<T>> {
    const { query: _, ...endpoint } = this.#endpoint;
    const data = await this.#http.call(endpoint, this.options, {
      target,
      stop,
    });
    // Drift may be only reported, but without these two there is no page.
    if (!Array.isArray(data?.results)) return this.refuse(target, ["results"], "expected an array");
    if (data.next !== null && typeof data.next !== "string") {
      return this.refuse(target, ["next"], "expected a URL or null");
    }
    return data;
  }

  refuse(target: string, path: readonly string[], message: string): never {
    const pathname = target.replace(/\?.*$/s, "");
    const text = `${requestLine("GET", pathname)} answered 200, not as the API promises: ${path}: ${message}`;
    throw new PubResponseError(text, {
      issues: [{ path, message }],
      status: 200,
      method: "GET",
      path: pathname,
    });
  }
}
