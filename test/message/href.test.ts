import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hrefOf, type MessageChunk } from "../../src/message/index.js";

/** A chunk as it may arrive, whatever its fields hold. */
function received(chunk: unknown): MessageChunk {
  return chunk as MessageChunk;
}

function link(kind: string, text: unknown): MessageChunk {
  return received({ type: "link", kind, text });
}

describe("hrefOf", () => {
  it.each(["tel:112", "mailto:a@b.fi", "a.fi/x.png"])(
    "leads from an attachment to pages alone, not to %s",
    (url) => {
      expect(hrefOf({ type: "image", url })).toBeUndefined();
    },
  );

  it.each([
    ["url", "https://giosg.com", "https://giosg.com"],
    ["url", "HTTP://giosg.com/a?b=c#d", "HTTP://giosg.com/a?b=c#d"],
    ["url", "www.giosg.com", "https://www.giosg.com"],
    ["url", "giosg.com/help?x=javascript:1", "https://giosg.com/help?x=javascript:1"],
    ["url", "giosg.com:8080", "https://giosg.com:8080"],
    ["url", " https://giosg.com\n", "https://giosg.com"],
    ["url", "http://localhost:3000/x", "http://localhost:3000/x"],
    ["url", "http://[::1]/", "http://[::1]/"],
    ["url", "https://medium.com/@maija", "https://medium.com/@maija"],
    ["url", "äö.fi/ruokä", "https://äö.fi/ruokä"],
    ["url", "mailto:a@b.fi", "mailto:a@b.fi"],
    ["url", "tel:+358401234567", "tel:+358401234567"],
    ["email", "a@b.fi", "mailto:a@b.fi"],
    ["email", "mailto:a@b.fi", "mailto:a@b.fi"],
    ["email", "mailto:a@b.fi?bcc=c@d.fi&body=x", "mailto:a@b.fi"],
    ["email", "R&D+x@company.com", "mailto:R&D+x@company.com"],
    ["phone", "+358 40 123 4567", "tel:+358401234567"],
    ["phone", "+358 (0)40-123.4567", "tel:+358401234567"],
    ["phone", "(09) 123 456", "tel:09123456"],
    ["phone", "tel:112", "tel:112"],
    ["matrix", "https://matrix.to/#/@maija:example.com", "https://matrix.to/#/@maija:example.com"],
  ])("a link of kind %s, %j, leads to %s", (kind, text, href) => {
    expect(hrefOf(link(kind, text))).toBe(href);
  });

  it.each([
    ["url", "javascript:alert(1)"],
    ["url", "JAVASCRIPT://giosg.com/%0aalert(1)"],
    ["url", "java\nscript:alert(1)"],
    ["url", "\u0000javascript:alert(1)"],
    ["url", "javascript:1"],
    ["url", "data:text/html,x"],
    ["url", "vbscript:x"],
    ["url", "blob:https://giosg.com/1"],
    ["url", "file:///etc/passwd"],
    ["url", "ftp://giosg.com"],
    ["url", "/path"],
    ["url", "//giosg.com"],
    ["url", "https:/giosg.com"],
    ["url", "https:///giosg.com"],
    ["url", "https://giosg.com\\@evil.example"],
    ["url", "https://giosg.com\u0007/"],
    ["url", "https://giosg.com@evil.example"],
    ["url", "https://maija:secret@giosg.com"],
    ["url", "giosg.com@evil.example"],
    ["url", "giosg"],
    ["url", ""],
    ["email", "a@b.fi%0abcc:c@d.fi,"],
    ["email", "a%0Abcc=x@b.fi"],
    ["email", "a@b.fi\r\nbcc: c@d.fi"],
    ["email", "javascript:alert(1)"],
    ["phone", "*21*123456#"],
    ["phone", "+358 40 123 4567;javascript:1"],
    ["phone", "javascript:1234567"],
    ["matrix", "@maija:example.com"],
    ["matrix", "giosg.com"],
    ["", "javascript:alert(1)"],
  ])("a link of kind %s, %j, leads nowhere", (kind, text) => {
    expect(hrefOf(link(kind, text))).toBeUndefined();
  });

  it.each(["image", "file", "audio", "video", "voice", "external"])(
    "a chunk of type %s leads to its URL",
    (type) => {
      expect(hrefOf(received({ type, url: "https://cdn.example.com/x" }))).toBe("https://cdn.example.com/x");
      for (const url of ["javascript:alert(1)", "data:,x", "report.pdf", "/x", 7, null, undefined, {}]) {
        expect(hrefOf(received({ type, url }))).toBeUndefined();
      }
    },
  );

  it("other chunks lead nowhere", () => {
    for (const type of ["text", "mention", "poll", "constructor"]) {
      expect(hrefOf(received({ type, text: "https://giosg.com", url: "https://giosg.com" }))).toBeUndefined();
    }
  });

  it("is never a way to run code or to forge a mail, whatever was received", () => {
    const scheme = fc.constantFrom(
      "javascript:",
      "data:",
      "vbscript:",
      "JaVaScRiPt:",
      "java\tscript:",
      "https://",
      "mailto:",
      "tel:",
      "",
    );
    const text = fc
      .tuple(fc.string({ unit: "binary", maxLength: 3 }), scheme, fc.webUrl(), fc.string())
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        fc.constantFrom("url", "email", "phone", "later"),
        fc.oneof(text, fc.string({ unit: "binary" })),
        (kind, written) => {
          for (const chunk of [link(kind, written), received({ type: "image", url: written })]) {
            const href = hrefOf(chunk);
            if (href === undefined) continue;
            const parsed = new URL(href, "https://page.example/here");
            expect(["http:", "https:", "mailto:", "tel:"]).toContain(parsed.protocol);
            expect([parsed.username, parsed.password]).toEqual(["", ""]);
            if (parsed.protocol === "mailto:") expect(parsed.search).toBe("");
            expect(new URL(href).href).toBe(parsed.href);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), fc.anything(), (a, b) => {
        hrefOf(received(a));
        hrefOf(received({ type: "link", kind: a, text: b }));
        hrefOf(received({ type: "image", url: a }));
      }),
    );
  });

  it("is done with long texts in no time", () => {
    for (const part of ["a.", "https://", "a@", "@", "1", "+1", "(0)", "%", " ", "mailto:", "?"]) {
      for (const kind of ["url", "email", "phone", "later"])
        hrefOf(link(kind, `${part.repeat(100_000)}\u0000`));
    }
  });
});
