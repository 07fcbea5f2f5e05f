import { describe, expect, it } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubAuthenticationError } from "../../src/errors/authentication-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { PubPermissionError } from "../../src/errors/permission-error.js";
import type { PubClientOptions } from "../../src/options.js";
import type { Channel, Message, StreamSession } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { endpointTable, type World } from "../support/endpoint-table.js";
import { ids } from "../support/wire-fixtures.js";

/** A service with something of everything, so small in its pages that lists need several. */
function populated(): { readonly sandbox: Sandbox; readonly world: World } {
  const sandbox = createSandbox({ users: 3, pageSize: 2 });
  const [user, otherUser, third] = sandbox.users.map(({ id }) => id) as [string, string, string];
  const channel = sandbox.addChannel({ name: "General", members: [third] }).id;
  for (const name of ["Releases", "Support", "Design"]) sandbox.addChannel({ name });
  sandbox.addChannel({ name: "Archive", is_active: false });
  const message = sandbox.addMessage(channel, "Hello").id;
  for (let index = 0; index < 5; index++) sandbox.addMessage(channel, { sender_id: third });
  const dmChannel = sandbox.addDmChannel([user, otherUser]).id;
  sandbox.addDmChannel([user, third]);
  sandbox.addDmChannel([user, otherUser, third]);
  // The newest channels were written to first, so that the two orders differ.
  const written = sandbox.data.channels.filter(({ id }) => id !== channel).reverse();
  for (const { id } of written) sandbox.addMessage(id);
  sandbox.addStream(channel, {
    status: { is_connected: true, is_watchable: true, seconds_until_watchable: 0 },
    viewer_count: 7,
  });
  for (let index = 0; index < 3; index++) sandbox.addRecordedStream(channel);
  sandbox.addConference(channel, [third]);
  const organization = sandbox.organizationId;
  const newMessage = ids.newMessage;
  return { sandbox, world: { organization, user, otherUser, channel, dmChannel, message, newMessage } };
}

function clientOf(sandbox: Sandbox, options: Partial<PubClientOptions> = {}): PubClient {
  const { organizationId, url, fetch, users } = sandbox;
  return new PubClient({ organizationId, token: users[0].token, baseUrl: url, fetch, ...options });
}

type Check = (context: { sandbox: Sandbox; world: World; result: unknown; before: Sandbox["data"] }) => void;

function channelOf({ sandbox, world }: { sandbox: Sandbox; world: World }): Channel {
  const channel = sandbox.data.channels.find(({ id }) => id === world.channel);
  if (!channel) throw new Error("The channel is gone");
  return channel;
}

const byLatest = (a: Channel, b: Channel) =>
  String(a.latest_message_created_at).localeCompare(String(b.latest_message_created_at));
const byCreation = (a: { created_at: string }, b: { created_at: string }) =>
  a.created_at.localeCompare(b.created_at);
const idsOf = (list: unknown) => (list as { id: string }[]).map(({ id }) => id);

const isResultTheChannel: Check = (context) => expect(context.result).toEqual(channelOf(context));
const isMemberAsStored: Check = ({ sandbox, world, result }) => {
  const { channel, user } = world;
  const stored = sandbox.data.members.find((row) => row.channel === channel && row.member_id === user);
  expect(result).toEqual(stored);
};
const isStreamAsStored: Check = ({ sandbox, result }) => {
  expect(sandbox.data.streams).toHaveLength(1);
  expect(result).toEqual(sandbox.data.streams[0]?.input);
};
const isStatusAsStored: Check = ({ sandbox, result }) =>
  expect(result).toEqual(sandbox.data.streams[0]?.status);
const areMembersInOrder: Check = ({ sandbox, world, result }) => {
  const stored = sandbox.data.members.filter(({ channel }) => channel === world.channel);
  expect(stored).toHaveLength(2);
  expect(result).toEqual(stored.toSorted(byCreation));
};

