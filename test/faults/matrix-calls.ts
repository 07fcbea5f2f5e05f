import type { PubClient } from "../../src/client.js";
import { message } from "../../src/message/index.js";
import type { RequestOptions } from "../../src/options.js";
import type { Channel } from "../../src/schemas/channel.js";
import type { Message } from "../../src/schemas/message.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";

/** A service with something of everything in it. */
export interface World {
  readonly sandbox: Sandbox;
  /** A channel with a message, where the client's user is admin and another user a member. */
  readonly channel: Channel;
  readonly message: Message;
  /** A channel with a stream. */
  readonly streaming: Channel;
  readonly me: string;
  readonly member: string;
  readonly stranger: string;
}

export function makeWorld(): World {
  const sandbox = createSandbox({ users: 3 });
  const [me, member, stranger] = sandbox.users.map(({ id }) => id) as [string, string, string];
  const channel = sandbox.addChannel({ name: "General", members: [member] });
  const streaming = sandbox.addChannel({ name: "Live" });
  sandbox.addStream(streaming.id);
  sandbox.data.sessions.push({ channel: streaming.id, stream_session_id: ownId });
  return {
    sandbox,
    channel,
    message: sandbox.addMessage(channel.id, "Hello"),
    streaming,
    me,
    member,
    stranger,
  };
}

/** A kind of call, and how often what it is for is there. */
export interface MatrixCall {
  readonly name: string;
  invoke(world: World, pub: PubClient, options: RequestOptions): Promise<unknown>;
  happened(world: World): number;
}

const ownId = "0c6f2a52-7f0a-4f0e-9f52-5f2f3d4c1b10";
const text = "Once and only once";
const never = () => 0;

function count<T>(items: readonly T[], isIt: (item: T) => boolean): number {
  return items.filter(isIt).length;
}

const messagesMade = ({ sandbox }: World) =>
  count(sandbox.data.messages, ({ body }) => JSON.stringify(body).includes(text));

export const matrixCalls: readonly MatrixCall[] = [
  {
    name: "channels.retrieve",
    invoke: ({ channel }, pub, options) => pub.channels.retrieve(channel.id, options),
    happened: never,
  },
  {
    name: "channels.list",
    invoke: (_, pub, options) => pub.channels.list({}, options).firstPage(),
    happened: never,
  },
  {
    name: "messages.list",
    invoke: ({ channel }, pub, options) => pub.messages.list(channel.id, {}, options).toArray({ limit: 9 }),
    happened: never,
  },
  {
    name: "conference.retrieveStreamStatus",
    invoke: ({ streaming }, pub, options) => pub.conference.retrieveStreamStatus(streaming.id, options),
    happened: never,
  },
  {
    name: "channels.update",
    invoke: ({ channel }, pub, options) => pub.channels.update(channel.id, { description: text }, options),
    happened: ({ sandbox }) => count(sandbox.data.channels, ({ description }) => description === text),
  },
  {
    name: "channels.replace",
    invoke: ({ channel }, pub, options) => pub.channels.replace(channel.id, { name: text }, options),
    happened: ({ sandbox }) => count(sandbox.data.channels, ({ name }) => name === text),
  },
  {
    name: "messages.update",
    invoke: ({ channel, message: { id } }, pub, options) =>
      pub.messages.update(channel.id, id, text, options),
    happened: messagesMade,
  },
  {
    name: "members.update",
    invoke: ({ channel, member }, pub, options) =>
      pub.members.update(channel.id, member, { is_admin: true }, options),
    happened: ({ sandbox, member }) =>
      count(sandbox.data.members, ({ member_id, is_admin }) => member_id === member && is_admin),
  },
  {
    name: "notificationSettings.update",
    invoke: ({ channel, me }, pub, options) =>
      pub.notificationSettings.update(channel.id, me, { mode: "muted" }, options),
    happened: ({ sandbox }) => count(sandbox.data.notificationSettings, ({ mode }) => mode === "muted"),
  },
  {
    name: "dmChannels.create",
    invoke: ({ me, stranger }, pub, options) => pub.dmChannels.create(me, { members: [stranger] }, options),
    happened: ({ sandbox }) => count(sandbox.data.channels, (channel) => channel.is_direct_message),
  },
  {
    name: "conference.createStream",
    invoke: ({ channel }, pub, options) => pub.conference.createStream(channel.id, undefined, options),
    happened: ({ sandbox, channel }) =>
      count(sandbox.data.streams, (stream) => stream.channel === channel.id),
  },
  {
    name: "conference.createToken",
    invoke: ({ channel, me }, pub, options) =>
      pub.conference.createToken(channel.id, { user: { id: me, name: "Maija" } }, options),
    // Of tokens nothing stays behind: whether one was given out at all.
    happened: ({ sandbox }) => Math.min(1, sandbox.requests.length),
  },
  {
    name: "channels.delete",
    invoke: ({ channel }, pub, options) => pub.channels.delete(channel.id, options),
    happened: ({ sandbox, channel }) => 1 - count(sandbox.data.channels, ({ id }) => id === channel.id),
  },
  {
    name: "messages.delete",
    invoke: ({ channel, message: { id } }, pub, options) => pub.messages.delete(channel.id, id, options),
    happened: ({ sandbox }) => count(sandbox.data.messages, ({ type }) => type === "deleted"),
  },
  {
    name: "members.remove",
    invoke: ({ channel, member }, pub, options) => pub.members.remove(channel.id, member, options),
    happened: ({ sandbox, member }) => 1 - count(sandbox.data.members, (row) => row.member_id === member),
  },
  {
    name: "messages.create",
    invoke: ({ channel }, pub, options) => pub.messages.create(channel.id, text, options),
    happened: messagesMade,
  },
  {
    name: "messages.create with an id",
    invoke: ({ channel }, pub, options) =>
      pub.messages.create(channel.id, { id: ownId, body: message(text).toBody() }, options),
    happened: messagesMade,
  },
  {
    name: "messages.create withId",
    invoke: ({ channel }, pub, options) =>
      pub.messages.create(channel.id, message(text).withId(ownId), options),
    happened: messagesMade,
  },
  {
    name: "members.add",
    invoke: ({ channel, stranger }, pub, options) => pub.members.add(channel.id, stranger, options),
    happened: ({ sandbox, stranger }) => count(sandbox.data.members, (row) => row.member_id === stranger),
  },
  {
    name: "channels.create",
    invoke: (_, pub, options) => pub.channels.create({ name: text }, options),
    happened: ({ sandbox }) => count(sandbox.data.channels, ({ name }) => name === text),
  },
  {
    name: "conference.startSession",
    invoke: ({ channel }, pub, options) => pub.conference.startSession(channel.id, options),
    happened: ({ sandbox, channel }) =>
      count(sandbox.data.sessions, (session) => session.channel === channel.id),
  },
  {
    name: "conference.stopSession",
    invoke: ({ streaming }, pub, options) => pub.conference.stopSession(streaming.id, options),
    happened: ({ sandbox }) => 1 - sandbox.data.sessions.length,
  },
];
