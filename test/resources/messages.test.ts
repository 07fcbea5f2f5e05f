import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MessageBuilder, message } from "../../src/message/index.js";
import type { MessageContent } from "../../src/resources/message-content.js";
import type { MessageBodyInput } from "../../src/schemas/index.js";
import { cannedClient } from "../support/canned-fetch.js";
import { chunks, externalView, ids, message as received } from "../support/wire-fixtures.js";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a call sends, in the wire's own words. */
async function sentBy(call: (pub: ReturnType<typeof cannedClient>["pub"]) => Promise<unknown>) {
  const { pub, requests } = cannedClient(() => ({
    status: 201,
    text: JSON.stringify(received),
  }));
  await call(pub);
  expect(requests).toHaveLength(1);
  return JSON.parse(String(requests[0]?.init.body));
}

const created = (content: MessageContent) => sentBy((pub) => pub.messages.create(ids.channel, content));
const updated = (content: MessageContent) =>
  sentBy((pub) => pub.messages.update(ids.channel, ids.message, content));

describe("messages.create", () => {
  it("sends a string as one text chunk, literally, with an id of its own", async () => {
    for (const text of [
      "Hello",
      " ",
      "<b>not bold</b> https://example.com @Maija\n\n",
      "\u{1f600}é\u0000",
      "0",
    ]) {
      const { id, ...rest } = await created(text);
      expect(id).toMatch(uuid);
      expect(rest).toEqual({
        body: { version: 3, chunks: [{ type: "text", text }] },
      });
    }
  });

  it("sends any text as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: "grapheme" }), async (text) => {
        const { body } = await created(text);
        expect(body.chunks).toEqual([{ type: "text", text }]);
      }),
      { numRuns: 100 },
    );
  });

  it("chooses another id for each message", async () => {
    const first = await created("Hello");
    const second = await created("Hello");
    expect(first.id).not.toBe(second.id);
  });

  it("sends what a builder builds", async () => {
    const content = message("Hi ")
      .mention(ids.user.toUpperCase(), "Maija")
      .link("https://example.com/notes")
      .image("https://cdn.example.com/shot.png")
      .file({
        url: "https://cdn.example.com/report.pdf",
        name: "report.pdf",
        size: 48213,
      })
      .audio({ url: "https://cdn.example.com/standup.mp3", title: "Standup" })
      .video({ url: "https://cdn.example.com/demo.mp4", title: "Demo" })
      .chunk({ type: "poll", options: ["Tea", "Coffee"] })
      .notifyUsers(ids.otherUser)
      .notifyChannel();
    expect(content).toBeInstanceOf(MessageBuilder);
    const { id, ...rest } = await created(content);
    expect(id).toMatch(uuid);
    expect(rest).toEqual({
      body: {
        version: 3,
        chunks: [
          { type: "text", text: "Hi " },
          { type: "mention", text: "@Maija" },
          { type: "link", kind: "url", text: "https://example.com/notes" },
          { type: "image", url: "https://cdn.example.com/shot.png" },
          {
            type: "file",
            url: "https://cdn.example.com/report.pdf",
            name: "report.pdf",
            size: 48213,
          },
          {
            type: "audio",
            url: "https://cdn.example.com/standup.mp3",
            title: "Standup",
          },
          {
            type: "video",
            url: "https://cdn.example.com/demo.mp4",
            title: "Demo",
          },
          { type: "poll", options: ["Tea", "Coffee"] },
        ],
      },
      notify_users: [ids.user, ids.otherUser],
      notify_channel: true,
    });
  });

  it("sends a builder under the id that it was given, and one without under a new one each time", async () => {
    const template = message("Hello");
    expect((await created(template.withId(ids.newMessage.toUpperCase()))).id).toBe(ids.newMessage);
    expect((await created(template)).id).not.toBe((await created(template)).id);
  });

  it("sends the payload that was shown, under the id that it was shown with", async () => {
    const shown = message("Hello").toPayload();
    expect(await created(shown)).toEqual(shown);
  });

  it("lowers the ids in a payload, and leaves the payload itself alone", async () => {
    const body: MessageBodyInput = { version: 3, chunks: [{ type: "text", text: "Hello" }] };
    const payload = Object.freeze({
      id: ids.newMessage.toUpperCase(),
      body,
      notify_users: Object.freeze([ids.user.toUpperCase()]) as readonly string[],
      notify_channel: false,
    });
    expect(await created(payload)).toEqual({
      id: ids.newMessage,
      body: payload.body,
      notify_users: [ids.user],
      notify_channel: false,
    });
  });

  it("sends a message type and fields that came after this SDK", async () => {
    const body = { version: 1, callId: "call-7" } as const;
    const payload = {
      id: ids.newMessage,
      type: "call_request",
      body,
      notify_teams: [ids.user],
      thread: { root: 5 },
    };
    expect(await created(payload)).toEqual(payload);
  });

  const bodies: readonly MessageBodyInput[] = [
    ...chunks.map((chunk): MessageBodyInput => ({ version: 3, chunks: [chunk] })),
    { version: 3, chunks: [...chunks] },
    { version: 3, externalView },
    { version: 3, chunks: [], externalView },
    { version: 3 },
    { version: 2, chunks: [{ type: "text", text: "Old" }] },
    { version: 1, message: "Older" },
    { version: 1, callId: "call-7" },
    { version: 1 },
    { version: 1, title: "Weekly report", externalView },
    {},
  ];

  it.each(bodies)("sends the body %j untouched", async (body) => {
    expect((await created({ body })).body).toEqual(body);
    expect(await updated({ body })).toEqual({ body });
  });

  it("sends chunks and bodies that came after this SDK untouched", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1 }).map((type) => `later ${type}`),
        fc.dictionary(fc.string(), fc.jsonValue()),
        async (type, fields) => {
          const chunk = JSON.parse(JSON.stringify({ ...fields, type }));
          expect((await created({ body: { version: 3, chunks: [chunk] } })).body.chunks).toEqual([chunk]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ["a number that JSON has no word for", Number.NaN],
    ["a function", () => 5],
    ["a Map", new Map([["a", 1]])],
  ])("refuses %s in a payload instead of sending something else", async (_, odd) => {
    const chunk = { type: "poll", odd };
    const body = { version: 3, chunks: [chunk] } as MessageBodyInput;
    await expect(created({ body })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("messages.update", () => {
  it("sends the body and nothing else, whatever the content carries", async () => {
    const body: MessageBodyInput = {
      version: 3,
      chunks: [{ type: "text", text: "Good evening" }],
    };
    expect(await updated("Good evening")).toEqual({ body });
    expect(await updated(message("Good evening").notifyChannel().withId(ids.newMessage))).toEqual({ body });
    const payload = {
      id: ids.newMessage,
      type: "user",
      body,
      notify_users: [ids.user],
      notify_channel: true,
    };
    expect(await updated(payload)).toEqual({ body });
  });
});
