// Compiled, never run: what the types of the client and its resources promise.
import type { Page, Paginator, PubClient as PubClientType, RequestOptions } from "../../src/index.js";
import { PubClient } from "../../src/index.js";
import type {
  ActiveConference,
  Channel,
  ChannelNotificationSettings,
  ConferenceToken,
  JoinedChannel,
  LiveStream,
  Member,
  Message,
  RecordedStream,
  StreamInput,
  StreamSession,
  StreamStatus,
  StreamViewerCount,
} from "../../src/schemas/index.js";
import { accepts, same } from "./expect-type.js";

const id = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";

export function options(): void {
  new PubClient({ organizationId: id });
  new PubClient({ organizationId: id, token: "t" });
  new PubClient({ organizationId: id, token: () => "t" });
  new PubClient({ organizationId: id, accessToken: async ({ refresh }) => (refresh ? "new" : "old") });
  new PubClient({ organizationId: id, token: undefined, baseUrl: undefined, timeoutMs: undefined });
  new PubClient({ organizationId: id, fetch: globalThis.fetch });
  new PubClient({ organizationId: id, fetch: async (url, init) => new Response(url.slice(1) + init.method) });
  new PubClient({
    organizationId: id,
    timeoutMs: Number.POSITIVE_INFINITY,
    maxRetries: 0,
    onInvalid: "report",
  });
  new PubClient({
    organizationId: id,
    hooks: {
      request: ({ method, path, attempt }) => console.log(method, path, attempt),
      response: ({ status, durationMs, requestId }) => console.log(status, durationMs, requestId),
      retry: ({ delayMs, error, status }) => console.log(delayMs, error?.code, status),
      error: ({ error, durationMs }) => console.log(error?.outcome, durationMs),
      invalid: ({ method, path, issues }) => console.log(method, path, issues[0]?.path),
    },
  });
  // @ts-expect-error: an organization is needed
  new PubClient({ token: "t" });
  // @ts-expect-error: the option has its unit in its name
  new PubClient({ organizationId: id, timeout: 5 });
  // @ts-expect-error: a token is a string or a function
  new PubClient({ organizationId: id, token: null });
  // @ts-expect-error: a token function answers a string
  new PubClient({ organizationId: id, token: () => undefined });
  // @ts-expect-error: there are two ways
  new PubClient({ organizationId: id, onInvalid: "ignore" });
  // @ts-expect-error: there is no such hook
  new PubClient({ organizationId: id, hooks: { requests: () => {} } });
  // @ts-expect-error: a base URL is a string
  new PubClient({ organizationId: id, baseUrl: new URL("https://api.giosg.com") });
}

export async function answers(pub: PubClientType): Promise<void> {
  same<Paginator<Channel>>()(pub.channels.list());
  same<Channel>()(await pub.channels.create({ name: "Releases", description: "" }));
  same<Channel>()(await pub.channels.retrieve(id));
  same<Channel>()(await pub.channels.update(id, { name: "Releases" }));
  same<Channel>()(await pub.channels.replace(id, { name: "Releases" }));
  same<void>()(await pub.channels.delete(id));
  same<Paginator<JoinedChannel>>()(pub.channels.listJoined(id));
  same<JoinedChannel>()(await pub.channels.retrieveJoined(id, id));
  same<Paginator<Channel>>()(pub.dmChannels.list(id));
  same<Channel>()(await pub.dmChannels.create(id, { members: [id] }));
  same<Channel>()(await pub.dmChannels.retrieve(id, id));
  same<Paginator<Message>>()(pub.messages.list(id));
  same<Message>()(await pub.messages.create(id, "Hello"));
  same<Message>()(await pub.messages.retrieve(id, id));
  same<Message>()(await pub.messages.update(id, id, "Hello"));
  same<void>()(await pub.messages.delete(id, id));
  same<Paginator<Member>>()(pub.members.list(id));
  same<Member>()(await pub.members.add(id, id));
  same<Member>()(await pub.members.retrieve(id, id));
  same<Member>()(await pub.members.update(id, id, { is_admin: true }));
  same<Member>()(await pub.members.markSeen(id, id));
  same<void>()(await pub.members.remove(id, id));
  same<ChannelNotificationSettings>()(await pub.notificationSettings.retrieve(id, id));
  same<ChannelNotificationSettings>()(await pub.notificationSettings.update(id, id, { mode: "muted" }));
  same<LiveStream>()(await pub.conference.createStream(id));
  same<LiveStream>()(await pub.conference.retrieveStream(id));
  same<Paginator<RecordedStream>>()(pub.conference.listRecordedStreams(id));
  same<Paginator<StreamInput>>()(pub.conference.listStreams());
  same<StreamStatus>()(await pub.conference.retrieveStreamStatus(id));
  same<StreamViewerCount>()(await pub.conference.retrieveStreamViewerCount(id));
  same<StreamStatus>()(await pub.conference.waitUntilWatchable(id));
  same<ConferenceToken>()(await pub.conference.createToken(id, { user: { id, name: "Maija" } }));
  same<Paginator<ActiveConference>>()(pub.conference.listActive(id));
  same<StreamSession>()(await pub.conference.startSession(id));
  same<StreamSession>()(await pub.conference.stopSession(id));
}