/** What each row's call does to the service, and answers of it. */
const checks: Record<string, Check> = {
  "channels.list": ({ sandbox, result }) => {
    const open = sandbox.data.channels.filter((channel) => !channel.is_direct_message);
    expect(open).toHaveLength(5);
    expect((result as Channel[]).toSorted(byCreation)).toEqual(open.toSorted(byCreation));
  },
  "channels.list ordered": ({ sandbox, result }) => {
    const open = sandbox.data.channels.filter((channel) => !channel.is_direct_message);
    expect(result).toEqual(open.toSorted(byLatest).reverse());
  },
  "channels.create": ({ sandbox, world, result, before }) => {
    const created = sandbox.data.channels.at(-1);
    expect(sandbox.data.channels).toHaveLength(before.channels.length + 1);
    expect(created).toMatchObject({
      name: "Public test channel",
      description: "This is public channel for testing",
    });
    expect(result).toEqual(created);
    expect(sandbox.data.members.at(-1)).toMatchObject({
      channel: created?.id,
      member_id: world.user,
      is_admin: true,
    });
  },
  "channels.create with everything": ({ sandbox, world, result }) => {
    const created = sandbox.data.channels.at(-1);
    expect(created).toMatchObject({ name: "Leads", avatar_url: null, is_private: true, is_village: false });
    expect(result).toEqual(created);
    const members = sandbox.data.members.filter(({ channel }) => channel === created?.id);
    expect(members.map(({ member_id }) => member_id).sort()).toEqual([world.user, world.otherUser].sort());
  },
  "channels.retrieve": isResultTheChannel,
  "channels.update": (context) => {
    expect(channelOf(context)).toMatchObject({ name: "General", description: "Out and about" });
    isResultTheChannel(context);
  },
  "channels.replace": (context) => {
    expect(channelOf(context)).toMatchObject({ name: "Releases", description: "What is out" });
    isResultTheChannel(context);
  },
  "channels.delete": ({ sandbox, world, result, before }) => {
    expect(result).toBeUndefined();
    expect(idsOf(before.channels)).toContain(world.channel);
    expect(idsOf(sandbox.data.channels)).not.toContain(world.channel);
  },
  "channels.listJoined": ({ sandbox, result }) => {
    const joined = sandbox.data.channels.filter((channel) => !channel.is_direct_message);
    expect(idsOf(result).sort()).toEqual(idsOf(joined).sort());
  },
  "channels.listJoined ordered, active": ({ result }) => {
    const names = (result as Channel[]).map(({ name }) => name);
    expect(names).toEqual(["General", "Releases", "Support", "Design"]);
  },
  "channels.listJoined inactive": ({ result }) => {
    expect((result as Channel[]).map(({ name }) => name)).toEqual(["Archive"]);
  },
  "channels.retrieveJoined": (context) => {
    const { sandbox, world, result } = context;
    const { channel, user } = world;
    expect(result).toMatchObject({ ...channelOf(context), unread_message_count: 5 });
    const settings = sandbox.data.notificationSettings.find(
      (row) => row.channel === channel && row.user_id === user,
    );
    expect(result).toMatchObject({ member_notification_settings: settings });
  },
  "dmChannels.list": ({ sandbox, result }) => {
    const direct = sandbox.data.channels.filter((channel) => channel.is_direct_message);
    expect(direct).toHaveLength(3);
    expect((result as Channel[]).toSorted(byCreation)).toEqual(direct.toSorted(byCreation));
  },
  "dmChannels.list ordered": ({ sandbox, result }) => {
    const direct = sandbox.data.channels.filter((channel) => channel.is_direct_message);
    expect(result).toEqual(direct.toSorted(byLatest));
  },
  "dmChannels.create": ({ sandbox, world, result, before }) => {
    expect(sandbox.data.channels).toHaveLength(before.channels.length);
    expect(result).toEqual(sandbox.data.channels.find(({ id }) => id === world.dmChannel));
  },
  "dmChannels.retrieve": ({ sandbox, world, result }) => {
    expect(result).toEqual(sandbox.data.channels.find(({ id }) => id === world.dmChannel));
    expect(result).toMatchObject({ is_direct_message: true });
  },
  "messages.list": ({ sandbox, world, result }) => {
    const stored = sandbox.data.messages.filter(({ channel_id }) => channel_id === world.channel);
    expect(stored).toHaveLength(6);
    expect((result as Message[]).toSorted(byCreation)).toEqual(stored.toSorted(byCreation));
  },
  "messages.list ordered": ({ sandbox, world, result }) => {
    const stored = sandbox.data.messages.filter(({ channel_id }) => channel_id === world.channel);
    expect(result).toEqual(stored.toSorted(byCreation).reverse());
  },
  "messages.create": ({ sandbox, world, result, before }) => {
    expect(sandbox.data.messages).toHaveLength(before.messages.length + 1);
    const created = sandbox.data.messages.find(({ id }) => id === world.newMessage);
    const chunks = [{ type: "text", text: "Hello! Here is my message" }];
    expect(created).toMatchObject({ sender_id: world.user, body: { version: 3, chunks } });
    expect(result).toEqual(created);
  },
  "messages.retrieve": ({ sandbox, world, result }) => {
    expect(result).toEqual(sandbox.data.messages.find(({ id }) => id === world.message));
  },
  "messages.update": ({ sandbox, world, result }) => {
    const stored = sandbox.data.messages.find(({ id }) => id === world.message);
    expect(stored?.body).toEqual({
      version: 3,
      chunks: [{ type: "text", text: "Hello! Here is my message" }],
    });
    expect(stored?.is_edited).toBe(true);
    expect(result).toEqual(stored);
  },
  "messages.delete": ({ sandbox, world, result, before }) => {
    expect(result).toBeUndefined();
    expect(sandbox.data.messages).toHaveLength(before.messages.length);
    const stored = sandbox.data.messages.find(({ id }) => id === world.message);
    expect(stored).toMatchObject({ type: "deleted", body: {} });
  },
  "members.list": areMembersInOrder,
  "members.list ordered": areMembersInOrder,
  "members.add": ({ sandbox, world, result, before }) => {
    const { channel, otherUser } = world;
    expect(sandbox.data.members).toHaveLength(before.members.length + 1);
    expect(sandbox.data.members.at(-1)).toMatchObject({ channel, member_id: otherUser, is_admin: false });
    expect(result).toEqual(sandbox.data.members.at(-1));
    expect(sandbox.data.notificationSettings.at(-1)).toMatchObject({
      channel,
      user_id: otherUser,
      mode: "unmuted",
    });
  },
  "members.retrieve": isMemberAsStored,
  "members.update": (context) => {
    expect(context.result).toMatchObject({
      last_seen_at: "2026-09-01T11:31:36.042Z",
      unread_message_count: 0,
    });
    isMemberAsStored(context);
  },
  "members.update with a string": isMemberAsStored,
  "members.markSeen": (context) => {
    expect(context.result).toMatchObject({
      last_seen_at: "2026-09-01T11:31:36.042Z",
      unread_message_count: 0,
    });
    isMemberAsStored(context);
  },
  "members.remove": ({ sandbox, world, result, before }) => {
    expect(result).toBeUndefined();
    expect(sandbox.data.members).toHaveLength(before.members.length - 1);
    const left = sandbox.data.members.filter(({ channel }) => channel === world.channel);
    expect(left.map(({ member_id }) => member_id)).not.toContain(world.user);
  },
  "notificationSettings.retrieve": ({ sandbox, world, result }) => {
    const { channel, user } = world;
    const stored = sandbox.data.notificationSettings.find(
      (row) => row.channel === channel && row.user_id === user,
    );
    expect(result).toEqual(stored);
    expect(result).toMatchObject({ mode: "unmuted" });
  },
  "notificationSettings.update": ({ sandbox, world, result }) => {
    const { channel, user } = world;
    const stored = sandbox.data.notificationSettings.find(
      (row) => row.channel === channel && row.user_id === user,
    );
    expect(stored?.mode).toBe("mentions");
    expect(result).toEqual(stored);
  },
  "conference.createStream": isStreamAsStored,
  "conference.createStream with settings": (context) => {
    expect(context.result).toMatchObject({
      slate_image_url: null,
      reconnect_timeout: 30,
      latency_mode: "low",
    });
    isStreamAsStored(context);
  },
  "conference.retrieveStream": isStreamAsStored,
  "conference.listRecordedStreams": ({ sandbox, result }) => {
    const stored = sandbox.data.recordings.map(({ recording }) => recording);
    expect(stored).toHaveLength(3);
    expect((result as { uid: string }[]).map(({ uid }) => uid).sort()).toEqual(
      stored.map(({ uid }) => uid).sort(),
    );
    for (const recording of stored) expect(result).toContainEqual(recording);
  },
  "conference.listStreams": ({ sandbox, world, result }) => {
    const [stream] = sandbox.data.streams;
    expect(result).toEqual([
      {
        channel: world.channel,
        channel_name: "General",
        created: stream?.created,
        uid: stream?.input.stream_uid,
        rtmps_url: stream?.input.rtmps_url,
        view_url: stream?.input.view_url,
      },
    ]);
  },
  "conference.retrieveStreamStatus": isStatusAsStored,
  "conference.waitUntilWatchable": isStatusAsStored,
  "conference.retrieveStreamViewerCount": ({ result }) => expect(result).toEqual({ viewer_count: 7 }),
  "conference.createToken": ({ result }) => {
    expect(result).toMatchObject({ token_type: "bearer", access_token: expect.stringMatching(/./) });
  },
  "conference.listActive": ({ world, result }) => {
    expect(result).toEqual([{ channel_id: world.channel, participant_count: 1, joined: false }]);
  },
  "conference.startSession": ({ sandbox, world, result }) => {
    const { stream_session_id } = result as StreamSession;
    expect(stream_session_id).not.toBeNull();
    expect(sandbox.data.sessions).toEqual([{ channel: world.channel, stream_session_id }]);
  },
  "conference.stopSession": ({ sandbox, result }) => {
    expect(result).toEqual({ stream_session_id: null });
    expect(sandbox.data.sessions).toEqual([]);
  },
};

