import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import type { ListOptions, QueryParameters } from "../options.js";
import { PageSource } from "../pagination/page-source.js";
import { Paginator } from "../pagination/paginator.js";
import type { PageData } from "../schemas/page.js";
import type { Schema } from "../schemas/schema.js";

/** What every list can be asked for. */
export interface ListParameters {
  /** URL of the page to go on from, as a page's `next` has it; null lists nothing. Its own query replaces the other parameters. */
  readonly from?: string | null | undefined;
}

/** One chapter of the API. */
export abstract class Resource {
  /** @internal */
  protected readonly http: Http;

  /** Resources are made by a `PubClient`. */
  constructor(http: Http) {
    this.http = http;
  }

  /** @internal */
  protected pages<T>(
    path: PathParts,
    schema: Schema<PageData<T>>,
    from: string | null | undefined,
    options: ListOptions | undefined,
    query?: () => QueryParameters,
  ): Paginator<T> {
    return new Paginator(new PageSource(this.http, { method: "GET", path, query, schema }, options, from));
  }
}
