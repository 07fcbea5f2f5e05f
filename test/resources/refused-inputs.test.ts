import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { PubClient } from "../../src/client.js";
import { PubInputError } from "../../src/errors/input-error.js";
import type { RequestOptions } from "../../src/options.js";
import type { MessageBodyInput } from "../../src/schemas/index.js";
import { cannedClient } from "../support/canned-fetch.js";
import { ids } from "../support/wire-fixtures.js";

const secret = "Sensitive-words-of-the-caller";

/** For code that no compiler has seen. */
// biome-ignore lint/suspicious/noExplicitAny: what is passed is wrong on purpose
type Untyped = any;

type BadCall = () => unknown;

const { channel, user, message, otherUser } = ids;

function cyclic(): unknown {
  const loop: Record<string, unknown> = { text: secret };
  loop.self = loop;
  return loop;
}

const noObjects: readonly Untyped[] = [undefined, null, secret, 7, true, [], [{}]];
const noIds: readonly Untyped[] = [
  "",
  secret,
  `${user} `,
  user.replaceAll("-", " "),
  `${user}/`,
  5,
  null,
  {},
];

/** A call of each kind that must not be made, and for some also of each value that makes it so. */
const refused: Record<string, (pub: PubClient) => readonly BadCall[]> = {
  "orderings that a list does not know": (pub) =>
    [
      "",
      "name",
      secret,
      "-",
      "--created_at",
      "created_at,",
      "created_at;-id",
      "CREATED_AT",
      " created_at",
      1,
      null,
      ["created_at"],
    ].flatMap((ordering: Untyped) => [
      () => pub.channels.list({ ordering }).firstPage(),
      () => pub.channels.listJoined(user, { ordering }).firstPage(),
      () => pub.dmChannels.list(user, { ordering }).firstPage(),
      () => pub.messages.list(channel, { ordering }).firstPage(),
      () => pub.members.list(channel, { ordering }).firstPage(),
    ]),
  "a channel's ordering for messages and members": (pub) => {
    const ordering: Untyped = "latest_message_created_at";
    return [
      () => pub.messages.list(channel, { ordering }).firstPage(),
      () => pub.members.list(channel, { ordering }).firstPage(),
    ];
  },
  "is_active that is no boolean": (pub) =>
    ["true", "", 1, 0, null, {}].map(
      (is_active: Untyped) => () => pub.channels.listJoined(user, { is_active }).firstPage(),
    ),
  "payloads that are no objects": (pub) =>
    noObjects.flatMap((payload) => [
      () => pub.channels.create(payload),
      () => pub.channels.update(channel, payload),
      () => pub.channels.replace(channel, payload),
      () => pub.dmChannels.create(user, payload),
      () => pub.members.update(channel, user, payload),
      () => pub.notificationSettings.update(channel, user, payload),
      () => pub.conference.createToken(channel, payload),
    ]),
  "stream settings that are no object": (pub) =>
    noObjects.slice(1).map((settings) => () => pub.conference.createStream(channel, settings)),
  "channels without a name": (pub) =>
    [undefined, "", " ", "\n", null, 5, {}].flatMap((name: Untyped) => [
      () => pub.channels.create({ name, description: secret }),
      () => pub.channels.replace(channel, { name, description: secret }),
    ]),
  "a channel's name taken away": (pub) =>
    ["", " ", null, 5].map((name: Untyped) => () => pub.channels.update(channel, { name })),
  "members that are no user ids": (pub) =>
    [null, user, {}, 5, ...noIds.map((id) => [user, id])].flatMap((members: Untyped) => [
      () => pub.channels.create({ name: "Leads", members }),
      () => pub.channels.update(channel, { members }),
      () => pub.channels.replace(channel, { name: "Leads", members }),
      () => pub.dmChannels.create(user, { members }),
    ]),
  "direct messages without members": (pub) => [() => pub.dmChannels.create(user, {} as Untyped)],
  "moments that are none": (pub) =>
    [
      new Date(Number.NaN),
      "",
      "yesterday",
      secret,
      "2016-09-01",
      "2016-13-01T00:00:00Z",
      "2016-09-01T25:00:00Z",
      "Thu, 01 Sep 2016 11:31:36 GMT",
      1_472_729_496_042,
      null,
      {},
      true,
    ].flatMap((at: Untyped) => [
      () => pub.members.update(channel, user, { last_seen_at: at }),
      () => pub.members.markSeen(channel, user, at),
    ]),
  "notification modes that are no words": (pub) =>
    ["", undefined, null, 1, true, {}, ["muted"]].map(
      (mode: Untyped) => () => pub.notificationSettings.update(channel, user, { mode }),
    ),
  "conference tokens for nobody": (pub) =>
    [undefined, null, user, 5].map(
      (person: Untyped) => () => pub.conference.createToken(channel, { user: person }),
    ),
  "messages that say nothing": (pub) =>
    (
      ["", undefined, null, 5, true, [], {}, { body: null }, { body: secret }, { body: [] }] as Untyped[]
    ).flatMap((content) => [
      () => pub.messages.create(channel, content),
      () => pub.messages.update(channel, message, content),
    ]),
  "bodies that are none": (pub) =>
    (
      [
        { chunks: [{ type: "text", text: secret }] },
        { version: 3, chunks: [] },
        { version: 2, chunks: [] },
        { version: 2 },
        { version: "3", chunks: [{ type: "text", text: secret }] },
        { version: 3, chunks: { type: "text", text: secret } },
        { version: 3, chunks: [secret] },
        { version: 3, chunks: [null] },
        { version: 3, chunks: [{ text: secret }] },
        { version: 3, chunks: [{ type: "text" }] },
        { version: 3, chunks: [{ type: "text", text: 5 }] },
        { version: 3, chunks: [{ type: "link", text: secret }] },
        { version: 3, chunks: [{ type: "image", url: null }] },
        {
          version: 3,
          chunks: [{ type: "file", url: secret, name: secret, size: Number.NaN }],
        },
        {
          version: 3,
          chunks: [{ type: "voice", url: secret, duration: Number.POSITIVE_INFINITY }],
        },
        { version: 3, externalView: { url: secret } },
        { version: 1, message: 5 },
      ] as Untyped[]
    ).flatMap((body) => [
      () => pub.messages.create(channel, { body }),
      () => pub.messages.update(channel, message, { body }),
    ]),
  "message ids and notifications that are none": (pub) => {
    const body: MessageBodyInput = {
      version: 3,
      chunks: [{ type: "text", text: secret }],
    };
    return [
      ...noIds.map((id) => () => pub.messages.create(channel, { id, body })),
      ...noIds.map((id) => () => pub.messages.create(channel, { body, notify_users: [otherUser, id] })),
      ...[null, user, {}, 5].map(
        (notify_users: Untyped) => () => pub.messages.create(channel, { body, notify_users }),
      ),
      ...["true", 1, null].map(
        (notify_channel: Untyped) => () => pub.messages.create(channel, { body, notify_channel }),
      ),
    ];
  },
  "data that JSON cannot carry": (pub) =>
    [
      1n,
      cyclic(),
      {
        toJSON() {
          throw new Error(secret);
        },
      },
    ].flatMap((odd: Untyped) => [
      () => pub.channels.create({ name: "Leads", avatar_url: odd }),
      () => pub.channels.update(channel, { description: odd }),
      () => pub.members.update(channel, user, { is_admin: odd }),
      () => pub.conference.createStream(channel, { slate_image_url: odd }),
      () => pub.conference.createToken(channel, { user: { id: user, name: odd } }),
      () =>
        pub.messages.create(channel, {
          body: { version: 3, chunks: [{ type: "poll", odd } as Untyped] },
        }),
      () =>
        pub.messages.update(channel, message, {
          body: { version: 4, odd } as Untyped,
        }),
    ]),
  "options out of range": (pub) =>
    (
      [
        { timeoutMs: 0 },
        { timeoutMs: -1 },
        { timeoutMs: Number.NaN },
        { timeoutMs: "5" },
        { maxRetries: -1 },
        { maxRetries: 1.5 },
        { maxRetries: Number.NaN },
        { maxRetries: "2" },
        { onInvalid: "ignore" },
        { organizationId: "" },
        { organizationId: "../x" },
        { organizationId: null },
        { signal: {} },
        { query: { a: null } },
        { query: { a: {} } },
        { query: { a: [secret] } },
        { headers: { "X-Lines": `a\r\nX-Injected: ${secret}` } },
        { headers: { "X Space": secret } },
        { headers: { "": secret } },
        { headers: { "X-Number": 5 } },
        { headers: { "X-Wide": "☃" } },
      ] as Untyped[]
    ).flatMap((options: RequestOptions) => [
      () => pub.channels.retrieve(channel, options),
      () => pub.channels.list({}, options).firstPage(),
      () => pub.messages.create(channel, secret, options),
      () => pub.conference.retrieveStreamStatus(channel, options),
      () => pub.conference.waitUntilWatchable(channel, options),
      () => pub.conference.createToken(channel, { user: { id: user, name: secret } }, options),
    ]),
  "pages of another place": (pub) =>
    [
      "",
      secret,
      "https://api.giosg.com/api/other/v1/things",
      "/api/pub/../other",
      "https://api.giosg.com/api/pub%2f..%2fother",
      "javascript:alert(1)",
      5,
      {},
    ].flatMap((from: Untyped) => [
      () => pub.channels.list({ from }).firstPage(),
      () => pub.conference.listStreams({ from }).toArray({ limit: 1 }),
    ]),
  "limits that are none": (pub) =>
    [undefined, null, -1, 1.5, Number.NaN, "5"].map(
      (limit: Untyped) => () => pub.channels.list().toArray({ limit }),
    ),
};

