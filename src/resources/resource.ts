import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import type { ListOptions, QueryParameters } from "../options.js";
import { type ListParameters, PageSource } from "../pagination/page-source.js";
import { Paginator } from "../pagination/paginator.js";
import type { PageData } from "../schemas/page.js";
import type { Schema } from "../schemas/schema.js";

/** One chapter of the API. */
export abstract class Resource {
  /** @internal */
  protected readonly http: Http;

  /**
   * Resources are made by a `PubClient`.
   *
   * @hidden
   */
  constructor(http: Http) {
    this.http = http;
  }

  /** @internal */
  protected pages<T>(
    path: PathParts,
    schema: Schema<PageData<T>>,
    params: ListParameters | undefined,
    options: ListOptions | undefined,
    query?: () => QueryParameters,
  ): Paginator<T> {
    return new Paginator(new PageSource(this.http, { method: "GET", path, schema }, params, query, options));
  }
}
