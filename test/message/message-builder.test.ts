import { inspect } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { chunksOf, type MessageBuilder, message, toPlainText } from "../../src/message/index.js";
import { MessageBodySchema } from "../../src/schemas/index.js";
import { chunks as wireChunks } from "../support/wire-fixtures.ts";

const maija = "3f770799-dc7c-4096-8b27-35a6eb45144c";
const pekka = "1d3e1c2a-8a5e-11e3-9c1a-0800200c9a66";
const url = "https://cdn.example.com/report.pdf";

/** What TypeScript would not let through, as JavaScript callers pass it. */
function untyped<T>(value: unknown): T {
  return value as T;
}

/** The error of a call, which must be the SDK's own for wrong input. */
function refusal(call: () => unknown): PubInputError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(PubInputError);
    return error as PubInputError;
  }
  throw new Error("nothing was thrown");
}

describe("what a builder makes", () => {
  it("writes one chunk for each call, in order", () => {
    const body = message("Release is out: ")
      .link("https://example.com/notes")
      .image("https://cdn.example.com/shot.png")
      .file({ url, name: "report.pdf", size: 48_213 })
      .file({ url, name: "report.pdf" })
      .audio({ url, title: "Standup" })
      .video({ url, title: "Demo" })
      .video({ url })
      .mention(maija, "Maija")
      .toBody();
    expect(body).toStrictEqual({
      version: 3,
      chunks: [
        { type: "text", text: "Release is out: " },
        { type: "link", kind: "url", text: "https://example.com/notes" },
        { type: "image", url: "https://cdn.example.com/shot.png" },
        { type: "file", url, name: "report.pdf", size: 48_213 },
        { type: "file", url, name: "report.pdf" },
        { type: "audio", url, title: "Standup" },
        { type: "video", url, title: "Demo" },
        { type: "video", url },
        { type: "mention", text: "@Maija" },
      ],
    });
    expect(MessageBodySchema.safeParse(body).success).toBe(true);
  });

  it("adds nothing for empty text, and takes all other text literally", () => {
    expect(message().text("").text(" ").text("https://giosg.com\r\n").toBody().chunks).toEqual([
      { type: "text", text: " " },
      { type: "text", text: "https://giosg.com\r\n" },
    ]);
  });

  it("says whom to notify, each user once and in lower case, mentions included", () => {
    const content = message("x")
      .mention(maija, "@Maija")
      .notifyUsers(pekka, maija.toUpperCase())
      .notifyUsers()
      .notifyUsers(pekka)
      .notifyChannel();
    expect(content.toPayload()).toStrictEqual({
      id: expect.any(String),
      body: {
        version: 3,
        chunks: [
          { type: "text", text: "x" },
          { type: "mention", text: "@Maija" },
        ],
      },
      notify_users: [maija, pekka],
      notify_channel: true,
    });
  });

  it("leaves out whom to notify where nobody was named", () => {
    expect(Object.keys(message("x").notifyUsers().toPayload())).toEqual(["id", "body"]);
  });

  it("makes a fresh id for every payload, unless one was set", () => {
    const content = message("x");
    expect(content.toPayload().id).not.toBe(content.toPayload().id);
    const fixed = content.withId(maija.toUpperCase());
    expect([fixed.toPayload().id, fixed.text("y").toPayload().id]).toEqual([maija, maija]);
    expect(content.toPayload().id).not.toBe(maija);
  });

  it("reads as plain text, also before it has chunks", () => {
    expect(message().toPlainText()).toBe("");
    expect(message("Hi ").mention(maija, "Maija").toPlainText()).toBe("Hi @Maija");
  });

  it("prints none of its text", () => {
    expect(inspect(message("sehr geheim"), { showHidden: true, depth: 9 })).not.toContain("geheim");
  });
});

describe("ids where the page is not secure", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("are still random UUIDs of version 4", () => {
    const real = globalThis.crypto;
    vi.stubGlobal("crypto", {
      getRandomValues: (array: Uint8Array<ArrayBuffer>) => real.getRandomValues(array),
    });
    const ids = Array.from({ length: 200 }, () => message("x").toPayload().id);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(200);
    expect(new Set(ids.join("")).size).toBe("0123456789abcdef-".length);
  });
});