export async function lists(pub: PubClientType): Promise<void> {
  for await (const channel of pub.channels.list()) same<Channel>()(channel);
  for await (const page of pub.messages.list(id).pages()) {
    same<Page<Message>>()(page);
    same<Message[]>()(page.results);
    same<string | null>()(page.next);
    same<string | null>()(page.previous);
    same<Page<Message> | null>()(await page.nextPage());
    same<Page<Message> | null>()(await page.previousPage());
    pub.messages.list(id, { from: page.next });
  }
  same<Page<Member>>()(await pub.members.list(id).firstPage());
  same<Member[]>()(await pub.members.list(id).toArray({ limit: 5 }));
  same<Member[]>()(await pub.members.list(id).toArray({ limit: Number.POSITIVE_INFINITY }));
  // @ts-expect-error: a limit is needed
  pub.members.list(id).toArray();
  // @ts-expect-error: a limit is needed
  pub.members.list(id).toArray({});
  // @ts-expect-error: a list is not a promise
  pub.members.list(id).then();
}

export function orderings(pub: PubClientType): void {
  pub.channels.list({ ordering: "created_at" });
  pub.channels.list({ ordering: "-created_at" });
  pub.channels.list({ ordering: "latest_message_created_at" });
  pub.channels.list({ ordering: "-latest_message_created_at" });
  pub.channels.list({ ordering: "-latest_message_created_at,created_at" });
  pub.channels.list({ ordering: undefined });
  pub.channels.listJoined(id, { ordering: "-created_at", is_active: true });
  pub.dmChannels.list(id, { ordering: "-latest_message_created_at" });
  pub.messages.list(id, { ordering: "-created_at" });
  pub.members.list(id, { ordering: "created_at" });
  // @ts-expect-error: there is no such key
  pub.channels.list({ ordering: "name" });
  // @ts-expect-error: a minus stands before the key
  pub.channels.list({ ordering: "created_at-" });
  // @ts-expect-error: messages have no latest message
  pub.messages.list(id, { ordering: "latest_message_created_at" });
  // @ts-expect-error: nor have members
  pub.members.list(id, { ordering: "-latest_message_created_at" });
  // @ts-expect-error: only joined channels can be active
  pub.channels.list({ is_active: true });
  // @ts-expect-error: is_active is a boolean
  pub.channels.listJoined(id, { is_active: "true" });
  // @ts-expect-error: recordings come in one order
  pub.conference.listRecordedStreams(id, { ordering: "created_at" });
}

