import type { Http } from "../http/http.js";
import type { PathParts } from "../http/path.js";
import type { RequestOptions } from "../options.js";
import { PageSource } from "../pagination/page-source.js";
import { Paginator } from "../pagination/paginator.js";
import { channelKeys, creationKeys } from "../resources/ordering.js";
import { pageSchema } from "../schemas/page.js";
import type { Schema } from "../schemas/schema.js";

/** What tells the items of a path apart, orders them and reads them. */
export interface Traits<T> {
  readonly schema: Schema<T>;
  /** The attribute that identifies an item. */
  readonly key: keyof T;
  /** How one item is read: below the collection, as the path itself, or, where there is no call for it, from the list. */
  readonly reads: "below" | "itself" | "list";
  /** What it can be ordered by. */
  readonly keys: readonly string[];
  /** What a collection is ordered by unless something else is asked for; empty where there is no ordering. */
  readonly ordering: string;
  /** How many items a watch keeps in mind unless it is told. */
  readonly limit: number;
  /** Whether what was removed can come back under the same id. */
  readonly returns: boolean;
}

const many = { key: "id", reads: "below", limit: Number.POSITIVE_INFINITY, returns: true } as const;

/** Traits of the lists of channels. */
export const ofChannels = { ...many, keys: channelKeys, ordering: "-latest_message_created_at" } as const;

/** Traits of the messages of a channel. */
export const ofMessages = {
  ...many,
  keys: creationKeys,
  ordering: "-created_at",
  limit: 100,
  returns: false,
} as const;

/** Traits of the members of a channel. */
export const ofMembers = { ...many, key: "member_id", keys: creationKeys, ordering: "created_at" } as const;

/** Traits of a single resource. */
export const ofOne = { ...many, reads: "itself", keys: [], ordering: "" } as const;

/** Traits of a user's active conferences. */
export const ofConferences = { ...ofOne, key: "channel_id", reads: "list" } as const;

/** What can be watched: a resource or a collection, and how it is read. */
export class Topic<T> {
  readonly path: string;
  readonly traits: Traits<T>;

  readonly #http: Http;
  readonly #parts: PathParts;
  readonly #about: RequestOptions;

  /** @throws PubInputError for an id that is no UUID */
  constructor(http: Http, parts: PathParts, traits: Traits<T>, about: RequestOptions) {
    this.path = http.targetOf({ method: "GET", path: parts }, about);
    this.traits = traits;
    this.#http = http;
    this.#parts = parts;
    this.#about = about;
  }

  /** Pages of the list, from the top or from a page's URL on; of a single resource one page. */
  async *pages(ordering: string, from: string | undefined, signal: AbortSignal) {
    const { schema, reads } = this.traits;
    if (reads === "itself") {
      yield { results: [await this.#call(this.#parts, signal)], next: null };
      return;
    }
    const endpoint = { method: "GET", path: this.#parts, schema: pageSchema(schema) } as const;
    const options = { ...this.#about, signal, prefetch: false };
    const query = () => ({ ordering: ordering || undefined });
    yield* new Paginator(new PageSource(this.#http, endpoint, { from }, query, options)).pages();
  }

  /** One item; undefined, or an error of 404, where there is none. */
  async item(id: string, signal: AbortSignal): Promise<T | undefined> {
    const { key, reads } = this.traits;
    if (reads !== "list")
      return this.#call(reads === "below" ? [...this.#parts, { id }] : this.#parts, signal);
    for await (const { results } of this.pages("", undefined, signal)) {
      const found = results.find((item) => item[key] === id);
      if (found) return found;
    }
    return undefined;
  }

  #call(path: PathParts, signal: AbortSignal): Promise<T> {
    return this.#http.call({ method: "GET", path, schema: this.traits.schema }, { ...this.#about, signal });
  }
}
