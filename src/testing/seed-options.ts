import { checkCount, checkFields } from "./checks.js";

/**
 * How much `sandbox.seed` makes.
 *
 * @example
 * ```ts
 * import type { SeedOptions } from "@giosg/pub-sdk/testing";
 *
 * const busy: SeedOptions = { channels: 50, messages: 5_000, members: 12, dmChannels: 8, streams: 2 };
 * sandbox.seed(busy);
 * ```
 */
export interface SeedOptions {
  /**
   * New channels, 0 to 1000; with 0, what goes into channels goes into those that there are.
   *
   * @default 3
   */
  readonly channels?: number | undefined;
  /**
   * Messages in all, spread over the new channels, direct ones too; 0 to 100000.
   *
   * @default 60
   */
  readonly messages?: number | undefined;
  /**
   * Members of each new channel, 1 to 1000. Where there are fewer users, others are added.
   *
   * @default all users, and no more than 20
   */
  readonly members?: number | undefined;
  /**
   * New direct-message channels of two users each, 0 to 1000: the first user's with each other come first.
   *
   * @default 0
   */
  readonly dmChannels?: number | undefined;
  /**
   * Channels with a live stream input, 0 to 1000; every other one, from the first on, can be watched.
   *
   * @default 0
   */
  readonly streams?: number | undefined;
  /**
   * Recordings of streams in all, 0 to 10000.
   *
   * @default 0
   */
  readonly recordedStreams?: number | undefined;
  /**
   * Channels with a conference under way, 0 to 1000; every other one has been joined by the channel's first member.
   *
   * @default 0
   */
  readonly conferences?: number | undefined;
}

/** The options, checked, with their defaults. */
export interface SeedCounts extends Readonly<Record<Exclude<keyof SeedOptions, "members">, number>> {
  readonly members: number | undefined;
}

const seedFields: Readonly<Record<keyof SeedOptions, true>> = {
  channels: true,
  messages: true,
  members: true,
  dmChannels: true,
  streams: true,
  recordedStreams: true,
  conferences: true,
};

/**
 * Checks the options.
 *
 * @throws PubInputError for an option that is unknown or out of range
 */
export function checkSeedOptions(options: SeedOptions): SeedCounts {
  checkFields("sandbox.seed", "option", options, seedFields);
  const count = (name: keyof SeedOptions, most: number, otherwise = 0) =>
    checkCount(name, options[name] ?? otherwise, 0, most);
  return {
    channels: count("channels", 1000, 3),
    messages: count("messages", 100_000, 60),
    members: options.members === undefined ? undefined : checkCount("members", options.members, 1, 1000),
    dmChannels: count("dmChannels", 1000),
    streams: count("streams", 1000),
    recordedStreams: count("recordedStreams", 10_000),
    conferences: count("conferences", 1000),
  };
}