describe("immutability", () => {
  const steps: ((builder: MessageBuilder) => MessageBuilder)[] = [
    (b) => b.text("more"),
    (b) => b.link("a@b.fi"),
    (b) => b.image(url),
    (b) => b.file({ url, name: "report.pdf", size: 0 }),
    (b) => b.mention(maija, "Maija"),
    (b) => b.notifyUsers(pekka),
    (b) => b.notifyChannel(),
    (b) => b.chunk({ type: "poll", options: ["Tea", { deep: [1] }] }),
    (b) => b.withId(pekka),
  ];

  it("holds for every call: the builder before it makes what it made", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 8 }), (taken) => {
        let builder = message("first").withId(maija);
        const seen: [MessageBuilder, string][] = [];
        for (const step of taken) {
          seen.push([builder, JSON.stringify(builder.toPayload())]);
          builder = step(builder);
        }
        for (const [earlier, payload] of seen) expect(JSON.stringify(earlier.toPayload())).toBe(payload);
      }),
    );
  });

  it("holds against changes to what was handed out", () => {
    const content = message("a")
      .chunk({ type: "poll", options: [{ label: "Tea" }] })
      .notifyUsers(maija)
      .withId(maija);
    const before = JSON.stringify(content.toPayload());
    const payload = content.toPayload();
    (payload.body.chunks[1] as unknown as { options: { label: string }[] }).options.length = 0;
    payload.body.chunks.length = 0;
    payload.notify_users?.push(pekka);
    content.toBody().chunks.pop();
    expect(JSON.stringify(content.toPayload())).toBe(before);
  });

  it("holds against changes to what was handed in", () => {
    const poll = { type: "poll", options: [{ label: "Tea" }] };
    const file = { url, name: "report.pdf", size: 1 };
    const users = [maija];
    const content = message()
      .chunk(poll)
      .file(file)
      .notifyUsers(...users)
      .withId(maija);
    const before = JSON.stringify(content.toPayload());
    poll.options.push({ label: "Coffee" });
    file.name = "other.pdf";
    users.push(pekka);
    expect(JSON.stringify(content.toPayload())).toBe(before);
  });
});

describe("links", () => {
  it.each([
    ["https://example.com/notes", "url", "https://example.com/notes"],
    ["  HTTP://example.com:8080/?q=1#x\n", "url", "HTTP://example.com:8080/?q=1#x"],
    ["www.giosg.com/help", "url", "www.giosg.com/help"],
    ["https://medium.com/@maija", "url", "https://medium.com/@maija"],
    ["http://localhost:3000", "url", "http://localhost:3000"],
    ["a@b.fi", "email", "a@b.fi"],
    ["mailto:Maija.Virtanen+chat@example.com", "email", "Maija.Virtanen+chat@example.com"],
    ["+358 40 123 4567", "phone", "+358 40 123 4567"],
    ["tel:+358401234567", "phone", "+358401234567"],
    ["tel:112", "phone", "112"],
    ["+1 (415) 555-2671", "phone", "+1 (415) 555-2671"],
  ])("%s is found to be of its kind", (written, kind, text) => {
    expect(message().link(written).toBody().chunks).toEqual([{ type: "link", kind, text }]);
  });

  it("of a kind that is named take what is of that kind", () => {
    expect(
      message().url("www.giosg.com").email("mailto:a@b.fi").phone("040 123 4567").phone("tel:112").toBody()
        .chunks,
    ).toEqual([
      { type: "link", kind: "url", text: "www.giosg.com" },
      { type: "link", kind: "email", text: "a@b.fi" },
      { type: "link", kind: "phone", text: "040 123 4567" },
      { type: "link", kind: "phone", text: "112" },
    ]);
  });

  const unsafe = [
    "",
    " ",
    "javascript:alert(1)",
    "JavaScript:alert('a@b.fi')",
    " javascript://www.giosg.com/%0aalert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://example.com/1",
    "file:///etc/passwd",
    "ftp://example.com",
    "/relative/path",
    "relative.html",
    "//example.com/path",
    "https:example.com",
    "https:///example.com",
    "https://",
    "https://exa mple.com",
    "https://example.com/ and more",
    "https://example.com/a\nb",
    "https://example.com\\@evil.example",
    "https://maija:secret@example.com",
    "https://maija@example.com",
    "www.maija@example",
  ];

  it.each(unsafe)("%j is refused as a URL and as a link", (written) => {
    refusal(() => message().url(written));
    refusal(() => message().link(written));
  });

  it.each([
    "",
    "a@",
    "@b.fi",
    "a@b",
    "a b@c.fi",
    "a@b.fi?subject=x",
    "mailto:a@b.fi?bcc=c@d.fi",
    "<a@b.fi>",
    "a@b.fi, c@d.fi",
  ])("%j is refused as an e-mail address", (written) => {
    refusal(() => message().email(written));
    refusal(() => message().link(written));
  });

  it.each([
    "",
    "12",
    "+123456",
    "+0401234567",
    "1234567890123456",
    "*21#",
    "tel:*21#",
    "call me",
    "+358 40 x",
  ])("%j is refused as a phone number", (written) => {
    refusal(() => message().phone(written));
    refusal(() => message().link(written));
  });

  it("leave a number without + or tel: to phone()", () => {
    expect(refusal(() => message().link("040 123 4567")).message).toContain("+phone number");
  });

  it("say what is accepted", () => {
    expect(refusal(() => message().url("/path")).message).toBe("url must be a safe http(s) URL");
    expect(refusal(() => message().email("a@b")).message).toBe("email must be a valid email");
    expect(refusal(() => message().phone("12")).message).toBe("phone must be a valid phone");
    expect(refusal(() => message().link("x")).message).toBe(
      "link must be a safe http(s) URL, email or +phone number",
    );
  });
});

