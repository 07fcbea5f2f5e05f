import { message, PubClient, PubNotFoundError, toPlainText } from "@giosg/pub-sdk";
import { check, equal, failure, ok, type Runtime } from "./suite.ts";
import { inMemory, overHttp, type World } from "./world.ts";

type Calls = (pub: PubClient, world: World, id: Ids) => Promise<void>;

interface Ids {
  readonly me: string;
  readonly maija: string;
  readonly pekka: string;
  readonly channel: string;
}

const calls: Readonly<Record<string, Calls>> = {
  channels: async ({ channels }, _, { me, maija, channel }) => {
    const made = await channels.create({ name: "Releases", description: "What is out", members: [maija] });
    equal((await channels.retrieve(made.id)).name, "Releases");
    equal((await channels.update(made.id, { description: "Ääkköset 🎉" })).description, "Ääkköset 🎉");
    equal((await channels.replace(made.id, { name: "News" })).name, "News");
    const all = await channels.list({ ordering: "created_at" }).toArray({ limit: 10 });
    equal(
      all.map(({ name }) => name),
      ["Furnished", "News"],
    );
    const joined = await channels.listJoined(maija, { is_active: true }).toArray({ limit: 10 });
    equal(joined.length, 2, "the number of joined channels");
    equal((await channels.retrieveJoined(me, channel)).id, channel);
    equal(await channels.delete(made.id), undefined);
    await failure(channels.retrieve(made.id), PubNotFoundError);
  },
  dmChannels: async ({ dmChannels }, _, { me, maija }) => {
    const first = await dmChannels.create(me, { members: [maija] });
    equal((await dmChannels.create(me, { members: [maija] })).id, first.id);
    equal((await dmChannels.retrieve(me, first.id)).is_direct_message, true);
    equal((await dmChannels.list(me).firstPage()).results.length, 1);
  },
  messages: async ({ messages }, _, { channel, maija }) => {
    const content = message("See ").link("https://example.com/notes").text(" ").mention(maija, "Maija");
    const sent = await messages.create(channel, content);
    equal(toPlainText(await messages.retrieve(channel, sent.id)), "See https://example.com/notes @Maija");
    equal((await messages.update(channel, sent.id, "Hyvää huomenta ☀️")).is_edited, true);
    const [latest] = await messages.list(channel, { ordering: "-created_at" }).toArray({ limit: 1 });
    ok(
      latest && toPlainText(latest) === "Hyvää huomenta ☀️",
      "the list holds what was sent, letter by letter",
    );
    await messages.delete(channel, sent.id);
    equal((await messages.retrieve(channel, sent.id)).type, "deleted");
  },
  members: async ({ members, channels }, _, { me, maija, pekka }) => {
    const { id } = await channels.create({ name: "Members", members: [maija] });
    equal((await members.add(id, pekka)).member_id, pekka);
    equal((await members.retrieve(id, pekka)).is_admin, false);
    equal((await members.update(id, pekka, { is_admin: true })).is_admin, true);
    const at = new Date("2026-02-03T04:05:06.789Z");
    equal(Date.parse((await members.markSeen(id, me, at)).last_seen_at ?? ""), at.getTime());
    equal((await members.list(id).toArray({ limit: Number.POSITIVE_INFINITY })).length, 3);
    await members.remove(id, pekka);
    await failure(members.retrieve(id, pekka), PubNotFoundError);
  },
  notificationSettings: async ({ notificationSettings }, _, { me, channel }) => {
    const { mode } = await notificationSettings.retrieve(channel, me);
    ok(mode !== "muted", "the mode is another at first");
    equal((await notificationSettings.update(channel, me, { mode: "muted" })).mode, "muted");
  },
  conference: async ({ conference }, { organizationId, users, client }, { channel, maija, me }) => {
    const { stream_key } = await conference.retrieveStream(channel);
    equal((await conference.createStream(channel)).stream_key, stream_key);
    equal((await conference.listRecordedStreams(channel).toArray({ limit: 9 })).length, 1);
    equal((await conference.listStreams().toArray({ limit: 9 })).length, 1);
    equal((await conference.listActive(maija).toArray({ limit: 9 })).length, 1);
    const user = { id: me, name: users[0].full_name };
    equal((await conference.createToken(channel, { user })).token_type, "bearer");
    ok((await conference.startSession(channel)).stream_session_id, "a session was started");
    await conference.stopSession(channel);
    // The public calls need no token.
    const visitor = client({ organizationId, token: undefined }).conference;
    equal((await visitor.retrieveStreamViewerCount(channel)).viewer_count, 7);
    equal((await conference.retrieveStreamStatus(channel)).is_connected, true);
    equal((await conference.waitUntilWatchable(channel)).is_watchable, true);
    await conference.retrieveStreamViewerCount(channel);
  },
};

const transports: Readonly<Record<string, (at: Runtime) => World>> = {
  "over HTTP": (at) => overHttp(at),
  "in memory": inMemory,
};

for (const [transport, open] of Object.entries(transports)) {
  const called = new Set<string>();
  for (const [resource, run] of Object.entries(calls)) {
    check(`calls ${transport}: ${resource}`, async (at) => {
      const world = open(at);
      const [{ id: me }, { id: maija }, { id: pekka }] = world.users;
      await run(watched(world.client(), called), world, { me, maija, pekka, channel: world.channelId });
    });
  }
  check(`calls ${transport}: every method there is was called`, () => {
    equal([...called].sort(), methodsOf(inMemory().client()).sort());
  });
}

function methodsOf(pub: PubClient): string[] {
  return Object.entries(pub).flatMap(([resource, instance]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(instance))
      .filter((name) => name !== "constructor")
      .map((name) => `${resource}.${name}`),
  );
}

/** The client, with its calls written down. */
function watched(pub: PubClient, called: Set<string>): PubClient {
  const resources = Object.entries(pub).map(([resource, instance]) => {
    const watching = new Proxy(instance, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        called.add(`${resource}.${String(name)}`);
        return value.bind(target);
      },
    });
    return [resource, watching];
  });
  return Object.assign(Object.create(PubClient.prototype), Object.fromEntries(resources));
}
