import { PubInputError, refuse } from "../errors/input-error.js";
import type { Channel } from "../schemas/channel.js";
import type { RecordedStream } from "../schemas/conference.js";
import type { Member } from "../schemas/member.js";
import type { Message, MessageType } from "../schemas/message.js";
import { checkDate, checkFields, checkId } from "./checks.js";
import type { SandboxConference, SandboxSession, SandboxStream, SandboxUser } from "./data.js";
import {
  type ChannelInput,
  channelFields,
  type MemberInput,
  type MessageInput,
  memberFields,
  messageFields,
  type StreamInit,
  streamFields,
} from "./inputs.js";
import { channelTexts } from "./names.js";
import { sampleText } from "./sample-body.js";
import { createChannel, ensureDmChannel } from "./store/channels.js";
import { createMember, memberOf } from "./store/members.js";
import { createMessage, isSenderless } from "./store/messages.js";
import type { Store } from "./store/store.js";
import { createRecording, createStream } from "./store/streams.js";

/**
 * Puts things into the sandbox as the service itself would: members have their notification settings, counts are
 * right. Each function answers the resource that the sandbox holds from then on, not a copy, and throws `PubInputError`
 * for ids that are no UUIDs, unknown or taken, and for fields that it does not know (a recording may have any).
 * What a known field holds is taken as it is, so that an answer can be made to drift from what the API promises.
 *
 * @example
 * ```ts
 * const maija = sandbox.addUser({ full_name: "Maija Virtanen" });
 * const { id } = sandbox.addChannel({ name: "Releases", creator: maija.id });
 * sandbox.addMember(id, sandbox.users[0].id, { mode: "mentions" });
 * sandbox.addMessage(id, "4.0.0 is out");
 * sandbox.addMessage(id, { sender_id: maija.id, type: "deleted" });
 * sandbox.addDmChannel([maija.id, sandbox.users[0].id]);
 * sandbox.addStream(id, { status: { is_connected: true, is_watchable: true }, viewer_count: 12 });
 * sandbox.addRecordedStream(id, { duration: 1800 });
 * sandbox.addConference(id, [maija.id]);
 * sandbox.addStreamSession(id);
 * ```
 */
export interface SandboxAdders {
  /** A user more, with a token; what is not given is made up. */
  addUser(user?: Partial<SandboxUser>): SandboxUser;
  /** A channel, with its creator as admin. */
  addChannel(channel?: ChannelInput): Channel;
  /** The direct-message channel of two or more users (UUIDs); the existing one where they have one. */
  addDmChannel(members: readonly [string, ...string[]]): Channel;
  /** A message, from anybody; a string is its text. */
  addMessage(channelId: string, message?: MessageInput | string): Message;
  /** A membership, with notification settings. */
  addMember(channelId: string, userId: string, member?: MemberInput): Member;
  /** The live stream input of a channel that has none; its status and viewer count are there to be edited. */
  addStream(channelId: string, stream?: StreamInit): SandboxStream;
  /** A recording of a channel's stream. */
  addRecordedStream(channelId: string, recording?: Partial<RecordedStream>): RecordedStream;
  /** A conference in a channel, with the users (UUIDs) who have joined; its `participants` are there to be edited. */
  addConference(channelId: string, participants?: readonly string[]): SandboxConference;
  /** A stream session that has been started in a channel that has none. */
  addStreamSession(channelId: string): SandboxSession;
}

