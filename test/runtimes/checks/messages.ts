import { type Message, PubInputError } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { chunksOf, hrefOf, isKnownChunk, message, toPlainText } from "@giosg/pub-sdk/message";
import { MessageSchema } from "@giosg/pub-sdk/schemas";
import { check, equal, ok } from "./suite.ts";

const userId = "22222222-2222-4222-8222-222222222222";

check("messages: the builder makes a body, a payload and a plain text", () => {
  const content = message("Notes: ")
    .link("https://example.com/notes")
    .image("https://cdn.example.com/shot.png")
    .file({ url: "https://cdn.example.com/notes.pdf", name: "notes.pdf", size: 12 })
    .mention(userId, "Maija")
    .notifyChannel();
  const { version, chunks } = content.toBody();
  equal([version, chunks.map(({ type }) => type)], [3, ["text", "link", "image", "file", "mention"]]);
  const { id, ...payload } = content.toPayload();
  ok(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), `a UUID, not ${id}`);
  ok(content.toPayload().id !== id, "each payload has an id of its own");
  equal(payload, { body: content.toBody(), notify_users: [userId], notify_channel: true });
  equal(content.toPlainText(), "Notes: https://example.com/notes [image] [file: notes.pdf] @Maija");
});

check("messages: wrong input is refused at the call that brings it", () => {
  try {
    message().link("javascript:alert(1)");
  } catch (error) {
    return ok(error instanceof PubInputError, "the error is a PubInputError");
  }
  throw new Error("a javascript: link was taken");
});

check("messages: what is received is read, and only safe links lead anywhere", () => {
  const received: Message = JSON.parse(`{ "body": { "version": 3, "chunks": [
    { "type": "link", "kind": "url", "text": "giosg.com" },
    { "type": "link", "kind": "url", "text": "javascript:alert(1)" },
    { "type": "poll", "question": "Well?" }
  ] } }`);
  const read = chunksOf(received);
  equal(
    read.map((chunk) => hrefOf(chunk) ?? "none"),
    ["https://giosg.com", "none", "none"],
  );
  equal(read.map(isKnownChunk), [true, true, false]);
  equal(toPlainText({ version: 1, message: "Old" }), "Old");
});

check("messages: parseText finds the links and keeps every character", () => {
  const text = "Soita +358 40 123 4567 tai 📧 a@b.fi, https://giosg.com/ä?ö=1. Katso README.md!";
  const chunks = parseText(text);
  equal(chunks.map((chunk) => chunk.text).join(""), text);
  const links = chunks.flatMap((chunk) => (chunk.type === "link" ? [`${chunk.kind} ${hrefOf(chunk)}`] : []));
  equal(links, ["phone tel:+358401234567", "email mailto:a@b.fi", "url https://giosg.com/ä?ö=1"]);
});

check("schemas: they check what a webhook brings", () => {
  equal(MessageSchema.safeParse({ id: userId }).success, false);
});
