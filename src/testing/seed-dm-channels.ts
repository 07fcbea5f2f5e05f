import { PubInputError } from "../errors/input-error.js";
import type { Channel } from "../schemas/channel.js";
import { createChannel } from "./store/channels.js";
import type { Store } from "./store/store.js";

/** The ids of two users. */
export type Pair = readonly [string, string];

/**
 * Pairs of users who have no direct-message channel.
 *
 * @throws PubInputError where there are not that many
 */
export function pairsWithoutChannel(store: Store, count: number): readonly Pair[] {
  const pairs: Pair[] = [];
  if (count === 0) return pairs;
  for (const pair of freePairs(store)) {
    pairs.push(pair);
    if (pairs.length === count) return pairs;
  }
  throw new PubInputError(
    `dmChannels must be at most ${pairs.length}: so many pairs of users have none (let members be more)`,
  );
}

/** Opens their channels. */
export function seedDmChannels(store: Store, pairs: readonly Pair[], start: number): Channel[] {
  return pairs.map(([creator, other], index) => {
    const name = [creator, other].map((id) => store.people.get(id)?.full_name ?? id).join(", ");
    const created_at = new Date(start + index * 1000).toISOString();
    return createChannel(store, creator, [other], { name, created_at }, true);
  });
}

function* freePairs(store: Store): Generator<Pair> {
  const taken = new Set(
    store.channels.rows
      .filter((channel) => channel.is_direct_message)
      .map((channel) => pairKey(store.members.group(channel.id).map((member) => member.member_id))),
  );
  const ids = store.people.users.map((user) => user.id);
  for (const [index, one] of ids.entries()) {
    for (let second = index + 1; second < ids.length; second++) {
      const other = ids[second];
      if (other !== undefined && !taken.has(pairKey([one, other]))) yield [one, other];
    }
  }
}

function pairKey(ids: readonly string[]): string {
  return [...ids].sort().join();
}
