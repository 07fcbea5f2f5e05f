// What must not compile, whichever compiler and module resolution an application uses.
import {
  Channels,
  type KnownChunk,
  type Message,
  MessageBuilder,
  type MessageChunk,
  message,
  Page,
  Paginator,
  PubClient,
  PubError,
} from "@giosg/pub-sdk";
// @ts-expect-error: what is built is not for importing
import type {} from "@giosg/pub-sdk/dist/index.js";
// @ts-expect-error: there is no such entry
import type {} from "@giosg/pub-sdk/http";
import { parseText } from "@giosg/pub-sdk/linkify";
import { chunksOf, hrefOf } from "@giosg/pub-sdk/message";
import { PubRealtime } from "@giosg/pub-sdk/realtime";
import { type Channel, MessageSchema } from "@giosg/pub-sdk/schemas";
// @ts-expect-error: the source is not published
import type {} from "@giosg/pub-sdk/src/index.js";
import { createSandbox } from "@giosg/pub-sdk/testing";

const id = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";

export async function calls(pub: PubClient): Promise<void> {
  // @ts-expect-error: an organization is needed
  new PubClient({ token: "t" });
  // @ts-expect-error: the option has its unit in its name
  new PubClient({ organizationId: id, timeout: 5 });
  // @ts-expect-error: a token is a string or a function
  new PubClient({ organizationId: id, token: 5 });
  // @ts-expect-error: ids are strings
  await pub.channels.retrieve(5);
  // @ts-expect-error: a channel needs a name
  await pub.channels.create({ description: "" });
  // @ts-expect-error: misspelt fields do not compile
  await pub.channels.create({ name: "Leads", descripton: "" });
  // @ts-expect-error: only lists prefetch
  await pub.channels.retrieve(id, { prefetch: false });
  // @ts-expect-error: query values are plain
  await pub.channels.retrieve(id, { query: { a: ["b"] } });
  // @ts-expect-error: messages have no latest message
  pub.messages.list(id, { ordering: "latest_message_created_at" });
  // @ts-expect-error: a limit is needed
  await pub.messages.list(id).toArray();
  // @ts-expect-error: a list is walked with `for await`
  for (const _ of pub.messages.list(id)) break;
  // @ts-expect-error: a payload needs a body
  await pub.messages.create(id, { id });
  // @ts-expect-error: an image needs a URL
  await pub.messages.create(id, { body: { version: 3, chunks: [{ type: "image" }] } });
  // @ts-expect-error: a conference token is for a user
  await pub.conference.createToken(id, {});
  // @ts-expect-error: the fields of the API keep their names
  (await pub.channels.retrieve(id)).isDirectMessage;
  // @ts-expect-error: how requests are made is not public
  pub.channels.http;
}

export function data(received: Message, channel: Channel, chunk: MessageChunk): void {
  // @ts-expect-error: a misspelt field does not compile
  received.chanel_id;
  // @ts-expect-error: a channel may have no latest message
  channel.latest_message.id;
  // @ts-expect-error: not every chunk has a text
  chunk.text;
  // @ts-expect-error: not every body has chunks
  received.body.chunks;
  // @ts-expect-error: chunks of types to come are among them
  const known: KnownChunk[] = chunksOf(received);
  // @ts-expect-error: what is not safe to click has no href
  const href: string = hrefOf(chunk);
  // @ts-expect-error: a builder is no body
  const body: Message["body"] = message("Hello");
  // @ts-expect-error: a file needs a name
  message("Hello").file({ url: "https://example.com/a.pdf" });
  // @ts-expect-error: what came in is not known to be a message before it is checked
  const unchecked: Message = MessageSchema.safeParse(received).data;
  // @ts-expect-error: only a text can be parsed
  parseText(received);
  // @ts-expect-error: there is no such option
  createSandbox({ pagesize: 5 });
  // @ts-expect-error: three users, unless the sandbox is told otherwise
  createSandbox({ users: 2 }).users[1].id;
  console.log(known, href, body, unchecked);
}

export function caught(error: unknown): void {
  // @ts-expect-error: whether it is an error of the SDK has to be asked
  error.code;
  if (!PubError.is(error)) return;
  // @ts-expect-error: not every error comes from an answer
  error.status;
  // @ts-expect-error: there is no such code
  if (error.code === "not found") return;
  // @ts-expect-error: there are two outcomes
  if (error.outcome === "effect") return;
  // @ts-expect-error: the base class is abstract
  new PubError("text", { code: "http" });
}

export function made(): void {
  // @ts-expect-error: resources are made by a client
  new Channels();
  // @ts-expect-error: lists are made by resources
  new Paginator<Message>();
  // @ts-expect-error: pages are made by lists
  new Page<Message>();
  // @ts-expect-error: builders are made by message()
  new MessageBuilder();
}

export function watches(pub: PubClient, realtime: PubRealtime): void {
  // @ts-expect-error: a client is needed
  new PubRealtime({ url: "wss://realtime.example.com" });
  // @ts-expect-error: the option has its unit in its name
  new PubRealtime(pub, { poll: 5_000 });
  // @ts-expect-error: messages are ordered by their creation alone
  realtime.messages(id).collection({ ordering: "name" });
  // @ts-expect-error: conferences have no ordering
  realtime.conferences(id).collection({ ordering: "created_at" });
  // @ts-expect-error: what is kept up to date is not for writing
  realtime.channels().collection().items.push();
}