const names = endpointTable().map(({ name }) => name);

/** A row with a fresh service for it: no test sees what another did. */
function prepared(name: string) {
  const { sandbox, world } = populated();
  const row = endpointTable(world).find((candidate) => candidate.name === name);
  if (!row) throw new Error(`There is no row ${name}`);
  return { sandbox, world, row };
}

it("knows what to check of every row", () => {
  expect(Object.keys(checks).sort()).toEqual(names.toSorted());
});

describe.each(names)("%s", (name) => {
  it("does to a service what it says, and answers what the service holds", async () => {
    const { sandbox, world, row } = prepared(name);
    const before = structuredClone(sandbox.data);
    const result = await row.call(clientOf(sandbox));
    checks[name]?.({ sandbox, world, result, before });
    for (const request of sandbox.requests) {
      expect(request).toMatchObject({ method: row.method, path: row.path });
      expect(request.status).toBeLessThan(300);
      expect(request.body).toEqual(row.sent);
    }
    expect(sandbox.requests[0]?.query).toEqual(row.query);
    if (!row.isList) expect(sandbox.requests).toHaveLength(1);
  });

  it("works with an access token, an asynchronous one, and shouted ids", async () => {
    const { sandbox, world, row } = prepared(name);
    const before = structuredClone(sandbox.data);
    const organizationId = sandbox.organizationId.toUpperCase();
    const accessToken = async () => sandbox.users[0].token;
    const pub = clientOf(sandbox, { organizationId, token: undefined, accessToken });
    const result = await row.call(
      pub,
      row.ids.map((id) => id.toUpperCase()),
    );
    checks[name]?.({ sandbox, world, result, before });
  });

  it("changes nothing and says why where it is refused", async () => {
    const { sandbox, row } = prepared(name);
    const before = structuredClone(sandbox.data);
    const nobody = clientOf(sandbox, { token: "nobodys-token" });
    const elsewhere = { organizationId: ids.otherOrganization };
    if (!row.isPublic) {
      await expect(row.call(nobody)).rejects.toThrow(PubAuthenticationError);
      await expect(row.call(clientOf(sandbox), row.ids, elsewhere)).rejects.toThrow(PubPermissionError);
    }
    if (row.ids.length > 0) {
      const missing = row.ids.with(0, ids.session);
      await expect(row.call(clientOf(sandbox), missing)).rejects.toThrow(PubNotFoundError);
    }
    expect(sandbox.data).toEqual(before);
  });
});

