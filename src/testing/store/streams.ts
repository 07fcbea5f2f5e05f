import type {
  LiveStream,
  LiveStreamSettings,
  RecordedStream,
  StreamStatus,
} from "../../schemas/conference.js";
import type { SandboxRecording, SandboxStream } from "../data.js";
import type { Store } from "./store.js";

/** What a stream can start with. */
export interface NewStream {
  readonly created?: string | undefined;
  readonly input?: Partial<LiveStream> | undefined;
  readonly status?: Partial<StreamStatus> | undefined;
  readonly viewer_count?: number | undefined;
}

const media = "https://media.sandbox.localhost";
const defaults: LiveStreamSettings = {
  slate_image_url: null,
  reconnect_timeout: 0,
  latency_mode: "standard",
};

/** The stream of a channel, made where there is none; settings replace those it has. */
export function ensureStream(
  store: Store,
  channelId: string,
  settings: Partial<LiveStreamSettings>,
): { readonly stream: SandboxStream; readonly isNew: boolean } {
  const existing = store.streams.get(channelId);
  const stream = existing ?? createStream(store, channelId, {});
  if (Object.keys(settings).length > 0) {
    store.streams.update(stream, {
      input: { ...defaults, ...stream.input, ...settings },
    });
  }
  return { stream, isNew: existing === undefined };
}

/** Makes a channel's stream: nobody streams, nobody watches. */
export function createStream(store: Store, channelId: string, init: NewStream): SandboxStream {
  const uid = store.ids.hex(32);
  return store.streams.insert({
    channel: channelId,
    created: init.created ?? store.clock.tick(),
    input: {
      rtmps_url: "rtmps://live.sandbox.localhost:443/live/",
      view_url: `${media}/${uid}/manifest/video.m3u8`,
      stream_key: store.ids.hex(64),
      stream_uid: uid,
      ...init.input,
    },
    status: {
      is_connected: false,
      is_watchable: false,
      seconds_until_watchable: 0,
      ...init.status,
    },
    viewer_count: init.viewer_count ?? 0,
  });
}

/** Makes a recording of a channel's stream. */
export function createRecording(
  store: Store,
  channelId: string,
  init: Partial<RecordedStream>,
): SandboxRecording {
  const uid = init.uid ?? store.ids.hex(32);
  const created = init.created ?? store.clock.tick();
  return store.recordings.insert({
    channel: channelId,
    recording: {
      uid,
      thumbnail: `${media}/${uid}/thumbnails/thumbnail.jpg`,
      created,
      modified: created,
      size: 48_318_382,
      duration: 1260.5,
      input: { width: 1920, height: 1080 },
      playback: {
        hls: `${media}/${uid}/manifest/video.m3u8`,
        dash: `${media}/${uid}/manifest/video.mpd`,
      },
      meta: { name: store.channels.get(channelId)?.name ?? "Live stream" },
      ...init,
    },
  });
}