describe("wrong input", () => {
  const b = message("x");
  const cases: [string, () => unknown, string][] = [
    ["a text that is no string", () => message(untyped(null)), "text"],
    ["a number as text", () => b.text(untyped(7)), "text"],
    ["a link that is no string", () => b.link(untyped(Symbol("s"))), "link"],
    ["a URL object", () => b.url(untyped(new URL(url))), "url"],
    ["an image of another scheme", () => b.image("javascript:alert(1)"), "url"],
    ["an image that is a number to dial", () => b.image("tel:112"), "url"],
    ["an image without scheme", () => b.image("www.example.com/shot.png"), "url"],
    ["an image that is nothing", () => b.image(untyped(undefined)), "url"],
    ["a data: file", () => b.file({ url: "data:,x", name: "x" }), "url"],
    ["a file that is nothing", () => b.file(untyped(undefined)), "url"],
    ["a relative audio", () => b.audio({ url: "/a.mp3", title: "x" }), "url"],
    ["a video with credentials", () => b.video({ url: "https://a:b@example.com/v" }), "url"],
    ["a file without name", () => b.file(untyped({ url })), "name"],
    ["an empty name", () => b.file({ url, name: " " }), "name"],
    ["an empty audio title", () => b.audio({ url, title: "" }), "title"],
    ["an empty video title", () => b.video({ url, title: "\n" }), "title"],
    ["a negative size", () => b.file({ url, name: "x", size: -1 }), "size"],
    ["a fractional size", () => b.file({ url, name: "x", size: 1.5 }), "size"],
    ["NaN as size", () => b.file({ url, name: "x", size: Number.NaN }), "chunk"],
    ["an infinite size", () => b.file({ url, name: "x", size: Number.POSITIVE_INFINITY }), "chunk"],
    ["a size that is text", () => b.file({ url, name: "x", size: untyped("12") }), "size"],
    ["a mention of no user", () => b.mention("maija", "Maija"), "userId"],
    ["a mention without a name", () => b.mention(maija, " @ "), "name"],
    ["a mention whose name is no string", () => b.mention(maija, untyped(undefined)), "name"],
    ["a user id that is no UUID", () => b.notifyUsers(maija, "x"), "userId"],
    ["an id that is no UUID", () => b.withId(`${maija}\n`), "id"],
    ["an id that is no string", () => b.withId(untyped(undefined)), "id"],
    ["a body without chunks", () => message().notifyChannel().toBody(), "body"],
    ["a payload without chunks", () => message("").toPayload(), "body"],
    ["a chunk without type", () => b.chunk(untyped<{ type: string }>({ text: "x" })), "type"],
    ["a chunk whose type is empty", () => b.chunk({ type: "" }), "type"],
    ["a chunk whose type is a number", () => b.chunk(untyped<{ type: string }>({ type: 3 })), "type"],
    ["a chunk that is nothing", () => b.chunk(untyped<{ type: string }>(undefined)), "chunk"],
    ["a chunk that is null", () => b.chunk(untyped<{ type: string }>(null)), "type"],
    ["a known chunk that lacks a field", () => b.chunk({ type: "file", url }), "name"],
    ["a known chunk with a wrong field", () => b.chunk({ type: "voice", url, duration: "4" }), "duration"],
    ["a known chunk that is unsafe", () => b.chunk({ type: "image", url: "javascript:alert(1)" }), "url"],
    [
      "a link chunk that is unsafe",
      () => b.chunk({ type: "link", kind: "url", text: "javascript:alert(1)" }),
      "url",
    ],
    ["a file chunk of negative size", () => b.chunk({ type: "file", url, name: "x", size: -1 }), "size"],
    ["a BigInt", () => b.chunk({ type: "poll", votes: 1n }), "chunk"],
    ["a function", () => b.chunk({ type: "poll", vote: () => 1 }), "chunk"],
    ["NaN", () => b.chunk({ type: "poll", votes: [Number.NaN] }), "chunk"],
    [
      "endless nesting",
      () => b.chunk(JSON.parse(`{"type":"poll","x":${"[".repeat(1e5)}${"]".repeat(1e5)}}`)),
      "chunk",
    ],
  ];

  it.each(cases)("%s is refused, with its place", (_name, call, place) => {
    const error = refusal(call);
    expect(error.issues).toEqual([{ path: [place], message: expect.stringMatching(/^expected ./) }]);
    expect(error.message).toMatch(new RegExp(`^${place} must be .`));
    expect([error.code, error.outcome, error.retryable]).toEqual(["invalid_input", "no_effect", false]);
  });

  it("a chunk that holds itself is refused", () => {
    const poll: { type: string; self?: unknown } = { type: "poll" };
    poll.self = poll;
    refusal(() => b.chunk(poll));
  });

  it("is never repeated in the error", () => {
    const secret = "Verschlusssache";
    const calls = [
      () => b.link(secret),
      () => b.url(`javascript:${secret}`),
      () => b.email(secret),
      () => b.phone(secret),
      () => b.image(secret),
      () => b.file({ url: secret, name: secret }),
      () => b.withId(secret),
      () => b.notifyUsers(secret),
      () => b.chunk({ type: "image", url: secret }),
      () => b.chunk({ type: "link", kind: "email", text: secret }),
      () => b.chunk({ type: "poll", [secret]: Number.NaN }),
    ];
    for (const call of calls)
      expect(inspect(refusal(call), { depth: 9, showHidden: true })).not.toContain(secret);
  });
});