describe.each(Object.entries(refused))("%s", (_, callsOf) => {
  it("are a PubInputError that repeats none of it, and nothing is sent", async () => {
    const { pub, requests } = cannedClient(() => ({ status: 500, text: "" }), {
      maxRetries: 0,
    });
    const calls = callsOf(pub);
    expect(calls.length).toBeGreaterThan(0);
    for (const [index, call] of calls.entries()) {
      const which = `call ${index}: ${call}`;
      const thrown: unknown = await (async () => call())().then(
        () => "accepted",
        (error: unknown) => error,
      );
      expect(thrown, which).toBeInstanceOf(PubInputError);
      expect(thrown, which).toMatchObject({
        code: "invalid_input",
        outcome: "no_effect",
        retryable: false,
      });
      expect((thrown as PubInputError).issues.length, which).toBeGreaterThan(0);
      expect(inspect(thrown, { depth: 9 }) + JSON.stringify(thrown), which).not.toContain(secret);
    }
    expect(requests).toHaveLength(0);
  });

  it("reject, and never throw where a promise is expected", () => {
    const { pub } = cannedClient(() => ({ status: 500, text: "" }), {
      maxRetries: 0,
    });
    for (const call of callsOf(pub)) {
      const answered = call();
      expect(answered).toBeInstanceOf(Promise);
      (answered as Promise<unknown>).catch(() => {});
    }
  });
});

