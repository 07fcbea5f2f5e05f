import { inspect } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubError } from "../../src/errors/pub-error.js";
import type { PubHooks } from "../../src/http/hooks.js";
import type { RequestOptions } from "../../src/options.js";
import { aMessage, channelId, messageId, token, userId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  failing,
  type Reply,
  rejection,
  settled,
} from "../support/fault-fetch.js";
import { printed, sharedRun } from "../support/fault-leaks.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Makes a call fail and answers everything that a log could hold of it. */
async function loggedOf(
  faults: FaultFetch,
  call: (pub: ReturnType<typeof clientOf>) => Promise<unknown>,
  options = {},
) {
  const events: unknown[] = [];
  const note = (event: unknown) => events.push(event);
  const hooks: PubHooks = { request: note, response: note, retry: note, error: note, invalid: note };
  const end = settled(call(clientOf(faults, { hooks, ...options })));
  await vi.runAllTimersAsync();
  const { reason } = await end;
  expect(PubError.is(reason)).toBe(true);
  return [reason, ...events, events].flatMap(printed);
}

function expectNone(logged: readonly string[], secrets: readonly string[]): void {
  for (const text of logged) {
    expect({ leaked: sharedRun(text, secrets), in: text }).toEqual({ leaked: undefined, in: text });
  }
}

/** A text that is cut may have half a character at its end, which no URL takes. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

/** The ways in which a service, a proxy or a runtime can repeat a text. */
const echoes: readonly (readonly [string, (text: string) => Reply])[] = [
  ["detail", (text) => answer({ detail: `Not allowed: "${text}"` }, 400)],
  ["a field's error", (text) => answer({ body: { chunks: [{ text: [`${text} is odd.`] }] } }, 422)],
  ["a field's name", (text) => answer({ [text]: ["Odd."] }, 422)],
  ["a list", (text) => answer([text, text], 400)],
  ["HTML", (text) => () => new Response(`<html><body>${text}</body></html>`, { status: 502 })],
  ["plain text with 200", (text) => () => new Response(text)],
  ["an answer of another shape", (text) => answer({ id: text, [text]: text, body: text })],
  ["an answer with known fields wrong", (text) => answer({ ...aMessage(), id: text, created_at: text })],
  [
    "a redirect",
    (text) => failing(302, { location: `https://e.example/?q=${encodeURIComponent(wellFormed(text))}` }),
  ],
  ["a retried answer", (text) => answer({ detail: text }, 503)],
  [
    "a header",
    (text) => failing(429, { "x-echo": encodeURIComponent(wellFormed(text)), "retry-after": "3600" }),
  ],
  ["the runtime's error", (text) => () => Promise.reject(new TypeError(`fetch failed: ${text}`))],
  [
    "its cause",
    (text) => () => {
      const cause = Object.assign(new Error(text, { cause: new Error(text) }), { code: text, input: text });
      return Promise.reject(
        Object.assign(new TypeError("fetch failed", { cause }), { request: { body: text } }),
      );
    },
  ],
  [
    "a cause that is no Error",
    (text) => () => Promise.reject(new TypeError("fetch failed", { cause: text })),
  ],
  ["an error's name", (text) => () => Promise.reject(Object.assign(new Error("x"), { name: text }))],
  ["a thrown string", (text) => () => Promise.reject(text)],
  ["a thrown object", (text) => () => Promise.reject({ message: text, stack: text })],
];

// Rare letters, no quotes and no backslashes, so that no run is the SDK's own text, an id or a printed form's escaping.
const secret = fc
  .string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(..."QXZqxzÄÖäöß漢字😀 \n<&/") })
  .filter((text) => text.trim().length >= 8);
const cut = fc.record({ from: fc.nat(20), length: fc.nat(40) });