describe("raw chunks", () => {
  it("of an unknown type pass as they are", () => {
    const poll = { type: "poll", options: ["Tea", null, { deep: [true, 1.5] }] };
    expect(message().chunk(poll).toBody().chunks).toEqual([poll]);
  });

  it("of every known type that the service sends can be sent on", () => {
    for (const chunk of wireChunks) expect(message().chunk(chunk).toBody().chunks).toEqual([chunk]);
  });

  it("may have fields that come later, of any type", () => {
    const chunk = { type: "image", url, caption: "", tags: [], title: null, size: { width: 4, height: 3 } };
    expect(message().chunk(chunk).toBody().chunks).toEqual([chunk]);
  });

  it("of a file may have a size that is text, as some clients write it", () => {
    const chunk = { type: "file", url, name: "report.pdf", size: "47 kB" };
    expect(message().chunk(chunk).toBody().chunks).toEqual([chunk]);
  });

  it("may be of a link kind that comes later", () => {
    const chunk = { type: "link", kind: "fax", text: "12" };
    expect(message().chunk(chunk).toBody().chunks).toEqual([chunk]);
  });

  it("cannot reach the prototype of anything", () => {
    const body = message().chunk(JSON.parse('{"type":"poll","__proto__":{"polluted":true}}')).toBody();
    expect(JSON.stringify(body)).toContain("polluted");
    expect(untyped<{ polluted?: unknown }>({}).polluted).toBeUndefined();
  });
});

describe("any text", () => {
  it("comes out of body and plain text as it went in, through JSON too", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        const content = texts.reduce((builder, text) => builder.text(text), message("-"));
        const body = JSON.parse(JSON.stringify(content.toBody()));
        expect(toPlainText(body)).toBe(`-${texts.join("")}`);
        expect(content.toPlainText()).toBe(`-${texts.join("")}`);
        expect(chunksOf(body)).toHaveLength(1 + texts.filter((text) => text !== "").length);
      }),
    );
  });

  it("notifies each of any users once", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid()), fc.boolean(), (ids, upper) => {
        const doubled = [...ids, ...ids.map((id) => (upper ? id.toUpperCase() : id))];
        const { notify_users = [] } = message("x")
          .notifyUsers(...doubled)
          .toPayload();
        expect(notify_users).toEqual([...new Set(ids)]);
      }),
    );
  });
});

describe("a builder in a store or a log", () => {
  it("is not lost by JSON: its payload stands there", () => {
    const content = message("Hello").withId("4b6d8087-f266-4de6-b391-62567d4a84b2");
    expect(JSON.parse(JSON.stringify({ draft: content }))).toEqual({ draft: content.toPayload() });
  });

  it("says which id it was given", () => {
    expect(message("Hello").id).toBeUndefined();
    expect(message("Hello").withId("4B6D8087-f266-4de6-b391-62567d4a84b2").id).toBe(
      "4b6d8087-f266-4de6-b391-62567d4a84b2",
    );
  });
});
