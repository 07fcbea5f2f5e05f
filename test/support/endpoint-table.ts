import type { PubClient } from "../../src/client.js";
import type { ListOptions, RequestOptions } from "../../src/options.js";
import type { Paginator } from "../../src/pagination/paginator.js";
import type { MessageBodyV3 } from "../../src/schemas/index.js";
import * as wire from "./wire-fixtures.js";

/** The ids that the table's calls are made with: those of the fixtures, or those of a service under test. */
export interface World {
  readonly organization: string;
  readonly user: string;
  readonly otherUser: string;
  readonly channel: string;
  readonly dmChannel: string;
  readonly message: string;
  readonly newMessage: string;
}

/** One row of the interface's table: a call, the request that it makes, and an answer to that. */
export interface EndpointRow {
  /** `resource.method`, with what tells several rows of a method apart after a space. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The whole path, without a prefix. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The payload as sent; undefined where the request has no body. */
  readonly sent: unknown;
  readonly status: number;
  /** The answer's body; undefined for none. */
  readonly answer: unknown;
  /** What the call resolves with; a list with its items. */
  readonly result: unknown;
  readonly isList: boolean;
  /** Visitors may call it without a token. */
  readonly isPublic: boolean;
  /** The ids that the method takes, in order. */
  readonly ids: readonly string[];
  /** Makes the call; other ids and options as a test wants them. */
  readonly call: (pub: PubClient, ids?: readonly string[], options?: ListOptions) => Promise<unknown>;
}

type Ids = readonly [string, string, string];

interface RowInit extends Partial<Pick<EndpointRow, "query" | "sent" | "status" | "isPublic">> {
  readonly answer?: unknown;
  readonly ids?: readonly string[];
  readonly call?: (pub: PubClient, ids: Ids, options?: RequestOptions) => Promise<unknown>;
  readonly list?: (pub: PubClient, ids: Ids, options?: ListOptions) => Paginator<unknown>;
}

