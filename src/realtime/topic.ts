import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import type { RequestOptions } from "../options.js";
import { PageSource } from "../pagination/page-source.js";
import { Paginator } from "../pagination/paginator.js";
import { type PageData, pageSchema } from "../schemas/page.js";
import type { Schema } from "../schemas/schema.js";

/** What tells the items of a path apart, and orders them. */
export interface Traits<T> {
  readonly schema: Schema<T>;
  /** The attribute that identifies an item. */
  readonly key: keyof T;
  /** What it can be ordered by. Where that is nothing, items cannot be read one by one either. */
  readonly keys: readonly string[];
  /** Whether it is a single resource, not a list. */
  readonly isOne?: boolean;
  /** Whether it only grows: nothing that was removed comes back. */
  readonly isLog?: boolean;
}

/** What can be watched: a resource or a collection, and how it is read. */
export interface Topic<T> extends Traits<T> {
  readonly path: string;
  /** Pages of the list, from the top or from a page's URL on; of a single resource one page. */
  pages(ordering: string, from: string | undefined, signal: AbortSignal): AsyncIterable<PageData<T>>;
  /** One item of a list. */
  item(id: string, signal: AbortSignal): Promise<T>;
}

/**
 * Makes a topic.
 *
 * @throws PubInputError for an id that is no UUID
 */
export function createTopic<T>(
  http: Http,
  path: PathParts,
  traits: Traits<T>,
  about: RequestOptions,
): Topic<T> {
  const { schema, isOne } = traits;
  const method = "GET";
  const call = (parts: PathParts, signal: AbortSignal) =>
    http.call({ method, path: parts, schema }, { ...about, signal });
  return {
    ...traits,
    path: http.targetOf({ method, path }, about),
    async *pages(ordering, from, signal) {
      const list = { method, path, schema: pageSchema(schema) } as const;
      const query = () => ({ ordering: ordering || undefined });
      const options = { ...about, signal, prefetch: false };
      if (isOne) yield { results: [await call(path, signal)], next: null };
      else yield* new Paginator(new PageSource(http, list, { from }, query, options)).pages();
    },
    item: (id, signal) => call([...path, { id }], signal),
  };
}