describe.each(echoes)("the request, echoed in %s, is not printed", (_, echo) => {
  test("message text, query and header", async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        secret,
        fc.boolean(),
        cut,
        async (first, second, isWhole, { from, length }) => {
          const header = second.replace(/[^QXZqxz]/g, "x");
          const parts = [first, second, header].map((text) =>
            isWhole ? text : text.slice(from, from + length),
          );
          const faults = new FaultFetch(echo(parts.join(" | ")));
          const options: RequestOptions = { query: { q: second }, headers: { "X-Note": header } };
          const logged = await loggedOf(faults, (pub) => pub.messages.create(channelId, first, options));
          expectNone(logged, [first, second, header, token]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("the token, and a message of every kind of chunk", async () => {
    const texts = ["Qxzqxzqxz-text", "https://qxz.example/Zxqzxqzxq", "Zqxxqz-name.pdf", "@Xqzzqx Xxzzqq"];
    const [text = "", url = "", name = "", mention = ""] = texts;
    const chunks = [
      { type: "text", text },
      { type: "image", url },
      { type: "file", url, name, size: 1 },
      { type: "mention", text: mention },
      { type: "unheard-of", deep: [{ er: { text: "Xzxzxzxzx-deep" } }] },
    ];
    const logged = await loggedOf(
      new FaultFetch(echo([token, ...texts, "Xzxzxzxzx-deep"].join(", "))),
      (pub) =>
        pub.messages.create(channelId, { body: { version: 3, chunks } as never, notify_users: [userId] }),
    );
    expectNone(logged, [token, ...texts, "Xzxzxzxzx-deep"]);
  });
});

describe("what was sent in another form than it was given is not printed either", () => {
  const echoed = async (body: unknown, call: (pub: ReturnType<typeof clientOf>) => Promise<unknown>) =>
    loggedOf(new FaultFetch(answer(body, 400)), call);

  test("text as JSON wrote it", async () => {
    const text = 'Qx\nzQ\nxZ\tqX\t"Zx"\n"Qz"';
    const sent = JSON.stringify(text).slice(1, -1);
    expectNone(await echoed({ detail: `Bad: ${sent}` }, (pub) => pub.messages.create(channelId, text)), [
      sent,
      text,
    ]);
  });

  test("a query as the URL wrote it", async () => {
    const query = { q: "Qxz zxq öQx äZx qZ" };
    const sent = new URLSearchParams(query).toString().slice(2);
    const logged = await echoed({ detail: `Bad: ${sent}` }, (pub) =>
      pub.channels.retrieve(channelId, { query }),
    );
    expectNone(logged, [sent]);
  });

  test("an object by its toJSON", async () => {
    const avatar_url = new URL("https://qxz.example/Zxqzxqzxq") as unknown as string;
    const logged = await echoed({ avatar_url: ["https://qxz.example/Zxqzxqzxq: too big"] }, (pub) =>
      pub.channels.create({ name: "x", avatar_url }),
    );
    expectNone(logged, ["https://qxz.example/Zxqzxqzxq"]);
  });

  test("an object that leads in a circle, but for its toJSON", async () => {
    const node: Record<string, unknown> = { toJSON: () => "Qxzqxzqxz" };
    node.self = node;
    const payload = { name: "x", node } as never;
    expectNone(await echoed({ detail: "Qxzqxzqxz" }, (pub) => pub.channels.create(payload)), ["Qxzqxzqxz"]);
  });
});

test("input that is refused is not printed", async () => {
  const text = "Qxzqxzqxz-Zqxzqxzqx";
  const pub = clientOf(new FaultFetch(), { token });
  const calls: (() => Promise<unknown>)[] = [
    () => pub.channels.retrieve(text),
    () => pub.messages.create(text, text),
    () => pub.messages.create(channelId, { id: text, body: { version: 3 } }),
    () =>
      pub.messages.create(channelId, {
        body: { version: 3, chunks: [{ type: text, text: { text } }, { type: "text" }] },
      } as never),
    () =>
      pub.messages.create(channelId, {
        body: { version: 3, chunks: [{ type: "text", text: [text] }] },
      } as never),
    () => pub.messages.create(channelId, { body: text } as never),
    () => pub.messages.create(channelId, { body: { version: 3 }, notify_users: [text] }),
    () =>
      pub.messages.update(channelId, messageId, {
        body: { version: 3, chunks: [{ type: "link", text }] },
      } as never),
    () => pub.members.update(channelId, userId, { last_seen_at: text }),
    () => pub.channels.list({ from: text }).firstPage(),
    () => pub.channels.list({ ordering: text as never }).firstPage(),
    () => pub.channels.retrieve(channelId, { organizationId: text }),
    () => pub.channels.retrieve(channelId, { headers: { [`${text} `]: text } }),
    () => pub.channels.retrieve(channelId, { headers: { Authorization: text } }),
    () => pub.channels.retrieve(channelId, { query: { a: [text] as never } }),
    () => pub.channels.retrieve(channelId, { onInvalid: text as never }),
    () => pub.channels.retrieve(channelId, { signal: { text } as never }),
    () => pub.channels.create({ name: "x", big: 1n, text } as never),
  ];
  for (const call of calls) {
    const error = await rejection(Promise.resolve().then(call), PubError);
    expect(error).toHaveProperty("code", "invalid_input");
    expectNone(printed(error), [text, token]);
  }
});

test("a client, its resources, lists and pages show no token", async () => {
  const next = "https://api.giosg.com/api/pub/v1/orgs/o/channels?cursor=2";
  const pub = clientOf(new FaultFetch(answer({ next, results: [] })), { token });
  const list = pub.channels.list();
  const page = await list.firstPage();
  const iterator = list[Symbol.asyncIterator]();
  const pending = iterator.next();
  for (const value of [pub, pub.channels, pub.messages, list, page, iterator, list.pages()]) {
    const text = inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    expect(text).not.toContain(token);
    expect(JSON.stringify(value) ?? "").not.toContain(token);
  }
  await settled(pending);
});

test("the read-back's own failure shows no message text in a hook", async () => {
  const text = "Qxzqxzqxz-Zqxzqxzqx";
  const failed = () => Promise.reject(new TypeError(`fetch failed: ${text}`));
  const faults = new FaultFetch(failed, answer({ detail: text }, 409), failed);
  expectNone(await loggedOf(faults, (pub) => pub.messages.create(channelId, text)), [text, token]);
});