/** Every row of the interface's table, for the ids of a world. */
export function endpointTable(world: World = wire.ids): readonly EndpointRow[] {
  const { organization, user, otherUser, channel, dmChannel, message, newMessage } = world;
  const root = `/api/pub/v1/orgs/${organization}`;
  const publicRoot = `/api/pub/public/v1/orgs/${organization}`;
  const inChannel = `/channels/${channel}`;
  const text: MessageBodyV3 = {
    version: 3,
    chunks: [{ type: "text", text: "Hello! Here is my message" }],
  };

  function row(name: string, request: string, init: RowInit): EndpointRow {
    const [method, path] = request.split(" ") as [EndpointRow["method"], string];
    const { query = {}, sent, ids = [], status = 200, isPublic = false, list, call } = init;
    const answer = list ? wire.pageOf(init.answer) : init.answer;
    return {
      ...{
        name,
        method,
        path: (isPublic ? publicRoot : root) + path,
        query,
        sent,
        status,
        answer,
        ids,
        isPublic,
      },
      isList: list !== undefined,
      result: list ? [init.answer] : answer,
      call: async (pub, given = ids, options) => {
        const all = given as Ids;
        return list ? list(pub, all, options).toArray({ limit: Infinity }) : call?.(pub, all, options);
      },
    };
  }

  return [
    row("channels.list", "GET /channels", {
      answer: wire.channel,
      list: (pub, _, options) => pub.channels.list({}, options),
    }),
    row("channels.list ordered", "GET /channels", {
      query: { ordering: "-latest_message_created_at" },
      answer: wire.channel,
      list: (pub, _, options) => pub.channels.list({ ordering: "-latest_message_created_at" }, options),
    }),
    row("channels.create", "POST /channels", {
      sent: {
        name: "Public test channel",
        description: "This is public channel for testing",
      },
      status: 201,
      answer: wire.channel,
      call: (pub, _, options) =>
        pub.channels.create(
          {
            name: "Public test channel",
            description: "This is public channel for testing",
          },
          options,
        ),
    }),
    row("channels.create with everything", "POST /channels", {
      sent: {
        name: "Leads",
        description: "",
        avatar_url: null,
        members: [user, otherUser],
        is_private: true,
        is_village: false,
      },
      status: 201,
      answer: wire.channel,
      call: (pub, _, options) =>
        pub.channels.create(
          {
            name: "Leads",
            description: "",
            avatar_url: null,
            members: [user, otherUser.toUpperCase()],
            is_private: true,
            is_village: false,
          },
          options,
        ),
    }),
    row("channels.retrieve", `GET ${inChannel}`, {
      ids: [channel],
      answer: wire.channel,
      call: (pub, [id], options) => pub.channels.retrieve(id, options),
    }),
    row("channels.update", `PATCH ${inChannel}`, {
      ids: [channel],
      sent: { description: "Out and about" },
      answer: wire.channel,
      call: (pub, [id], options) => pub.channels.update(id, { description: "Out and about" }, options),
    }),
    row("channels.replace", `PUT ${inChannel}`, {
      ids: [channel],
      sent: { name: "Releases", description: "What is out" },
      answer: wire.channel,
      call: (pub, [id], options) =>
        pub.channels.replace(id, { name: "Releases", description: "What is out" }, options),
    }),
    row("channels.delete", `DELETE ${inChannel}`, {
      ids: [channel],
      status: 204,
      call: (pub, [id], options) => pub.channels.delete(id, options),
    }),
    row("channels.listJoined", `GET /users/${user}/joined-channels`, {
      ids: [user],
      answer: wire.joinedChannel,
      list: (pub, [id], options) => pub.channels.listJoined(id, {}, options),
    }),
    row("channels.listJoined ordered, active", `GET /users/${user}/joined-channels`, {
      ids: [user],
      query: { ordering: "created_at", is_active: "true" },
      answer: wire.joinedChannel,
      list: (pub, [id], options) =>
        pub.channels.listJoined(id, { ordering: "created_at", is_active: true }, options),
    }),
    row("channels.listJoined inactive", `GET /users/${user}/joined-channels`, {
      ids: [user],
      query: { is_active: "false" },
      answer: wire.joinedChannel,
      list: (pub, [id], options) => pub.channels.listJoined(id, { is_active: false }, options),
    }),
    row("channels.retrieveJoined", `GET /users/${user}/joined-channels/${channel}`, {
      ids: [user, channel],
      answer: wire.joinedChannel,
      call: (pub, [userId, id], options) => pub.channels.retrieveJoined(userId, id, options),
    }),

    row("dmChannels.list", `GET /users/${user}/dm-channels`, {
      ids: [user],
      answer: wire.dmChannel,
      list: (pub, [id], options) => pub.dmChannels.list(id, {}, options),
    }),
    row("dmChannels.list ordered", `GET /users/${user}/dm-channels`, {
      ids: [user],
      query: { ordering: "latest_message_created_at" },
      answer: wire.dmChannel,
      list: (pub, [id], options) =>
        pub.dmChannels.list(id, { ordering: "latest_message_created_at" }, options),
    }),
    row("dmChannels.create", `POST /users/${user}/dm-channels`, {
      ids: [user],
      sent: { members: [otherUser] },
      status: 201,
      answer: wire.dmChannel,
      call: (pub, [id], options) => pub.dmChannels.create(id, { members: [otherUser] }, options),
    }),
    row("dmChannels.retrieve", `GET /users/${user}/dm-channels/${dmChannel}`, {
      ids: [user, dmChannel],
      answer: wire.dmChannel,
      call: (pub, [userId, id], options) => pub.dmChannels.retrieve(userId, id, options),
    }),

    row("messages.list", `GET ${inChannel}/messages`, {
      ids: [channel],
      answer: wire.message,
      list: (pub, [id], options) => pub.messages.list(id, {}, options),
    }),
    row("messages.list ordered", `GET ${inChannel}/messages`, {
      ids: [channel],
      query: { ordering: "-created_at" },
      answer: wire.message,
      list: (pub, [id], options) => pub.messages.list(id, { ordering: "-created_at" }, options),
    }),
    row("messages.create", `POST ${inChannel}/messages`, {
      ids: [channel],
      sent: {
        id: newMessage,
        body: text,
        notify_users: [otherUser],
        notify_channel: true,
      },
      status: 201,
      answer: wire.message,
      call: (pub, [id], options) => {
        const content = {
          id: newMessage,
          body: text,
          notify_users: [otherUser],
          notify_channel: true,
        };
        return pub.messages.create(id, content, options);
      },
    }),
    row("messages.retrieve", `GET ${inChannel}/messages/${message}`, {
      ids: [channel, message],
      answer: wire.message,
      call: (pub, [channelId, id], options) => pub.messages.retrieve(channelId, id, options),
    }),
    row("messages.update", `PATCH ${inChannel}/messages/${message}`, {
      ids: [channel, message],
      sent: { body: text },
      answer: wire.message,
      call: (pub, [channelId, id], options) =>
        pub.messages.update(channelId, id, "Hello! Here is my message", options),
    }),
    row("messages.delete", `DELETE ${inChannel}/messages/${message}`, {
      ids: [channel, message],
      status: 204,
      call: (pub, [channelId, id], options) => pub.messages.delete(channelId, id, options),
    }),

    row("members.list", `GET ${inChannel}/members`, {
      ids: [channel],
      answer: wire.member,
      list: (pub, [id], options) => pub.members.list(id, {}, options),
    }),
    row("members.list ordered", `GET ${inChannel}/members`, {
      ids: [channel],
      query: { ordering: "created_at" },
      answer: wire.member,
      list: (pub, [id], options) => pub.members.list(id, { ordering: "created_at" }, options),
    }),
    row("members.add", `POST ${inChannel}/members`, {
      ids: [channel, otherUser],
      sent: { member_id: otherUser },
      status: 201,
      answer: wire.member,
      call: (pub, [channelId, id], options) => pub.members.add(channelId, id, options),
    }),
    row("members.retrieve", `GET ${inChannel}/members/${user}`, {
      ids: [channel, user],
      answer: wire.member,
      call: (pub, [channelId, id], options) => pub.members.retrieve(channelId, id, options),
    }),
    row("members.update", `PATCH ${inChannel}/members/${user}`, {
      ids: [channel, user],
      sent: { last_seen_at: "2026-09-01T11:31:36.042Z", is_admin: true },
      answer: wire.member,
      call: (pub, [channelId, id], options) => {
        const patch = {
          last_seen_at: new Date("2026-09-01T11:31:36.042Z"),
          is_admin: true,
        };
        return pub.members.update(channelId, id, patch, options);
      },
    }),
    row("members.update with a string", `PATCH ${inChannel}/members/${user}`, {
      ids: [channel, user],
      sent: { last_seen_at: "2026-09-01T11:31:36.042517Z" },
      answer: wire.member,
      call: (pub, [channelId, id], options) =>
        pub.members.update(channelId, id, { last_seen_at: "2026-09-01T11:31:36.042517Z" }, options),
    }),
    row("members.markSeen", `PATCH ${inChannel}/members/${user}`, {
      ids: [channel, user],
      sent: { last_seen_at: "2026-09-01T11:31:36.042Z" },
      answer: wire.member,
      call: (pub, [channelId, id], options) =>
        pub.members.markSeen(channelId, id, new Date("2026-09-01T11:31:36.042Z"), options),
    }),
    row("members.remove", `DELETE ${inChannel}/members/${user}`, {
      ids: [channel, user],
      status: 204,
      call: (pub, [channelId, id], options) => pub.members.remove(channelId, id, options),
    }),

    row("notificationSettings.retrieve", `GET ${inChannel}/members/${user}/notification_settings`, {
      ids: [channel, user],
      answer: wire.settings,
      call: (pub, [channelId, id], options) => pub.notificationSettings.retrieve(channelId, id, options),
    }),
    row("notificationSettings.update", `PATCH ${inChannel}/members/${user}/notification_settings`, {
      ids: [channel, user],
      sent: { mode: "mentions", muted: "mentions" },
      answer: { ...wire.settings, mode: "mentions" },
      call: (pub, [channelId, id], options) =>
        pub.notificationSettings.update(channelId, id, { mode: "mentions" }, options),
    }),

    row("conference.createStream", `POST ${inChannel}/conference/create_stream`, {
      ids: [channel],
      answer: wire.liveStream,
      call: (pub, [id], options) => pub.conference.createStream(id, undefined, options),
    }),
    row("conference.createStream with settings", `POST ${inChannel}/conference/create_stream`, {
      ids: [channel],
      sent: {
        slate_image_url: null,
        reconnect_timeout: 30,
        latency_mode: "low",
      },
      answer: wire.liveStream,
      call: (pub, [id], options) => {
        const settings = {
          slate_image_url: null,
          reconnect_timeout: 30,
          latency_mode: "low",
        };
        return pub.conference.createStream(id, settings, options);
      },
    }),
    row("conference.retrieveStream", `GET ${inChannel}/conference/create_stream`, {
      ids: [channel],
      answer: wire.liveStream,
      call: (pub, [id], options) => pub.conference.retrieveStream(id, options),
    }),
    row("conference.listRecordedStreams", `GET ${inChannel}/conference/recorded_streams`, {
      ids: [channel],
      answer: wire.recordedStream,
      list: (pub, [id], options) => pub.conference.listRecordedStreams(id, {}, options),
    }),
    row("conference.listStreams", "GET /conference/streams", {
      answer: wire.streamInput,
      list: (pub, _, options) => pub.conference.listStreams({}, options),
    }),
    row("conference.retrieveStreamStatus", `GET ${inChannel}/conference/stream_status`, {
      isPublic: true,
      ids: [channel],
      answer: wire.streamStatus,
      call: (pub, [id], options) => pub.conference.retrieveStreamStatus(id, options),
    }),
    row("conference.retrieveStreamViewerCount", `GET ${inChannel}/conference/stream_viewer_count`, {
      isPublic: true,
      ids: [channel],
      answer: wire.viewerCount,
      call: (pub, [id], options) => pub.conference.retrieveStreamViewerCount(id, options),
    }),
    row("conference.waitUntilWatchable", `GET ${inChannel}/conference/stream_status`, {
      isPublic: true,
      ids: [channel],
      answer: {
        is_connected: true,
        is_watchable: true,
        seconds_until_watchable: 0,
      },
      call: (pub, [id], options) => pub.conference.waitUntilWatchable(id, options),
    }),
    row("conference.createToken", `POST ${inChannel}/conference/token`, {
      ids: [channel],
      sent: {
        group: organization,
        user: {
          id: user,
          name: "Maija",
          email: "maija@example.com",
          avatar: null,
        },
      },
      answer: wire.conferenceToken,
      call: (pub, [id], options) => {
        const person = {
          id: user,
          name: "Maija",
          email: "maija@example.com",
          avatar: null,
        };
        return pub.conference.createToken(id, { group: organization, user: person }, options);
      },
    }),
    row("conference.listActive", `GET /users/${user}/active_conferences`, {
      ids: [user],
      answer: wire.activeConference,
      list: (pub, [id], options) => pub.conference.listActive(id, {}, options),
    }),
    row("conference.startSession", `POST ${inChannel}/conference/stream_session`, {
      ids: [channel],
      sent: { action: "start" },
      answer: wire.streamSession,
      call: (pub, [id], options) => pub.conference.startSession(id, options),
    }),
    row("conference.stopSession", `POST ${inChannel}/conference/stream_session`, {
      ids: [channel],
      sent: { action: "stop" },
      answer: { stream_session_id: null },
      call: (pub, [id], options) => pub.conference.stopSession(id, options),
    }),
  ];
}
