import { describe, expect, test } from "vitest";
import type { PubErrorEvent, PubFailureEvent } from "../../src/http/hooks.js";
import { aChannel, channelId, userId } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, failing, lost, rejection } from "../support/fault-fetch.js";

describe("what a log needs", () => {
  test("a failure's hooks name the service's request id, and have no fields without a value", async () => {
    const events: PubFailureEvent[] = [];
    const faults = new FaultFetch(
      failing(503, { "cf-ray": "ray-1", "retry-after": "0" }),
      failing(404),
      lost(),
    );
    const note = (event: PubFailureEvent) => void events.push(event);
    const { channels } = clientOf(faults, { hooks: { retry: note, error: note } });
    await rejection(channels.retrieve(channelId));
    await rejection(channels.retrieve(channelId, { maxRetries: 0 }));
    expect(events).toHaveLength(3);
    expect(events[0]?.requestId).toBe("ray-1");
    expect(Object.keys(events[1] ?? {})).not.toContain("requestId");
    for (const event of events) expect(Object.values(event)).not.toContain(undefined);
  });

  test("a list that leads in a circle is told to the error hook as well", async () => {
    const events: PubErrorEvent[] = [];
    const next = `https://api.giosg.com/api/pub/v1/circle?cursor=1`;
    const pub = clientOf(new FaultFetch(answer({ next, previous: null, results: [aChannel()] })), {
      hooks: { error: (event) => void events.push(event) },
    });
    const reason = await rejection(pub.channels.list().toArray({ limit: 10 }));
    const about = { method: "GET", path: "/api/pub/v1/circle" };
    expect(events).toEqual([{ ...about, attempt: 1, durationMs: 0, status: 200, error: reason }]);
  });

  test("the message of a lost connection names the runtime's code", async () => {
    const cause = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    const faults = new FaultFetch(() => Promise.reject(new TypeError("fetch failed", { cause })));
    const reason = await rejection(clientOf(faults, { maxRetries: 0 }).channels.retrieve(channelId));
    expect((reason as Error).message).toMatch(/got no answer \(ENOTFOUND\)$/);
  });

  test("the stack of an error begins with the caller's own line, also for input that is refused", async () => {
    const pub = clientOf(new FaultFetch(failing(404)));
    const calls = [
      () => pub.channels.retrieve(channelId),
      () => pub.channels.retrieve("x"),
      () => pub.conference.retrieveStreamStatus(channelId),
    ];
    for (const call of calls) {
      const { stack = "" } = (await rejection(call())) as Error;
      const frames = stack
        .split("\n")
        .filter((line) => line.startsWith("    at ") && !line.includes("node:internal"));
      expect(frames.slice(0, 2).join()).toContain("for-the-user.test.ts");
    }
  });

  test("an error is told as well where the runtime cannot cut its stack", async () => {
    const pub = clientOf(new FaultFetch(failing(404)));
    const { captureStackTrace } = Error;
    Reflect.deleteProperty(Error, "captureStackTrace");
    try {
      expect(await rejection(pub.channels.retrieve(channelId))).toHaveProperty("code", "not_found");
      expect(await rejection(pub.channels.retrieve("x"))).toHaveProperty("code", "invalid_input");
    } finally {
      Error.captureStackTrace = captureStackTrace;
    }
  });
});

describe("input that users get wrong", () => {
  const pub = clientOf(new FaultFetch(answer(aChannel())));

  test.each([
    ["null", null],
    ["a Date", new Date()],
    ["an array", []],
    ["a body without its payload", { version: 3, chunks: [{ type: "text", text: "Hello" }] }],
  ])("%s is no message, and the error says what is", async (_, content) => {
    const reason = await rejection(pub.messages.create(channelId, content as never));
    expect(reason).toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("a message() or a payload with a body"),
      messageId: expect.any(String),
    });
  });

  test("a forgotten await, and a value that is missing, are named", async () => {
    const id = Promise.resolve(channelId);
    const awaited = await rejection(pub.channels.retrieve(id as never));
    expect((awaited as Error).message).toContain("an await is missing");
    const missing = await rejection(pub.channels.retrieve(undefined as never));
    expect((missing as Error).message).toContain("not undefined");
  });

  test("a group that is undefined is the organization all the same", async () => {
    const faults = new FaultFetch(answer({ token_type: "bearer", access_token: "a", expires_in: 1 }));
    await clientOf(faults).conference.createToken(channelId, {
      group: undefined,
      user: { id: userId, name: "Maija" },
    });
    expect(faults.sent[0]?.body).toMatchObject({ group: expect.any(String) });
  });

  test("a list's options that are null are refused, not stumbled over", async () => {
    const list = pub.channels.list(undefined, null as never);
    expect(await rejection(list.firstPage())).toMatchObject({ code: "invalid_input" });
    const loop = async () => {
      for await (const _ of list) return;
    };
    expect(await rejection(loop())).toMatchObject({ code: "invalid_input" });
  });
});

test("a body that is no web stream, as custom fetches answer it, is no reason to fail", async () => {
  const odd = () => {
    const response = new Response(null, { status: 204 });
    Object.defineProperty(response, "body", { value: { on: () => {} } });
    return response;
  };
  await expect(clientOf(new FaultFetch(odd)).channels.delete(channelId)).resolves.toBeUndefined();
});
