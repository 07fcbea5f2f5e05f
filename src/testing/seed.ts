import { PubInputError } from "../errors/input-error.js";
import type { Channel } from "../schemas/channel.js";
import type { Message } from "../schemas/message.js";
import { checkCount, checkFields } from "./checks.js";
import { channelTexts } from "./names.js";
import { sampleBody } from "./sample-body.js";
import { createChannel } from "./store/channels.js";
import { markSeen } from "./store/members.js";
import { createMessage } from "./store/messages.js";
import type { Store } from "./store/store.js";

/** How much `sandbox.seed` makes. */
export interface SeedOptions {
  /**
   * New channels, 0 to 1000; with 0, the messages go into the channels that there are.
   *
   * @default 3
   */
  readonly channels?: number | undefined;
  /**
   * Messages in all, spread over the channels; 0 to 100000.
   *
   * @default 60
   */
  readonly messages?: number | undefined;
}

/** What `sandbox.seed` made. */
export interface Seeded {
  readonly channels: Channel[];
  /** In the order of their time. */
  readonly messages: Message[];
}

const seedFields: Readonly<Record<keyof SeedOptions, true>> = { channels: true, messages: true };
const day = 86_400_000;
const span = 14 * day;
const mostMembers = 20;

/**
 * Makes channels and messages.
 *
 * @throws PubInputError for an option that is unknown or out of range, or messages that have no channel to go to
 */
export function seed(store: Store, options: SeedOptions): Seeded {
  checkFields("sandbox.seed", "option", options, seedFields);
  const channelCount = checkCount("channels", options.channels ?? 3, 0, 1000);
  const messageCount = checkCount("messages", options.messages ?? 60, 0, 100_000);
  const { texts } = store;
  // History lies in the past, so that whatever is written next comes after it.
  const start = store.clock.peek() - span;
  const made = Array.from({ length: channelCount }, (_, index) => seedChannel(store, index, start));

  const [first, ...others] = channelCount > 0 ? made : store.channels.rows;
  const messages: Message[] = [];
  if (!first) {
    if (messageCount > 0)
      throw new PubInputError("messages need a channel: let channels be at least 1, or add one");
    return { channels: made, messages };
  }
  for (let index = 0; index < messageCount; index++) {
    const at = start + Math.floor(((index + texts.below(1000) / 1000) / messageCount) * span);
    messages.push(seedMessage(store, texts.pick([first, ...others]), index, new Date(at).toISOString()));
  }
  for (const channel of made) lookAround(store, channel, start);
  return { channels: made, messages };
}

function seedChannel(store: Store, index: number, start: number): Channel {
  const [creator, ...others] = store.people.users;
  const members = others.slice(0, mostMembers - 1).map((user) => user.id);
  const created_at = new Date(start - day + index * 1000).toISOString();
  return createChannel(store, creator.id, members, {
    ...channelTexts(store.channels.rows.length),
    created_at,
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
