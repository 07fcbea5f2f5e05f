import { refuse } from "../errors/input-error.js";

/**
 * One key or two, each descending with a minus before it: `"-created_at"`, `"created_at,-latest_message_created_at"`.
 *
 * @example
 * ```ts
 * import type { Ordering } from "@giosg/pub-sdk";
 *
 * const ordering: Ordering<"created_at" | "latest_message_created_at"> = "-latest_message_created_at,created_at";
 * ```
 */
export type Ordering<Key extends string, Directed extends string = Key | `-${Key}`> =
  | Directed
  | `${Directed},${Directed}`;

/**
 * What lists of channels can be ordered by (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { ChannelOrdering } from "@giosg/pub-sdk";
 *
 * const ordering: ChannelOrdering = "-latest_message_created_at,created_at";
 * const channels = pub.channels.list({ ordering });
 * ```
 */
export type ChannelOrdering = Ordering<"created_at" | "latest_message_created_at">;

/**
 * What messages and members can be ordered by (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { CreationOrdering } from "@giosg/pub-sdk";
 *
 * const ordering: CreationOrdering = "-created_at"; // the newest first
 * const messages = pub.messages.list(channelId, { ordering });
 * ```
 */
export type CreationOrdering = Ordering<"created_at">;

/** The keys of {@link ChannelOrdering}. */
export const channelKeys: readonly string[] = ["created_at", "latest_message_created_at"];

/** The keys of {@link CreationOrdering}. */
export const creationKeys: readonly string[] = ["created_at"];

/**
 * An ordering as the query carries it.
 *
 * @throws PubInputError for a key that the list does not know
 */
export function checkedOrdering(ordering: string | undefined, keys: readonly string[]): string | undefined {
  if (ordering === undefined) return undefined;
  const parts = typeof ordering === "string" ? ordering.split(",") : [];
  if (parts.length > 0 && parts.every((part) => keys.includes(part.replace(/^-/, "")))) return ordering;
  refuse("ordering", `made of ${keys.join(", ")}, each with or without a minus, separated by commas`);
}
