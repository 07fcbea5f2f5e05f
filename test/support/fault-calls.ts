import type { PubClient } from "../../src/client.js";
import type { RequestOptions } from "../../src/options.js";
import { aChannel, aMember, aMessage, aPage, aStream, channelId, messageId, userId } from "./fault-data.js";

/** A call of each kind, and what a fault does to it by API.md. */
export interface KindOfCall {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Whether it is retried after a lost answer. */
  readonly isRepeatable: boolean;
  /** What the service answers where all is well. */
  readonly answer: unknown;
  invoke(pub: PubClient, options?: RequestOptions): Promise<unknown>;
}

const settings = {
  id: messageId,
  channel: channelId,
  user_id: userId,
  organization_id: channelId,
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
  mode: "muted",
};
const user = { id: userId, name: "Maija" };

export const kindsOfCall: readonly KindOfCall[] = [
  {
    name: "channels.retrieve",
    method: "GET",
    isRepeatable: true,
    answer: aChannel(),
    invoke: (pub, options) => pub.channels.retrieve(channelId, options),
  },
  {
    name: "channels.list",
    method: "GET",
    isRepeatable: true,
    answer: aPage([aChannel()]),
    invoke: (pub, options) => pub.channels.list({}, options).firstPage(),
  },
  {
    name: "conference.retrieveStreamStatus",
    method: "GET",
    isRepeatable: true,
    answer: {
      is_connected: true,
      is_watchable: true,
      seconds_until_watchable: 0,
    },
    invoke: (pub, options) => pub.conference.retrieveStreamStatus(channelId, options),
  },
  {
    name: "channels.replace",
    method: "PUT",
    isRepeatable: true,
    answer: aChannel(),
    invoke: (pub, options) => pub.channels.replace(channelId, { name: "General" }, options),
  },
  {
    name: "channels.update",
    method: "PATCH",
    isRepeatable: true,
    answer: aChannel(),
    invoke: (pub, options) => pub.channels.update(channelId, { name: "General" }, options),
  },
  {
    name: "messages.update",
    method: "PATCH",
    isRepeatable: true,
    answer: aMessage(),
    invoke: (pub, options) => pub.messages.update(channelId, messageId, "Hello", options),
  },
  {
    name: "members.update",
    method: "PATCH",
    isRepeatable: true,
    answer: aMember(),
    invoke: (pub, options) => pub.members.update(channelId, userId, { is_admin: true }, options),
  },
  {
    name: "notificationSettings.update",
    method: "PATCH",
    isRepeatable: true,
    answer: settings,
    invoke: (pub, options) => pub.notificationSettings.update(channelId, userId, { mode: "muted" }, options),
  },
  {
    name: "channels.delete",
    method: "DELETE",
    isRepeatable: true,
    answer: {},
    invoke: (pub, options) => pub.channels.delete(channelId, options),
  },
  {
    name: "messages.delete",
    method: "DELETE",
    isRepeatable: true,
    answer: {},
    invoke: (pub, options) => pub.messages.delete(channelId, messageId, options),
  },
  {
    name: "members.remove",
    method: "DELETE",
    isRepeatable: true,
    answer: {},
    invoke: (pub, options) => pub.members.remove(channelId, userId, options),
  },
  {
    name: "messages.create",
    method: "POST",
    isRepeatable: true,
    answer: aMessage(),
    invoke: (pub, options) => pub.messages.create(channelId, "Hello", options),
  },
  {
    name: "dmChannels.create",
    method: "POST",
    isRepeatable: true,
    answer: aChannel(),
    invoke: (pub, options) => pub.dmChannels.create(userId, { members: [messageId] }, options),
  },
  {
    name: "members.add",
    method: "POST",
    isRepeatable: true,
    answer: aMember(),
    invoke: (pub, options) => pub.members.add(channelId, userId, options),
  },
  {
    name: "conference.createStream",
    method: "POST",
    isRepeatable: true,
    answer: aStream,
    invoke: (pub, options) => pub.conference.createStream(channelId, undefined, options),
  },
  {
    name: "conference.createToken",
    method: "POST",
    isRepeatable: true,
    answer: { token_type: "bearer", access_token: "t", expires_in: 60 },
    invoke: (pub, options) => pub.conference.createToken(channelId, { user }, options),
  },
  {
    name: "channels.create",
    method: "POST",
    isRepeatable: false,
    answer: aChannel(),
    invoke: (pub, options) => pub.channels.create({ name: "General" }, options),
  },
  {
    name: "conference.startSession",
    method: "POST",
    isRepeatable: false,
    answer: { stream_session_id: null },
    invoke: (pub, options) => pub.conference.startSession(channelId, options),
  },
  {
    name: "conference.stopSession",
    method: "POST",
    isRepeatable: false,
    answer: { stream_session_id: null },
    invoke: (pub, options) => pub.conference.stopSession(channelId, options),
  },
];

/** The calls that change something. */
export const writes: readonly KindOfCall[] = kindsOfCall.filter(({ method }) => method !== "GET");

/** The calls that only read. */
export const reads: readonly KindOfCall[] = kindsOfCall.filter(({ method }) => method === "GET");
