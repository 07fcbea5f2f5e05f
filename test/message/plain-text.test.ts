import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Message, type MessageBody, toPlainText } from "../../src/message/index.js";
import { chunks, externalView, message } from "../support/wire-fixtures.ts";

function received(body: unknown): MessageBody {
  return body as MessageBody;
}

function textOf(...parts: unknown[]): string {
  return toPlainText(received({ version: 3, chunks: parts }));
}

function ofType(type: string, body: MessageBody): Message {
  return { ...message, type, body };
}

describe("toPlainText", () => {
  it("gives texts, links and mentions as they stand", () => {
    const parts = [
      { type: "text", text: "See" },
      { type: "link", kind: "url", text: "www.giosg.com" },
      { type: "text", text: "\r\n,  " },
      { type: "mention", text: "@Maija" },
    ];
    expect(textOf(...parts)).toBe("Seewww.giosg.com\r\n,  @Maija");
  });

  it("names attachments", () => {
    expect(chunks.filter((chunk) => !("text" in chunk)).map((chunk) => textOf(chunk))).toEqual([
      "[file: report.pdf]",
      "[file: report.pdf]",
      "[file: report.pdf]",
      "[audio: Standup]",
      "[voice]",
      "[video: Demo]",
      "[video]",
      "[image]",
      "[external: Survey]",
      "[external: Survey]",
    ]);
  });

  it("takes no value that is no text for a name", () => {
    for (const value of [{}, [], 7, Symbol("s"), Object.create(null), null, ""]) {
      expect(textOf({ type: "file", url: "https://a.fi/r", name: value, title: value })).toBe("[file]");
      expect(textOf({ type: "text", text: value })).toBe(value === "" ? "" : "[text]");
      expect(toPlainText(received({ type: value, body: { version: 1, title: value } }))).toBe("");
    }
  });

  it("parts attachments from what stands beside them by one space, unless white space is there", () => {
    const file = { type: "file", url: "https://a.fi/r", name: "r" };
    const text = (written: string) => ({ type: "text", text: written });
    expect(textOf(text("See"), file, text("now"))).toBe("See [file: r] now");
    expect(textOf(text("See "), file, text("\nnow"))).toBe("See [file: r]\nnow");
    expect(textOf(file, text(""), file)).toBe("[file: r] [file: r]");
  });

  it("keeps a name on one line", () => {
    expect(textOf({ type: "file", url: "https://a.fi/r", name: "a\r\n\u0007b" })).toBe("[file: a b]");
  });

  it("gives chunks that it does not know by their text, otherwise by their type and name", () => {
    expect(textOf({ type: "quote", text: "As I said" })).toBe("As I said");
    expect(textOf({ type: "poll", title: "Lunch?" })).toBe("[poll: Lunch?]");
    expect(textOf({ type: "poll" })).toBe("[poll]");
    expect(textOf({ type: "constructor" })).toBe("[constructor]");
  });

  it("reads every body that occurs", () => {
    expect(toPlainText({ version: 2, chunks: [{ type: "text", text: "two" }] })).toBe("two");
    expect(toPlainText({ version: 1, message: "one" })).toBe("one");
    expect(toPlainText({ version: 1, title: "Weekly report", externalView })).toBe("Weekly report");
    expect(toPlainText({ version: 3, externalView })).toBe("Weekly report");
    expect(toPlainText({ version: 3 })).toBe("");
    expect(toPlainText({ version: 1, callId: "7" })).toBe("[call]");
    expect(toPlainText({})).toBe("");
    expect(toPlainText(received({ version: 9 }))).toBe("");
    expect(toPlainText(received({ version: 9, chunks: [{ type: "text", text: "nine" }] }))).toBe("nine");
  });

  it("says of a whole message what only its type tells", () => {
    expect(toPlainText(message)).toBe("Hello! Here is my message");
    expect(toPlainText(ofType("call_request", { version: 1, callId: "7" }))).toBe("[call request]");
    expect(toPlainText(ofType("call_leave", { version: 1 }))).toBe("[call leave]");
    expect(toPlainText(ofType("deleted", {}))).toBe("[deleted]");
    expect(toPlainText(ofType("deleted", { version: 1, message: "gone" }))).toBe("[deleted]");
    expect(toPlainText(ofType("system_message", { version: 1, message: "Maija joined" }))).toBe(
      "Maija joined",
    );
    expect(toPlainText(ofType("later", { version: 3, chunks: [{ type: "text", text: "x" }] }))).toBe("x");
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.constantFrom("text", "image", "file", "voice", "poll"),
        (value, type) => {
          expect(toPlainText(received(value))).toBeTypeOf("string");
          expect(toPlainText(received({ body: value, type: value }))).toBeTypeOf("string");
          const chunk = { type, text: value, url: value, name: value, title: value };
          expect(
            toPlainText(received({ version: 3, chunks: [chunk, value], externalView: value, callId: value })),
          ).toBeTypeOf("string");
        },
      ),
    );
  });

  it("is done with many chunks in no time", () => {
    const many = Array.from({ length: 200_000 }, (_, index) =>
      index % 2 ? { type: "text", text: "a" } : { type: "poll" },
    );
    expect(textOf(...many.slice(0, 4))).toBe("[poll] a [poll] a");
    expect(toPlainText(received({ version: 3, chunks: many })).length).toBe(100_000 * "[poll] a ".length - 1);
  });
});
