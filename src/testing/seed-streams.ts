import type { Channel } from "../schemas/channel.js";
import type { RecordedStream } from "../schemas/conference.js";
import type { SandboxConference, SandboxStream } from "./data.js";
import type { Store } from "./store/store.js";
import { createRecording, createStream } from "./store/streams.js";

/** Gives channels that have none a live stream input. */
export function seedStreams(
  store: Store,
  channels: readonly Channel[],
  count: number,
  start: number,
): SandboxStream[] {
  const free = channels.filter((channel) => !store.streams.get(channel.id));
  return free.slice(0, count).map((channel, index) => {
    const isLive = index % 2 === 0;
    return createStream(store, channel.id, {
      created: new Date(start + index * 1000).toISOString(),
      status: { is_connected: isLive, is_watchable: isLive },
      viewer_count: isLive ? 12 + store.texts.below(200) : 0,
    });
  });
}

/** Gives channels recordings, in turn. */
export function seedRecordings(
  store: Store,
  channels: readonly Channel[],
  count: number,
  start: number,
  span: number,
): RecordedStream[] {
  return Array.from({ length: count }).flatMap((_, index) => {
    const channel = channels[index % channels.length];
    if (!channel) return [];
    const created = new Date(start + Math.floor((index / count) * span)).toISOString();
    const duration = 60 + store.texts.below(72_000) / 10;
    const size = Math.round(duration * 38_000);
    return [createRecording(store, channel.id, { created, duration, size }).recording];
  });
}

/** Starts conferences in channels that have none. */
export function seedConferences(
  store: Store,
  channels: readonly Channel[],
  count: number,
): SandboxConference[] {
  const free = channels.filter((channel) => !store.conferences.get(channel.id));
  return free.slice(0, count).map((channel, index) => {
    const members = store.members.group(channel.id).map((member) => member.member_id);
    const participants = index % 2 === 0 ? members.slice(0, 3) : members.slice(1, 3);
    return store.conferences.insert({ channel_id: channel.id, participants });
  });
}