it("names the place of what is wrong in a message", async () => {
  const { pub } = cannedClient(() => ({ status: 500, text: "" }));
  const chunks: Untyped = [{ type: "text", text: "fine" }, { type: "image" }];
  await expect(pub.messages.create(channel, { body: { version: 3, chunks } })).rejects.toMatchObject({
    issues: [{ path: ["body", "chunks", 1, "url"], message: "expected a string" }],
  });
  const body: MessageBodyInput = {
    version: 3,
    chunks: [{ type: "text", text: "fine" }],
  };
  await expect(pub.messages.create(channel, { body, notify_users: [user, "x"] })).rejects.toThrow(
    /^notify_users\.1 must be a UUID$/,
  );
  await expect(pub.messages.retrieve(channel, "x")).rejects.toThrow(/messageId/);
  await expect(pub.members.remove("x", user)).rejects.toThrow(/channelId/);
  await expect(pub.members.remove(channel, "x")).rejects.toThrow(/userId/);
});

it("creates a list without a look at its input, and complains when it is first asked for", async () => {
  const { pub, requests } = cannedClient(() => ({ status: 500, text: "" }));
  const list = pub.messages.list("no id");
  await expect(list.firstPage()).rejects.toThrow(PubInputError);
  await expect(list.toArray({ limit: 1 })).rejects.toThrow(PubInputError);
  await expect(list[Symbol.asyncIterator]().next()).rejects.toThrow(PubInputError);
  await expect(list.pages().next()).rejects.toThrow(PubInputError);
  expect(requests).toHaveLength(0);
});

it("says under which id a message was not sent, where the caller chose one", async () => {
  const { pub, requests } = cannedClient(() => ({ status: 500, text: "" }));
  const id = ids.newMessage.toUpperCase();
  const empty: MessageBodyInput = { version: 3, chunks: [] };
  const known = { code: "invalid_input", outcome: "no_effect", messageId: ids.newMessage };
  await expect(pub.messages.create(channel, { id, body: empty })).rejects.toMatchObject(known);
  const body: MessageBodyInput = { version: 3 };
  await expect(pub.messages.create("x", { id, body })).rejects.toMatchObject(known);
  expect(requests).toHaveLength(0);
});
