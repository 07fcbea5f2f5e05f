import type { Channel } from "../schemas/channel.js";
import type { RecordedStream } from "../schemas/conference.js";
import type { Message } from "../schemas/message.js";
import type { SandboxConference, SandboxStream } from "./data.js";
import { channelTexts } from "./names.js";
import { sampleBody } from "./sample-body.js";
import { pairsWithoutChannel, seedDmChannels } from "./seed-dm-channels.js";
import { checkSeedOptions, type SeedCounts, type SeedOptions } from "./seed-options.js";
import { checkRoom, openChannels } from "./seed-room.js";
import { seedConferences, seedRecordings, seedStreams } from "./seed-streams.js";
import { createChannel } from "./store/channels.js";
import { markSeen } from "./store/members.js";
import { createMessage } from "./store/messages.js";
import type { Store } from "./store/store.js";

/**
 * What `sandbox.seed` made.
 *
 * @example
 * ```ts
 * const { channels, messages } = sandbox.seed({ channels: 2, messages: 30 });
 * console.log(channels[0]?.name, messages.at(-1)?.created_at);
 * ```
 */
export interface Seeded {
  readonly channels: Channel[];
  readonly dmChannels: Channel[];
  /** In the order of their time. */
  readonly messages: Message[];
  readonly streams: SandboxStream[];
  readonly recordedStreams: RecordedStream[];
  readonly conferences: SandboxConference[];
}

const day = 86_400_000;
const span = 14 * day;

/**
 * Makes channels, messages and what else is asked for.
 *
 * @throws PubInputError for an option that is unknown or out of range, and for what has no channel to go to
 */
export function seed(store: Store, options: SeedOptions): Seeded {
  const counts = checkSeedOptions(options);
  checkRoom(store, counts);
  // History lies in the past, so that whatever is written next comes after it.
  const start = store.clock.peek() - span;
  if (counts.members !== undefined) {
    while (store.people.users.length < counts.members) store.people.add({});
  }
  const pairs = pairsWithoutChannel(store, counts.dmChannels);
  const channels = Array.from({ length: counts.channels }, (_, index) =>
    seedChannel(store, counts, index, start),
  );
  const dmChannels = seedDmChannels(store, pairs, start - day);
  const made = [...channels, ...dmChannels];
  const messages = seedMessages(store, made.length > 0 ? made : store.channels.rows, counts.messages, start);
  for (const channel of made) lookAround(store, channel, start);
  const hosts = channels.length > 0 ? channels : openChannels(store);
  return {
    channels,
    dmChannels,
    messages,
    streams: seedStreams(store, hosts, counts.streams, start),
    recordedStreams: seedRecordings(store, hosts, counts.recordedStreams, start, span),
    conferences: seedConferences(store, hosts, counts.conferences),
  };
}

function seedChannel(store: Store, { members }: SeedCounts, index: number, start: number): Channel {
  const [creator, ...others] = store.people.users;
  const ids = others.slice(0, (members ?? 20) - 1).map((user) => user.id);
  const created_at = new Date(start - day + index * 1000).toISOString();
  return createChannel(store, creator.id, ids, {
    ...channelTexts(store.channels.rows.length),
    created_at,
  });
}

function seedMessages(store: Store, channels: readonly Channel[], count: number, start: number): Message[] {
  const [first, ...others] = channels;
  if (!first) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = start + Math.floor(((index + store.texts.below(1000) / 1000) / count) * span);
    return seedMessage(store, store.texts.pick([first, ...others]), index, new Date(at).toISOString());
  });
}

function seedMessage(store: Store, channel: Channel, index: number, created_at: string): Message {
  const members = store.members.group(channel.id);
  const [creator] = store.people.users;
  const one = () => members[store.texts.below(members.length)]?.member_id ?? creator.id;
  const sender_id = one();
  const mentioned = one();
  const { body, isMention } = sampleBody(
    store.texts,
    index,
    store.people.get(mentioned)?.full_name ?? "everybody",
  );
  return createMessage(store, channel, {
    sender_id,
    body,
    created_at,
    notify_users: isMention ? [mentioned] : [],
  });
}

/** Some members have seen everything, the others have looked at some time before. */
function lookAround(store: Store, channel: Channel, start: number): void {
  for (const [index, member] of store.members.group(channel.id).entries()) {
    const share = index % 3 === 1 ? 1 : 0.5 + store.texts.below(500) / 1000;
    markSeen(store, member, new Date(start + Math.floor(span * share)).toISOString());
  }
}
