import { chunksOf, hrefOf, isKnownChunk, message, PubInputError, toPlainText } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import * as light from "@giosg/pub-sdk/message";
import { describe, expect, it } from "vitest";
import { chunks, ids } from "../support/wire-fixtures.js";
import { startService } from "./support/remote.js";

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const release = message("Release is out: ")
  .link("https://example.com/notes")
  .image("https://cdn.example.com/shot.png")
  .mention(ids.user, "Maija")
  .notifyChannel();

describe("a message", () => {
  it("is built, sent, read back and shown", async () => {
    const service = await startService();
    const content = message("Release is out: ").link("https://example.com/notes");
    const { messages } = service.client();
    const sent = await messages.create(service.channelId, content);
    const read = await messages.retrieve(service.channelId, sent.id);
    expect(read.body).toEqual(content.toBody());
    expect(toPlainText(read)).toBe("Release is out: https://example.com/notes");
    expect(chunksOf(read).every(isKnownChunk)).toBe(true);
  });

  it("has a payload with a fresh id each time", () => {
    const payloads = [release.toPayload(), release.toPayload()];
    for (const { id } of payloads) expect(id).toMatch(uuid4);
    expect(payloads[0]?.id).not.toBe(payloads[1]?.id);
    expect(payloads[0]).toMatchObject({ notify_users: [ids.user], notify_channel: true });
    expect(release.toPlainText()).toBe("Release is out: https://example.com/notes [image] @Maija");
  });

  it("refuses what is not safe to click", () => {
    expect(() => message().url("javascript:alert(1)")).toThrow(PubInputError);
    expect(() => message().image("/relative.png")).toThrow(PubInputError);
  });

  it("is the same from the light entry", () => {
    expect(light.toPlainText(release.toPayload())).toBe(release.toPlainText());
    expect(light.message("Hello").toBody()).toEqual(message("Hello").toBody());
  });
});

describe("hrefOf", () => {
  it.each([
    ["https://example.com/notes?x=1#top", "https://example.com/notes?x=1#top"],
    ["www.giosg.com", "https://www.giosg.com"],
  ])("leads an anchor from %s to %s", (text, expected) => {
    const anchor = document.createElement("a");
    anchor.href = hrefOf({ type: "link", kind: "url", text }) ?? "";
    expect(anchor.href.replace(/\/$/, "")).toBe(expected);
  });

  it("never gives an anchor anything that runs or stays on the page's own origin", () => {
    const texts = [
      "javascript:alert(1)",
      " javascript:alert(1)",
      "java\tscript:alert(1)",
      "data:text/html,x",
      "//x",
      "\\\\x",
      "vbscript:x",
      "https://a:b@c.fi",
    ];
    for (const kind of ["url", "email", "phone"] as const) {
      for (const text of texts) {
        const href = hrefOf({ type: "link", kind, text });
        const anchor = document.createElement("a");
        if (href !== undefined) anchor.href = href;
        expect(anchor.protocol, text).toMatch(/^(:|https?:|mailto:|tel:)$/);
        if (href?.startsWith("http")) expect(anchor.origin).not.toBe(location.origin);
      }
    }
  });
});

describe("parseText", () => {
  it("finds the links, and loses no character", () => {
    const text =
      "Call +358 40 123 4567 or mail a@b.fi, https://giosg.com. See www.giosg.com, not README.md – 👋🏽";
    const found = parseText(text);
    expect(found.map((chunk) => chunk.text).join("")).toBe(text);
    expect(found.flatMap((chunk) => (chunk.type === "link" ? [[chunk.kind, chunk.text]] : []))).toEqual([
      ["phone", "+358 40 123 4567"],
      ["email", "a@b.fi"],
      ["url", "https://giosg.com"],
      ["url", "www.giosg.com"],
    ]);
  });
});

it("shows every chunk that occurs", () => {
  const text = toPlainText({ version: 3, chunks: [...chunks] });
  for (const part of ["Hello!", "[file: report.pdf]", "[voice]", "@Maija", "[external: Survey]"]) {
    expect(text).toContain(part);
  }
});