/** The functions, for a store. */
export function makeAdders(store: Store): SandboxAdders {
  return {
    addUser: (user = {}) => {
      store.sync();
      return store.people.add(user);
    },
    addChannel: (init = {}) => {
      checkFields("sandbox.addChannel", "field", init, channelFields);
      const { creator, members = [], id, created_at, ...rest } = init;
      store.sync();
      const texts = channelTexts(store.channels.rows.length);
      return createChannel(
        store,
        creator === undefined ? store.people.users[0].id : userId(store, "creator", creator),
        userIds(store, "members", members),
        {
          ...rest,
          id: newId("id", id, (taken) => store.channels.get(taken)),
          name: rest.name ?? texts.name,
          description: rest.description ?? (rest.name === undefined ? texts.description : ""),
          created_at: date("created_at", created_at),
        },
      );
    },
    addDmChannel: (members) => {
      store.sync();
      const [creator, ...others] = userIds(store, "members", members);
      if (creator === undefined) throw new PubInputError("members must hold at least one user");
      return ensureDmChannel(store, creator, others).channel;
    },
    addMessage: (channelId, message = {}) => {
      const init = typeof message === "string" ? { body: textBody(message) } : message;
      checkFields<MessageInput>("sandbox.addMessage", "field", init, messageFields);
      const channel = channelOf(store, channelId);
      const { id, sender_id: sender, body, created_at, notify_users: notified = [], ...rest } = init;
      const first = store.members.group(channel.id)[0]?.member_id ?? store.people.users[0].id;
      return createMessage(store, channel, {
        ...rest,
        id: newId("id", id, (taken) => store.messages.get(taken)),
        sender_id: isSenderless(rest.type)
          ? undefined
          : sender === undefined
            ? first
            : userId(store, "sender_id", sender),
        body: body === undefined ? defaultBody(store, rest.type) : givenBody(body),
        notify_users: userIds(store, "notify_users", notified),
        created_at: date("created_at", created_at),
      });
    },
    addMember: (channelId, user, init = {}) => {
      checkFields("sandbox.addMember", "field", init, memberFields);
      const { is_admin, last_seen_at: seen, mode, created_at } = init;
      if (mode !== undefined && typeof mode !== "string") refuse("mode", "a string, such as muted");
      const channel = channelOf(store, channelId);
      const member = userId(store, "userId", user);
      if (memberOf(store, channel.id, member))
        throw new PubInputError("the user is already a member of the channel");
      return createMember(store, channel, member, {
        is_admin,
        mode,
        last_seen_at: seen === null ? null : date("last_seen_at", seen),
        created_at: date("created_at", created_at),
      });
    },
    addStream: (channelId, init = {}) => {
      checkFields("sandbox.addStream", "field", init, streamFields);
      const { created, ...rest } = init;
      const channel = channelOf(store, channelId);
      if (store.streams.get(channel.id))
        throw new PubInputError("the channel has a stream: edit it in sandbox.data.streams");
      return createStream(store, channel.id, {
        ...rest,
        created: date("created", created),
      });
    },
    addRecordedStream: (channelId, recording = {}) =>
      createRecording(store, channelOf(store, channelId).id, recording).recording,
    addConference: (channelId, participants = []) => {
      const channel = channelOf(store, channelId);
      if (store.conferences.get(channel.id)) {
        throw new PubInputError("the channel has a conference: edit it in sandbox.data.conferences");
      }
      const joined = userIds(store, "participants", participants);
      return store.conferences.insert({
        channel_id: channel.id,
        participants: joined,
      });
    },
    addStreamSession: (channelId) => {
      const channel = channelOf(store, channelId);
      if (store.sessions.get(channel.id)) throw new PubInputError("the channel has a stream session");
      return store.sessions.insert({ channel: channel.id, stream_session_id: store.ids.uuid() });
    },
  };
}

function channelOf(store: Store, id: string): Channel {
  store.sync();
  const channel = store.channels.get(checkId("channelId", id));
  if (!channel) throw new PubInputError("channelId must be the id of a channel of the sandbox");
  return channel;
}

function userId(store: Store, name: string, id: string): string {
  const user = store.people.get(checkId(name, id));
  if (!user) throw new PubInputError(`${name} must be ids of users of the sandbox`);
  return user.id;
}

function userIds(store: Store, name: string, ids: readonly string[]): string[] {
  return Array.isArray(ids)
    ? ids.map((id) => userId(store, name, id))
    : refuse(name, "a list of ids of users");
}

function newId(name: string, id: string | undefined, taken: (id: string) => unknown): string | undefined {
  const checked = id === undefined ? undefined : checkId(name, id);
  if (checked !== undefined && taken(checked)) throw new PubInputError(`${name} is taken`);
  return checked;
}

function date(name: string, value: Date | string | undefined): string | undefined {
  return value === undefined ? undefined : checkDate(name, value);
}

function defaultBody(store: Store, type: MessageType | undefined): Message["body"] {
  return type === "deleted" ? {} : textBody(sampleText(store.texts));
}

/** A body as it was given. It may be none that the types for reading know: so may the real service's be one day. */
function givenBody(body: object): Message["body"] {
  return body !== null && typeof body === "object"
    ? (body as Message["body"])
    : refuse("body", "an object, such as { version: 3, chunks: [] }");
}

function textBody(text: string): Message["body"] {
  return { version: 3, chunks: [{ type: "text", text }] };
}
