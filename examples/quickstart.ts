// A tour of the Pub API: npm start
//
// It runs against the sandbox, a Pub service in memory. With PUB_TOKEN (or PUB_ACCESS_TOKEN) and
// PUB_ORGANIZATION_ID set it reads, and only reads, from the real service; PUB_BASE_URL names another one.
import { chunksOf, message, PubClient, PubError, toPlainText } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { createSandbox } from "@giosg/pub-sdk/testing";

const env = process.env;

function step(title: string): void {
  console.log(`\n${title}`);
}

function say(text: string): void {
  console.log(`  ${text}`);
}

async function tour(): Promise<void> {
  const sandbox = createSandbox({ pageSize: 25 });
  const [me, maija, pekka] = sandbox.users;
  if (!maija || !pekka) throw new Error("The sandbox has three users unless it is told otherwise.");
  sandbox.seed({ channels: 60, messages: 120 });

  let pages = 0;
  const pub = new PubClient({
    organizationId: sandbox.organizationId,
    token: me.token,
    baseUrl: sandbox.url,
    fetch: sandbox.fetch,
    hooks: { response: () => void pages++ },
  });

  step("List channels");
  const names: string[] = [];
  for await (const { name } of pub.channels.list({ ordering: "created_at" })) names.push(name);
  say(`${names.length} channels over ${pages} pages: ${names.slice(0, 4).join(", ")}, …`);

  step("Create a channel");
  const channel = await pub.channels.create({
    name: "Quickstart",
    description: "A tour",
    members: [maija.id],
  });
  say(`${channel.name} (${channel.id}) with ${channel.member_count} members`);

  step("Compose a message of every kind of chunk, and send it");
  let content = message("Release is out: ")
    .link("https://example.com/notes")
    .text(", questions to ")
    .email("team@example.com")
    .text(" or ")
    .phone("+358 40 123 4567")
    .image("https://cdn.example.com/shot.png")
    .file({ url: "https://cdn.example.com/notes.pdf", name: "notes.pdf", size: 48_213 })
    .audio({ url: "https://cdn.example.com/song.mp3", title: "Release song" })
    .video({ url: "https://cdn.example.com/demo.mp4", title: "Demo" })
    .mention(maija.id, maija.full_name);
  for (const chunk of parseText(" Typed: see www.giosg.com, not README.md.")) content = content.chunk(chunk);
  const sent = await pub.messages.create(channel.id, content);
  say(toPlainText(sent));
  const kinds = new Set(chunksOf(sent).map(({ type }) => type));
  say(`${chunksOf(sent).length} chunks of the kinds ${[...kinds].join(", ")}`);

  step("Send the same message again under its id: it stays one message");
  const again = await pub.messages.create(channel.id, { id: sent.id, body: content.toBody() });
  const held = sandbox.data.messages.filter(({ id }) => id === sent.id).length;
  say(`answered ${again.id === sent.id ? "the one that is there" : "another"}; the service holds ${held}`);

  step("Read a history of several hundred messages");
  for (let number = 1; number <= 400; number++) {
    sandbox.addMessage(channel.id, { sender_id: maija.id, body: message(`Message ${number}`).toBody() });
  }
  pages = 0;
  let count = 0;
  for await (const _ of pub.messages.list(channel.id, { ordering: "created_at" })) count++;
  say(`${count} messages over ${pages} pages, in order`);
  const latest = await pub.messages.list(channel.id, { ordering: "-created_at" }).toArray({ limit: 3 });
  say(`the latest: ${latest.map((received) => toPlainText(received)).join(", ")}`);

  step("Edit a message, delete another");
  const edited = await pub.messages.update(channel.id, sent.id, "Release is out tomorrow");
  say(`edited: "${toPlainText(edited)}" (is_edited ${edited.is_edited})`);
  const { id: mistake } = await pub.messages.create(channel.id, "Sorry, wrong channel");
  await pub.messages.delete(channel.id, mistake);
  say(`deleted: ${toPlainText(await pub.messages.retrieve(channel.id, mistake))}`);

  step("Open a direct-message channel, twice");
  const first = await pub.dmChannels.create(me.id, { members: [pekka.id] });
  const second = await pub.dmChannels.create(me.id, { members: [pekka.id] });
  say(`${first.id === second.id ? "the same channel both times" : "two channels"}: ${first.id}`);

  step("Add a member and mark the channel as seen");
  const added = await pub.members.add(channel.id, pekka.id);
  say(`${pekka.full_name} has ${added.unread_message_count} unread messages`);
  const mine = await pub.members.retrieve(channel.id, me.id);
  const seen = await pub.members.markSeen(channel.id, me.id, latest[0]?.created_at);
  say(
    `${me.full_name} had ${mine.unread_message_count} unread messages, and has ${seen.unread_message_count}`,
  );

  step("Change notification settings");
  const { mode: before } = await pub.notificationSettings.retrieve(channel.id, me.id);
  const { mode } = await pub.notificationSettings.update(channel.id, me.id, { mode: "mentions" });
  say(`${before} -> ${mode}`);

  step("Create a live stream and read its status");
  const { rtmps_url } = await pub.conference.createStream(channel.id);
  const status = await pub.conference.retrieveStreamStatus(channel.id);
  const { viewer_count } = await pub.conference.retrieveStreamViewerCount(channel.id);
  say(`send it to ${rtmps_url} (with the stream key, which is not shown)`);
  say(`connected: ${status.is_connected}, watchable: ${status.is_watchable}, viewers: ${viewer_count}`);

  step("Ask for what is not there");
  await pub.channels.retrieve(me.id).catch((error) => say(`${error.name}: ${error.message}`));

  console.log(`\nDone, with ${sandbox.requests.length} requests to a service in memory.`);
}

async function readRealService(organizationId: string): Promise<void> {
  const pub = new PubClient({
    organizationId,
    token: env.PUB_TOKEN,
    accessToken: env.PUB_TOKEN ? undefined : env.PUB_ACCESS_TOKEN,
    baseUrl: env.PUB_BASE_URL,
  });
  step("The latest channels");
  const channels = await pub.channels.list().toArray({ limit: 10 });
  for (const { name, latest_message_created_at } of channels) say(`${latest_message_created_at}  ${name}`);
  const [channel] = channels;
  if (!channel) return say("none");
  step(`The latest messages of ${channel.name}`);
  const latest = await pub.messages.list(channel.id, { ordering: "-created_at" }).toArray({ limit: 5 });
  for (const received of latest.reverse()) say(`${received.created_at}  ${toPlainText(received)}`);
  step(`The members of ${channel.name}`);
  const members = await pub.members.list(channel.id).toArray({ limit: 10 });
  for (const { member_id, is_admin } of members) say(`${member_id}${is_admin ? "  admin" : ""}`);
}

try {
  if (!env.PUB_TOKEN && !env.PUB_ACCESS_TOKEN) await tour();
  else if (env.PUB_ORGANIZATION_ID) await readRealService(env.PUB_ORGANIZATION_ID);
  else throw new Error("PUB_ORGANIZATION_ID is needed beside the token.");
} catch (error) {
  console.error(PubError.is(error) || error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 1;
}
