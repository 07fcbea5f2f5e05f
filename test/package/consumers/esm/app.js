import { PubClient, PubError, PubInputError, PubNotFoundError, toPlainText } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { chunksOf, hrefOf, message } from "@giosg/pub-sdk/message";
import { PubRealtime } from "@giosg/pub-sdk/realtime";
import { MessageSchema } from "@giosg/pub-sdk/schemas";
import { createSandbox } from "@giosg/pub-sdk/testing";

async function main() {
  const sandbox = createSandbox({ pageSize: 2 });
  const pub = new PubClient({
    organizationId: sandbox.organizationId,
    token: sandbox.users[0].token,
    baseUrl: sandbox.url,
    fetch: sandbox.fetch,
  });

  const channel = await pub.channels.create({ name: "Releases", description: "What is out" });
  console.log("channel", channel.name);

  let content = message("Release is out: ");
  for (const chunk of parseText("see www.giosg.com, not README.md")) content = content.chunk(chunk);
  const sent = await pub.messages.create(channel.id, content);
  console.log("sent", toPlainText(sent));
  console.log("links", chunksOf(sent).map(hrefOf).filter(Boolean).join(" "));
  console.log("valid", MessageSchema.safeParse(sent).success, MessageSchema.safeParse({}).success);

  await pub.messages.create(channel.id, "Good morning");
  await pub.messages.update(channel.id, sent.id, "Release is out tomorrow");
  const texts = [];
  for await (const received of pub.messages.list(channel.id, { ordering: "created_at" })) {
    texts.push(toPlainText(received));
  }
  console.log("listed", texts.join(" | "));

  const realtime = new PubRealtime(pub, { url: sandbox.socketUrl, WebSocket: sandbox.WebSocket });
  const live = realtime.messages(channel.id).collection({ limit: 1 });
  await live.ready;
  const changes = realtime.messages(channel.id)[Symbol.asyncIterator]();
  const told = changes.next();
  await pub.messages.create(channel.id, "Good night");
  console.log("told", (await told).value.action, toPlainText(live.items[0]), live.hasMore);
  realtime.close();
  console.log("closed", live.status, (await changes.next()).done, sandbox.sockets.subscriptions.length);

  try {
    await pub.channels.retrieve(sent.id);
  } catch (error) {
    console.log("caught", error.name, error.status, error instanceof PubNotFoundError, PubError.is(error));
  }
  try {
    message("").link("javascript:alert(1)");
  } catch (error) {
    console.log("refused", error.name, error.code, error instanceof PubInputError, PubError.is(error));
  }
}

main();
