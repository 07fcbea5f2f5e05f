import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MessagePayload } from "../../src/schemas/message.js";
import { aMember, aMessage, channelId, messageId, token, userId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  cutBody,
  FaultFetch,
  failing,
  hanging,
  lost,
  type Reply,
  settled,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function ended<T>(call: Promise<T>) {
  const end = settled(call);
  await vi.runAllTimersAsync();
  expect(vi.getTimerCount()).toBe(0);
  return end;
}

const posted = `POST /channels/${channelId}/messages`;
const read = `GET /channels/${channelId}/messages/${messageId}`;
const mine: MessagePayload = {
  id: messageId,
  body: { version: 3, chunks: [{ type: "text", text: "Hello" }] },
};
const found = aMessage({ is_edited: false, type: "user" });
const another = aMessage({ body: { version: 3, chunks: [{ type: "text", text: "Something else" }] } });

/** The service's word for an id that is there already; what it says is not documented. */
const duplicates: readonly (readonly [string, Reply])[] = [
  ["409", answer({ detail: "Conflict." }, 409)],
  ["409 without a body", failing(409)],
  ["409 in HTML", () => new Response("<html>", { status: 409 })],
  ["400 with the field", answer({ id: ["message with this id already exists."] }, 400)],
  ["400 with a sentence", answer({ detail: "The message exists." }, 400)],
  ["400 with a general error", answer({ non_field_errors: ["Not unique."] }, 400)],
  ["400 without a body", failing(400)],
];

/** Those that say of the id that it is taken. */
const taken = duplicates.slice(0, 4);

function send(faults: FaultFetch, content: MessagePayload | string = mine, options = {}) {
  return ended(clientOf(faults, options).messages.create(channelId, content));
}

describe.each(duplicates)("messages.create, refused by %s", (_, duplicate) => {
  const status = duplicate({} as never);

  test.each([
    ["no answer", lost()],
    ["a body that broke off", cutBody(201)],
    ["a 408", failing(408)],
    ["a 502", failing(502)],
    ["a 503 with Retry-After", failing(503, { "retry-after": "1" })],
  ])("after %s: the message is read back and returned", async (_, first) => {
    const faults = new FaultFetch(first, duplicate, answer(found));
    expect(await send(faults)).toEqual({ value: found });
    expect(faults.lines).toEqual([posted, posted, read]);
    expect(faults.sent[2]?.body).toBeUndefined();
    expect(faults.sent[2]?.headers).toEqual({ Accept: "application/json", Authorization: `Token ${token}` });
  });

  test("after a lost attempt, where the SDK chose the id", async () => {
    const faults = new FaultFetch(lost(), duplicate, ({ url }) =>
      Response.json(aMessage({ id: url.slice(-36) })),
    );
    const { value } = await send(faults, "Hello");
    const { id } = (faults.sent[0]?.body ?? {}) as { id?: string };
    expect(value?.id).toBe(id);
    expect(faults.lines[2]).toBe(`GET /channels/${channelId}/messages/${value?.id}`);
  });

  test("read-back finds nothing: the refusal stands", async () => {
    const faults = new FaultFetch(lost(), duplicate, failing(404));
    const { reason } = await send(faults);
    expect(reason).toMatchObject({ status: (await status).status, method: "POST", messageId });
    expect(faults.sent).toHaveLength(3);
  });

  test.each([
    ["by no answer", lost()],
    ["by a 500", failing(500)],
    ["by a 403", failing(403)],
    ["by an answer that is no message", answer({ id: messageId })],
    ["by HTML", () => new Response("<html>")],
  ])("read-back fails %s: the refusal stands, and the outcome is unknown", async (_, reply) => {
    const { reason } = await send(new FaultFetch(lost(), duplicate, reply));
    expect(reason).toMatchObject({
      status: (await status).status,
      method: "POST",
      outcome: "unknown",
      messageId,
    });
  });

  test("the read-back is retried as any read", async () => {
    const faults = new FaultFetch(lost(), duplicate, failing(503), lost(), answer(found));
    expect(await send(faults)).toEqual({ value: found });
    expect(faults.lines).toEqual([posted, posted, read, read, read]);
  });

  test("sent in an earlier call with the same body: that message is returned", async () => {
    const faults = new FaultFetch(duplicate, answer(found));
    expect(await send(faults)).toEqual({ value: found });
    expect(faults.lines).toEqual([posted, read]);
  });

  test("the id of a message with another body: the refusal stands", async () => {
    const { reason } = await send(new FaultFetch(duplicate, answer(another)));
    expect(reason).toMatchObject({ status: (await status).status, outcome: "no_effect", messageId });
  });

  test("after a lost attempt what is there is returned, also where the service keeps the body in another form", async () => {
    expect(await send(new FaultFetch(lost(), duplicate, answer(another)))).toEqual({ value: another });
  });
});

describe("an id that the SDK has just chosen, refused at the first attempt", () => {
  // As browsers and Deno do when a connection breaks: the service has heard it twice, the SDK nothing.
  test.each(taken)(
    "by %s: the runtime sent the request twice, and the message is read back",
    async (_, duplicate) => {
      const faults = new FaultFetch(duplicate, ({ url }) => Response.json(aMessage({ id: url.slice(-36) })));
      const { value } = await send(faults, "Hello");
      expect(faults.sent[0]?.body).toMatchObject({ id: value?.id });
      expect(faults.lines).toEqual([posted, `GET /channels/${channelId}/messages/${value?.id}`]);
    },
  );

  test.each(taken)(
    "by %s, with nothing to be read: the refusal stands, without effect",
    async (_, duplicate) => {
      const { reason } = await send(new FaultFetch(duplicate, failing(404)), "Hello");
      expect(reason).toMatchObject({ status: (await duplicate({} as never)).status, outcome: "no_effect" });
    },
  );

  test.each([
    ["by no answer", lost(), "conflict"],
    ["by a 500", failing(500), "conflict"],
    ["by the call's time", hanging(), "timeout"],
  ])("where the read-back fails %s, whether it is there is unknown", async (_, reply, code) => {
    const { reason } = await send(new FaultFetch(failing(409), reply), "Hello", { timeoutMs: 60_000 });
    expect(reason).toMatchObject({ code, outcome: "unknown", messageId: expect.any(String) });
  });

  test.each(duplicates.filter((each) => !taken.includes(each)))(
    "by %s, which says nothing of the id: nothing is read, also after a 429",
    async (_, duplicate) => {
      for (const before of [[], [failing(429)]]) {
        const faults = new FaultFetch(...before, duplicate, answer(found));
        const { reason } = await send(faults, "Hello");
        expect(reason).toMatchObject({ status: 400, outcome: "no_effect" });
        expect(faults.sent).toHaveLength(before.length + 1);
      }
    },
  );
});

describe("the read-back", () => {
  test("is within the call's time", async () => {
    const faults = new FaultFetch(lost(), failing(409), hanging());
    const { reason } = await send(faults, mine, { timeoutMs: 5_000 });
    expect(reason).toMatchObject({ code: "timeout", timeoutMs: 5_000, outcome: "unknown", messageId });
    expect(performance.now() - (faults.sent[0]?.at ?? 0)).toBe(5_000);
  });

  test("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const reason = { why: "left" };
    const faults = new FaultFetch(lost(), failing(409), ({ signal }) => {
      controller.abort(reason);
      return hanging()({ signal } as never);
    });
    const call = clientOf(faults).messages.create(channelId, mine, { signal: controller.signal });
    expect((await ended(call)).reason).toBe(reason);
    expect(faults.sent).toHaveLength(3);
  });

  test("goes to the organization of the call, with its headers", async () => {
    const other = "99999999-9999-4999-8999-999999999999";
    const faults = new FaultFetch(lost(), failing(409), answer(found));
    const options = { organizationId: other, headers: { "X-Tenant": "a" }, query: { trace: "1" } };
    await ended(clientOf(faults).messages.create(channelId, mine, options));
    expect(new URL(faults.sent[2]?.url ?? "").pathname).toContain(other);
    expect(faults.sent[2]?.headers).toHaveProperty("X-Tenant", "a");
  });

  test("is made after 400 and 409 alone", async () => {
    for (const status of [401, 403, 404, 410, 422]) {
      const faults = new FaultFetch(lost(), failing(status), answer(found));
      const { reason } = await send(faults);
      expect(reason).toMatchObject({ status, outcome: "unknown" });
      expect(faults.sent).toHaveLength(2);
    }
  });

  test.each([
    ["400 for another field of the payload", "stands", answer({ body: ["Too long."] }, 400)],
    [
      "400 for what is inside another field",
      "stands",
      answer({ body: { chunks: [{ text: ["Blank."] }] } }, 400),
    ],
    [
      "400 for the id and another field",
      "is read back",
      answer({ id: ["Taken."], body: ["Too long."] }, 400),
    ],
    ["400 for a field that was not sent", "is read back", answer({ channel: ["Odd."] }, 400)],
    ["409 for another field of the payload", "is read back", answer({ body: ["Not unique."] }, 409)],
  ] as const)("at the first attempt, a %s %s", async (_, end, refusal) => {
    const faults = new FaultFetch(refusal, answer(found));
    expect(await send(faults)).toHaveProperty(end === "stands" ? "reason" : "value");
    expect(faults.sent).toHaveLength(end === "stands" ? 1 : 2);
  });

  test("is made after a lost attempt, whatever a 400 names", async () => {
    const faults = new FaultFetch(lost(), answer({ body: ["Too long."] }, 400), answer(found));
    expect(await send(faults)).toEqual({ value: found });
  });

  test("takes what the service adds to a body for the same body", async () => {
    const body = {
      version: 3,
      chunks: [{ type: "text", text: "Hello", html: "<b>" }],
      preview: null,
    } as never;
    const faults = new FaultFetch(failing(409), answer(aMessage({ body })));
    expect(await send(faults)).toHaveProperty("value");
  });

  test.each([
    ["fewer chunks", { version: 3, chunks: [] }],
    [
      "more chunks",
      { version: 3, chunks: [...(mine.body as { chunks: [] }).chunks, { type: "text", text: "!" }] },
    ],
    ["another version", { version: 1, message: "Hello" }],
    ["another type of chunk", { version: 3, chunks: [{ type: "mention", text: "Hello" }] }],
    ["no body", {}],
  ])("does not take %s for the same body", async (_, body) => {
    const faults = new FaultFetch(failing(409), answer(aMessage({ body: body as never })));
    expect(await send(faults)).toHaveProperty("reason");
  });
});

