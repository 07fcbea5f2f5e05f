import * as z from "zod/mini";
import type { Schema } from "./schema.js";

/**
 * A paginated collection's page, as it comes over the wire.
 *
 * @example
 * ```ts
 * import type { Channel, PageData } from "@giosg/pub-sdk/schemas";
 *
 * const fixture: PageData<Partial<Channel>> = { next: null, previous: null, results: [{ name: "General" }] };
 * ```
 */
export interface PageData<T> {
  /** URL of the next page; null on the last one. */
  next: string | null;
  previous?: string | null;
  results: T[];
}

/**
 * The schema of a page whose items pass `item`.
 *
 * @example
 * ```ts
 * import { ChannelSchema, pageSchema } from "@giosg/pub-sdk/schemas";
 *
 * const answer = await fetch("https://example.com/fixtures/channels.json");
 * const { results } = pageSchema(ChannelSchema).parse(await answer.json());
 * ```
 */
export function pageSchema<T>(item: Schema<T>): Schema<PageData<T>> {
  return z.looseObject({
    next: z.nullable(z.string()),
    previous: z.exactOptional(z.nullable(z.string())),
    results: z.array(item),
  });
}
