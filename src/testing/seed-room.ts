import { PubInputError } from "../errors/input-error.js";
import type { Channel } from "../schemas/channel.js";
import type { SeedCounts } from "./seed-options.js";
import type { Store } from "./store/store.js";

/** The channels that can have streams and conferences. */
export function openChannels(store: Store): readonly Channel[] {
  return store.channels.rows.filter((channel) => !channel.is_direct_message);
}

/**
 * Makes sure, before anything is made, that there is a channel for everything.
 *
 * @throws PubInputError that names what has none
 */
export function checkRoom(store: Store, counts: SeedCounts): void {
  const open = openChannels(store);
  const isNew = counts.channels > 0;
  const hosts = isNew ? counts.channels : open.length;
  const any = hosts + counts.dmChannels + store.channels.rows.length;
  check("messages", counts, any, Number.POSITIVE_INFINITY);
  check("recordedStreams", counts, hosts, Number.POSITIVE_INFINITY);
  const without = (table: { get(id: string): unknown }) =>
    isNew ? hosts : open.filter(({ id }) => table.get(id) === undefined).length;
  check("streams", counts, hosts, without(store.streams));
  check("conferences", counts, hosts, without(store.conferences));
}

function check(name: keyof SeedCounts, counts: SeedCounts, hosts: number, most: number): void {
  const count = counts[name] ?? 0;
  if (count > 0 && hosts === 0) {
    throw new PubInputError(`${name} need a channel: let channels be at least 1, or add one`);
  }
  if (count > most) {
    throw new PubInputError(`${name} must be at most ${most}: so many channels are there that have none`);
  }
}