describe("members.add", () => {
  const add = (faults: FaultFetch) => ended(clientOf(faults).members.add(channelId, userId));
  const member = aMember();

  test.each(duplicates)(
    "refused by %s after a lost attempt: the member is read back",
    async (_, duplicate) => {
      const faults = new FaultFetch(lost(), duplicate, answer(member));
      expect(await add(faults)).toEqual({ value: member });
      expect(faults.lines[2]).toBe(`GET /channels/${channelId}/members/${userId}`);
    },
  );

  test("read-back finds nothing: the refusal stands", async () => {
    const { reason } = await add(new FaultFetch(lost(), failing(400), failing(404)));
    expect(reason).toMatchObject({ status: 400, method: "POST", outcome: "unknown" });
  });

  test("read-back fails otherwise: the refusal stands, and the outcome is unknown", async () => {
    const { reason } = await add(new FaultFetch(lost(), failing(409), failing(500)));
    expect(reason).toMatchObject({ status: 409, outcome: "unknown" });
  });

  test("refused at the first attempt: the refusal stands", async () => {
    const faults = new FaultFetch(failing(409), answer(member));
    expect((await add(faults)).reason).toMatchObject({ status: 409, outcome: "no_effect" });
    expect(faults.sent).toHaveLength(1);
  });
});

test.each(["channels.create", "dmChannels.create", "createStream"])("%s has no read-back", async (name) => {
  const faults = new FaultFetch(failing(429), failing(409));
  const pub = clientOf(faults);
  const calls: Record<string, () => Promise<unknown>> = {
    "channels.create": () => pub.channels.create({ name: "General" }),
    "dmChannels.create": () => pub.dmChannels.create(userId, { members: [messageId] }),
    createStream: () => pub.conference.createStream(channelId),
  };
  expect((await ended(calls[name]?.() ?? Promise.resolve())).reason).toMatchObject({ status: 409 });
  expect(faults.sent).toHaveLength(2);
});
