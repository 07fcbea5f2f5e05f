import type { Change, LiveStatus, PubRealtime, Watch, WatchOptions } from "../../../src/realtime/index.js";

/** A resource of whatever kind. */
export type Item = Readonly<Record<string, unknown>>;

/** A collection of whatever kind. */
export interface Live {
  readonly ready: Promise<void>;
  readonly items: readonly object[];
  readonly status: LiveStatus;
  readonly hasMore: boolean;
  readonly error: unknown;
  loadMore(): Promise<boolean>;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** What the paths of a model are about. */
export interface Places {
  readonly user: string;
  readonly a: string;
  readonly b: string;
}

/** Something that can be watched, and where the service shows it. */
export interface Kind {
  readonly path: (places: Places) => string;
  readonly key: string;
  /** What its collections are ordered by unless something else is asked for. */
  readonly ordering: string | undefined;
  readonly watch: (
    realtime: PubRealtime,
    places: Places,
    options: WatchOptions,
  ) => AsyncIterable<Change<object>>;
  /** A collection by the ordering of a number, and that ordering. */
  readonly collect: (
    realtime: PubRealtime,
    places: Places,
    at: number,
    limit: number,
  ) => [Live, string | undefined];
}

const created = ["created_at", "-created_at"] as const;
const latest = ["latest_message_created_at", "-latest_message_created_at", ...created] as const;

const kinds: readonly Kind[] = [
  kind(
    "id",
    created,
    "-created_at",
    ({ a }) => `/channels/${a}/messages`,
    (realtime, { a }, options) => realtime.messages(a, options),
  ),
  kind(
    "id",
    created,
    "-created_at",
    ({ b }) => `/channels/${b}/messages`,
    (realtime, { b }, options) => realtime.messages(b, options),
  ),
  kind(
    "id",
    latest,
    latest[1],
    () => "/channels",
    (realtime, _, options) => realtime.channels(options),
  ),
  kind(
    "id",
    latest,
    latest[1],
    ({ user }) => `/users/${user}/joined-channels`,
    (realtime, { user }, options) => realtime.joinedChannels(user, options),
  ),
  kind(
    "id",
    latest,
    latest[1],
    ({ user }) => `/users/${user}/dm-channels`,
    (realtime, { user }, options) => realtime.dmChannels(user, options),
  ),
  kind(
    "id",
    [],
    undefined,
    ({ a }) => `/channels/${a}`,
    (realtime, { a }, options) => realtime.channel(a, options),
  ),
  kind(
    "member_id",
    created,
    "-created_at",
    ({ a }) => `/channels/${a}/members`,
    (realtime, { a }, options) => realtime.members(a, options),
  ),
  kind(
    "id",
    [],
    undefined,
    ({ a, user }) => `/channels/${a}/members/${user}/notification_settings`,
    (realtime, { a, user }, options) => realtime.notificationSettings(a, user, options),
  ),
  kind(
    "channel_id",
    [],
    undefined,
    ({ user }) => `/users/${user}/active_conferences`,
    (realtime, { user }, options) => realtime.conferences(user, options),
  ),
];

/** The kind of a number. */
export function kindOf(number: number): Kind {
  return kinds[number % kinds.length] as Kind;
}

function kind<T extends object, Ordering extends string>(
  key: string,
  orderings: readonly Ordering[],
  ordering: string | undefined,
  path: Kind["path"],
  watch: (realtime: PubRealtime, places: Places, options: WatchOptions) => Watch<T, Ordering>,
): Kind {
  return {
    path,
    key,
    ordering,
    watch,
    collect: (realtime, places, at, limit) => {
      const asked = orderings[at % (orderings.length + 1)];
      const options = { limit, ...(asked && { ordering: asked }) };
      return [watch(realtime, places, {}).collection(options), asked ?? ordering];
    },
  };
}
