import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { parseText } from "../../src/linkify/index.js";
import { hrefOf, message, toPlainText } from "../../src/message/index.js";

/** The links of a text, as `kind text`. */
function linksIn(text: string): string[] {
  return parseText(text).flatMap((chunk) => (chunk.type === "link" ? [`${chunk.kind} ${chunk.text}`] : []));
}

describe("parseText", () => {
  it("cuts a sentence into texts and links", () => {
    expect(parseText("Call +358 40 123 4567 or mail a@b.fi, https://giosg.com.")).toEqual([
      { type: "text", text: "Call " },
      { type: "link", kind: "phone", text: "+358 40 123 4567" },
      { type: "text", text: " or mail " },
      { type: "link", kind: "email", text: "a@b.fi" },
      { type: "text", text: ", " },
      { type: "link", kind: "url", text: "https://giosg.com" },
      { type: "text", text: "." },
    ]);
  });

  it("gives no chunks for the empty string and one for text without links", () => {
    expect(parseText("")).toEqual([]);
    expect(parseText("Hello\r\n")).toEqual([{ type: "text", text: "Hello\r\n" }]);
  });

  it.each([
    [
      "www.giosg.com and www.example.museum/x?y=1, www.readme.md",
      ["url www.giosg.com", "url www.example.museum/x?y=1", "url www.readme.md"],
    ],
    ["giosg.com, GIOSG.FI/help and cdn.giosg.io", ["url giosg.com", "url GIOSG.FI/help", "url cdn.giosg.io"]],
    [
      "(https://fi.wikipedia.org/wiki/Turku_(kaupunki))",
      ["url https://fi.wikipedia.org/wiki/Turku_(kaupunki)"],
    ],
    [
      '<https://giosg.com>; "http://localhost:3000/x"!',
      ["url https://giosg.com", "url http://localhost:3000/x"],
    ],
    ["https://giosg.com/README.md", ["url https://giosg.com/README.md"]],
    ["rivi\nhttps://äö.fi/ruokä\nrivi", ["url https://äö.fi/ruokä"]],
    ["mailto:a@b.fi, R&D+x@company.com.", ["email mailto:a@b.fi", "email R&D+x@company.com"]],
    [
      "tel:112 tel:+358-40-1234567 TEL:040 123 4567",
      ["phone tel:112", "phone tel:+358-40-1234567", "phone TEL:040 123 4567"],
    ],
    [
      "+1 (415) 555-2671, +358 (0)40 123 4567; +33.1.23.45.67.89",
      ["phone +1 (415) 555-2671", "phone +358 (0)40 123 4567", "phone +33.1.23.45.67.89"],
    ],
    ["+358401234567\n+358407654321", ["phone +358401234567", "phone +358407654321"]],
    ["+358 40 123 4567 2 apples", ["phone +358 40 123 4567"]],
    ["+358 40 123 4567 12345678", ["phone +358 40 123 4567"]],
    ["+358401234567. 5 apples", ["phone +358401234567"]],
    ["+358401234567@example.com", ["email +358401234567@example.com"]],
  ])("finds the links of %j", (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each([
    "README.md setup.py build.sh main.rs index.ts node.js docs/README.md README.MD Makefile.am user.name",
    "1.2.3 e.g. i.e. a.m. U.S. Ph.D. 192.168.0.1 10.30",
    "react@18.2.0 left-pad@1.3.0 @maija a@b @@",
    "javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd blob:https:1",
    "ftp://giosg.com ftp://www.giosg.com //giosg.com //www.giosg.com",
    "https://maija:secret@giosg.com https://maija@giosg.com",
    "http:// https:// www. www.giosg mailto: tel: tel:* hotel:1234567",
    "040 123 4567 2024-01-01T10:00:00+02:00 1+3584012345678 x+358401234567 +358401234567abc ++358401234567",
    "+123456 +0401234567 +1234567890123456 +1-234-567-8901-2345-6789 +1234567€ +12345678%",
  ])("finds none in %j", (text) => {
    expect(linksIn(text)).toEqual([]);
  });

  it("leaves links of more than 4,096 characters as text", () => {
    expect(linksIn(`https://giosg.com/${"a".repeat(4000)}`)).toHaveLength(1);
    expect(linksIn(`https://giosg.com/${"a".repeat(5000)}`)).toHaveLength(0);
  });

  it("refuses anything but a string", () => {
    expect(() => parseText(undefined as unknown as string)).toThrow(PubInputError);
  });

  const pieces = fc.constantFrom(
    "https://",
    "http://",
    "www.",
    "giosg.com",
    "a@b.fi",
    "mailto:",
    "tel:",
    "+358 40 123 4567",
    "+",
    "1",
    "(0)",
    ".",
    ",",
    "(",
    ")",
    "/",
    "//",
    "@",
    ":",
    " ",
    "\r\n",
    "\u0000",
    "\ud83d",
    "\ude00",
    "😀",
    "ä",
    "javascript:",
    "?q=",
    "#",
    "xn--",
    "[",
    "]",
    "\\",
    '"',
    "_",
    "-",
    "md",
  );
  const anyText = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  );

  it("loses and changes no character of any string", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const chunks = parseText(text);
        expect(chunks.map((chunk) => chunk.text).join("")).toBe(text);
        expect(toPlainText({ version: 3, chunks })).toBe(text);
        expect(chunks.some((chunk) => chunk.text === "")).toBe(false);
        expect(
          chunks.some((chunk, index) => chunk.type === "text" && chunks[index + 1]?.type === "text"),
        ).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("makes only links that can be clicked, and that the builder takes", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const chunk of parseText(text)) {
          if (chunk.type === "text") continue;
          expect(hrefOf(chunk)).toMatch(/^(?:https?:\/\/|mailto:|tel:)/i);
          expect(message().chunk(chunk).toBody().chunks).toEqual([chunk]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    "a@",
    "@",
    "a@a.",
    '"a@a.a',
    "a@b.fi ",
    "a@[IPv6:",
    "http://",
    "http://a/(",
    "http://a/[(",
    "http://a/{[(x",
    "http://a/?",
    "http://a.a.",
    "http://a@",
    "http://a:",
    "http://[::",
    "https://a.fi ",
    "www.",
    "www.a.a/(",
    "www.a.b ",
    "a.",
    "a-",
    "a.com,",
    "[a.com/(",
    "((((",
    "(a",
    "+1",
    "+1 ",
    "+",
    "+(1)",
    "+358401234567 ",
    "(1)",
    "1",
    "1.",
    "mailto:",
    "mailto:a@",
    "tel:",
    "tel:1",
    "tel:1 ",
    "xn--",
    "a.xn--",
    "｜a.com",
    "\u0000",
    "\ud800",
    "😀",
    "é",
    "_a@",
    "-",
    "%",
  ])(
    "takes a hundred thousand characters of %j in its stride",
    (part) => {
      const text = part.repeat(100_000 / part.length);
      expect(
        parseText(text)
          .map((chunk) => chunk.text)
          .join("") === text,
      ).toBe(true);
    },
    2_000,
  );

  it.each([
    ["a long name before an @", `${"a".repeat(100_000)}@b.fi`],
    ["a long host", `http://${"a".repeat(100_000)}`],
    ["many labels", `http://${"a.".repeat(50_000)}`],
    ["many open parentheses", `http://a/${"(a".repeat(50_000)}`],
    ["many pairs of parentheses", `http://a/${"((((a))))".repeat(11_000)}`],
    ["long parentheses that never close", `http://a/(${"x".repeat(990)}`.repeat(100)],
    ["a long number", `+${"1".repeat(100_000)}`],
    ["many groups of digits", `+${"1 ".repeat(50_000)}`],
  ])(
    "takes %s in its stride",
    (_name, text) => {
      expect(
        parseText(text)
          .map((chunk) => chunk.text)
          .join("") === text,
      ).toBe(true);
    },
    2_000,
  );
});
