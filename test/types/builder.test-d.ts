// Compiled, never run: what the types of composing and showing messages promise.
import {
  chunksOf,
  hrefOf,
  isKnownChunk,
  type MessageBuilder,
  type MessageContent,
  message,
  toPlainText,
} from "../../src/index.js";
import { parseText } from "../../src/linkify/index.js";
import type { BuiltBody, BuiltPayload } from "../../src/message/index.js";
import type {
  KnownChunk,
  LinkChunk,
  Message,
  MessageBody,
  MessageBodyInput,
  MessageChunk,
  MessagePayload,
  TextChunk,
} from "../../src/schemas/index.js";
import { accepts, same } from "./expect-type.js";

const id = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";

export function building(): void {
  const content = message("See ");
  same<MessageBuilder>()(message());
  same<MessageBuilder>()(content.text("a").link("b").url("c").email("d").phone("e").image("f"));
  same<MessageBuilder>()(
    content.file({ url: "a", name: "b" }).file({ url: "a", name: "b", size: undefined }),
  );
  same<MessageBuilder>()(content.audio({ url: "a", title: "b" }).video({ url: "a" }));
  same<MessageBuilder>()(content.mention(id, "Maija").notifyUsers(id, id).notifyUsers().notifyChannel());
  same<MessageBuilder>()(content.chunk({ type: "poll", options: ["a", "b"] }).withId(id));
  same<string | undefined>()(content.id);
  same<BuiltBody>()(content.toBody());
  same<BuiltPayload>()(content.toPayload());
  same<MessageChunk[]>()(content.toBody().chunks);
  same<string>()(content.toPayload().id);
  same<string[] | undefined>()(content.toPayload().notify_users);
  same<string>()(content.toPlainText());
  accepts<MessageContent>(content);
  accepts<MessagePayload>(content.toPayload());
  accepts<MessageBody>(content.toBody());
}

export function refused(content: MessageBuilder, received: Message): void {
  // @ts-expect-error: a text is a string
  message(5);
  // @ts-expect-error: a link is a string
  content.link(new URL("https://giosg.com"));
  // @ts-expect-error: a size is in bytes
  content.file({ url: "a", name: "b", size: "5 kB" });
  // @ts-expect-error: misspelt fields do not compile
  content.file({ url: "a", name: "b", sise: 5 });
  // @ts-expect-error: an audio needs a title
  content.audio({ url: "a" });
  // @ts-expect-error: a video needs a URL
  content.video({ title: "b" });
  // @ts-expect-error: a mention says who, and by which name
  content.mention(id);
  // @ts-expect-error: users are told one by one
  content.notifyUsers([id]);
  // @ts-expect-error: there is nothing to say about it
  content.notifyChannel(false);
  // @ts-expect-error: a chunk has a type
  content.chunk({ text: "a" });
  // @ts-expect-error: the id is set by `withId`
  content.id = id;
  // @ts-expect-error: a builder is no body
  accepts<MessageBodyInput>(content);
  // @ts-expect-error: nor a message
  accepts<Message>(content);
  // @ts-expect-error: what is parsed is a text
  parseText(received);
  // @ts-expect-error: a text has no href; a chunk does
  hrefOf("https://giosg.com");
  // @ts-expect-error: a text is no message
  chunksOf("Hello");
  // @ts-expect-error: a list is not one message
  toPlainText([received]);
}

export function showing(received: Message, chunk: MessageChunk): void {
  same<(TextChunk | LinkChunk)[]>()(parseText("Hello"));
  accepts<MessageChunk[]>(parseText("Hello"));
  same<MessageChunk[]>()(chunksOf(received));
  same<MessageChunk[]>()(chunksOf(received.body));
  same<MessageChunk[]>()(chunksOf(message("Hello").toPayload()));
  same<KnownChunk[]>()(chunksOf(received).filter(isKnownChunk));
  same<string>()(toPlainText(received));
  same<string>()(toPlainText(received.body));
  same<string | undefined>()(hrefOf(chunk));
  // A type that is newer than these types is compared as a string.
  if ((chunk.type as string) === "poll") accepts<string>(chunk.type);
  // @ts-expect-error: compared as it is, a misspelt type would never match
  if (chunk.type === "txt") return;
  // @ts-expect-error: there may be no first chunk
  chunksOf(received)[0].type;
}