it("opens a direct-message channel once for each set of members", async () => {
  const sandbox = createSandbox();
  const pub = clientOf(sandbox);
  const [user, other, third] = sandbox.users.map(({ id }) => id) as [string, string, string];
  const first = await pub.dmChannels.create(user, { members: [other] });
  const again = await pub.dmChannels.create(user, { members: [other.toUpperCase()] });
  const larger = await pub.dmChannels.create(user, { members: [other, third] });
  expect(again).toEqual(first);
  expect(larger.id).not.toBe(first.id);
  expect(sandbox.data.channels).toEqual([first, larger]);
  expect(sandbox.requests.map(({ status }) => status)).toEqual([201, 200, 201]);
});

it("creates a stream where there is none", async () => {
  const sandbox = createSandbox();
  const { id } = sandbox.addChannel();
  const created = await clientOf(sandbox).conference.createStream(id);
  expect(sandbox.data.streams.map(({ channel, input }) => ({ channel, input }))).toEqual([
    { channel: id, input: created },
  ]);
});

it("reads hundreds of messages back in order, each once", async () => {
  const sandbox = createSandbox({ pageSize: 25 });
  const { id } = sandbox.addChannel();
  for (let index = 0; index < 310; index++) sandbox.addMessage(id, `Message ${index}`);
  const texts: unknown[] = [];
  for await (const { body } of clientOf(sandbox).messages.list(id, { ordering: "-created_at" }))
    texts.push(body);
  const expected = Array.from({ length: 310 }, (_, index) => `Message ${309 - index}`);
  expect(texts).toEqual(expected.map((text) => ({ version: 3, chunks: [{ type: "text", text }] })));
  expect(sandbox.requests).toHaveLength(13);
});
