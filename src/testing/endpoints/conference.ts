import * as z from "zod/mini";
import type { StreamInput } from "../../schemas/conference.js";
import { url } from "../../schemas/schema.js";
import type { SandboxConference, SandboxRecording, SandboxStream } from "../data.js";
import { created, invalid, notFound, ok } from "../http/answer.js";
import { payloadOf, type UserCall } from "../http/call.js";
import type { Sorting } from "../http/ordering.js";
import { page } from "../http/page.js";
import type { Route } from "../http/router.js";
import { isVisible } from "../store/channels.js";
import { memberOf } from "../store/members.js";
import { ensureStream } from "../store/streams.js";
import { channelIn, joinedChannelIn, userIn } from "./lookup.js";
import { filled, uuid } from "./payload-types.js";

const StreamSettingsSchema = z.object({
  slate_image_url: z.exactOptional(z.nullable(url)),
  reconnect_timeout: z.exactOptional(z.number().check(z.minimum(0))),
  latency_mode: z.exactOptional(z.enum(["standard", "reduced", "low"])),
});
const TokenContextSchema = z.object({
  group: uuid,
  user: z.object({
    id: filled,
    name: z.string(),
    email: z.exactOptional(z.nullable(z.string())),
    avatar: z.exactOptional(z.nullable(z.string())),
  }),
});
const SessionSchema = z.object({ action: z.enum(["start", "stop"]) });

const recordingSorting: Sorting<SandboxRecording> = {
  keys: { created: ({ recording }) => recording.created },
  ordering: "-created",
};
const streamSorting: Sorting<SandboxStream> = {
  keys: { created: (stream) => stream.created },
  ordering: "created",
};
const conferenceSorting: Sorting<SandboxConference> = {
  keys: {},
  ordering: "",
};

/** Live streams and conferences: the stream's key is for members of the channel alone. */
export const conference: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/conference/create_stream",
    methods: {
      GET: (call) => {
        const stream = call.store.streams.get(joinedChannelIn(call).id);
        if (!stream) throw notFound();
        return ok(stream.input);
      },
      POST: (call) => {
        const channel = joinedChannelIn(call);
        const { stream, isNew } = ensureStream(call.store, channel.id, payloadOf(call, StreamSettingsSchema));
        return isNew ? created(stream.input) : ok(stream.input);
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/conference/recorded_streams",
    methods: {
      GET: (call) => {
        const { recordings } = call.store;
        return page(
          call,
          recordings,
          recordings.group(channelIn(call).id),
          recordingSorting,
          ({ recording }) => recording,
        );
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/conference/streams",
    methods: {
      GET: (call) => {
        const visible = call.store.streams.rows.flatMap((stream) =>
          shownStream(call, stream) ? [stream] : [],
        );
        return page(call, call.store.streams, visible, streamSorting, (stream) => shownStream(call, stream));
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/conference/token",
    methods: {
      POST: (call) => {
        joinedChannelIn(call);
        const { group } = payloadOf(call, TokenContextSchema);
        if (group !== call.store.people.organizationId) {
          throw invalid({
            group: ["Must be the organization of the channel."],
          });
        }
        return ok({
          token_type: "bearer",
          access_token: call.store.ids.hex(64),
          expires_in: 3600,
        });
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/conference/stream_session",
    methods: {
      // A channel has one session at a time: starting answers the one under way, stopping answers null.
      POST: (call) => {
        const channel = joinedChannelIn(call);
        const { action } = payloadOf(call, SessionSchema);
        const { sessions, ids } = call.store;
        const running = sessions.get(channel.id);
        if (action === "stop") {
          if (running) sessions.remove([running]);
          return ok({ stream_session_id: null });
        }
        const session =
          running ??
          sessions.insert({
            channel: channel.id,
            stream_session_id: ids.uuid(),
          });
        return ok({ stream_session_id: session.stream_session_id });
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/users/:user/active_conferences",
    watchedBy: "channel_id",
    methods: {
      GET: (call) => {
        const user = userIn(call);
        const own = call.store.conferences.rows.filter((row) =>
          memberOf(call.store, row.channel_id, user.id),
        );
        return page(call, call.store.conferences, own, conferenceSorting, ({ channel_id, participants }) => ({
          channel_id,
          participant_count: participants.length,
          joined: participants.includes(user.id),
        }));
      },
    },
  },
];

function shownStream(call: UserCall, stream: SandboxStream): StreamInput | undefined {
  const channel = call.store.channels.get(stream.channel);
  if (!channel || !isVisible(call.store, channel, call.actor.id)) return undefined;
  const { rtmps_url, view_url, stream_uid } = stream.input;
  const { created } = stream;
  return {
    channel: channel.id,
    channel_name: channel.name,
    created,
    uid: stream_uid,
    rtmps_url,
    view_url,
  };
}