export function payloads(pub: PubClientType): void {
  pub.channels.create({
    name: "Leads",
    avatar_url: null,
    members: [id],
    is_private: true,
    is_village: false,
  });
  pub.members.update(id, id, { last_seen_at: new Date() });
  pub.members.update(id, id, { last_seen_at: "2016-09-01T11:31:36.042Z", is_admin: false });
  pub.members.markSeen(id, id, new Date(), { maxRetries: 0 });
  pub.notificationSettings.update(id, id, { mode: "a_mode_of_later" });
  pub.conference.createStream(id, { slate_image_url: null, reconnect_timeout: 5, latency_mode: "low" });
  pub.conference.createToken(id, { group: id, user: { id, name: "Maija", email: null, avatar: null } });
  pub.conference.waitUntilWatchable(id, { timeoutMs: 5, signal: new AbortController().signal });
  // @ts-expect-error: a channel needs a name
  pub.channels.create({ description: "" });
  // @ts-expect-error: misspelt fields do not compile
  pub.channels.create({ name: "Leads", descripton: "" });
  // @ts-expect-error: misspelt fields do not compile
  pub.channels.update(id, { nam: "Leads" });
  // @ts-expect-error: replacing takes a whole channel
  pub.channels.replace(id, { description: "" });
  // @ts-expect-error: direct messages need members
  pub.dmChannels.create(id, {});
  // @ts-expect-error: members are a list
  pub.dmChannels.create(id, { members: id });
  // @ts-expect-error: a member is added by the user's id
  pub.members.add(id, { member_id: id });
  // @ts-expect-error: a moment is a Date or a string
  pub.members.markSeen(id, id, 1_472_729_496_042);
  // @ts-expect-error: the field is called mode
  pub.notificationSettings.update(id, id, { muted: "mentions" });
  // @ts-expect-error: a conference token is for a user
  pub.conference.createToken(id, {});
  // @ts-expect-error: ids are strings
  pub.channels.retrieve(5);
  // @ts-expect-error: a joined channel is found by user and channel
  pub.channels.retrieveJoined(id);
}

export function requestOptions(pub: PubClientType): void {
  const every: RequestOptions = {
    signal: new AbortController().signal,
    timeoutMs: 5_000,
    maxRetries: 1,
    organizationId: id,
    query: { page_size: 5, deep: true, name: "x", left_out: undefined },
    headers: { "X-Trace": "abc", "X-Nothing": undefined },
    onInvalid: "report",
  };
  pub.channels.retrieve(id, every);
  pub.channels.delete(id, every);
  pub.channels.list({}, every);
  pub.channels.list(undefined, { ...every, prefetch: false });
  pub.conference.listStreams({}, { prefetch: true });
  pub.messages.create(id, "Hello", every);
  pub.members.markSeen(id, id, undefined, every);
  pub.conference.waitUntilWatchable(id, every);
  // @ts-expect-error: only lists prefetch
  pub.channels.retrieve(id, { prefetch: false });
  // @ts-expect-error: the option has its unit in its name
  pub.channels.retrieve(id, { timeout: 5 });
  // @ts-expect-error: query values are plain
  pub.channels.retrieve(id, { query: { a: ["b"] } });
  // @ts-expect-error: a controller is no signal
  pub.channels.retrieve(id, { signal: new AbortController() });
  // @ts-expect-error: header values are strings
  pub.channels.retrieve(id, { headers: { "X-Count": 5 } });
}

export function fields(channel: Channel, joined: JoinedChannel, member: Member, stream: LiveStream): void {
  same<string>()(channel.id);
  same<string | null>()(channel.avatar_url);
  same<Message | null>()(channel.latest_message);
  same<number | undefined>()(channel.member_count);
  same<boolean | null | undefined>()(channel.is_private);
  same<number | undefined>()(joined.unread_message_count);
  accepts<string | undefined>(joined.member_notification_settings?.mode);
  same<string | null>()(member.last_seen_at);
  same<string | undefined>()(member.member?.full_name);
  same<string | null | undefined>()(stream.slate_image_url);
  accepts<Channel>(joined);
  // @ts-expect-error: misspelt fields do not compile
  channel.is_direct_mesage;
  // @ts-expect-error: wire names stay as they are
  channel.isDirectMessage;
  // @ts-expect-error: only a joined channel counts what is unread
  channel.unread_message_count;
  // @ts-expect-error: a membership's user is its member_id
  member.user_id;
  // @ts-expect-error: there is no index signature
  channel.anything;
  // @ts-expect-error: a channel may have no latest message
  channel.latest_message.id;
  // @ts-expect-error: a resource is read-only
  new PubClient({ organizationId: id }).channels = undefined;
}
