import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { aChannel, channelId, organizationId, token } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  failing,
  hanging,
  lost,
  type Reply,
  rejection,
  settled,
} from "../support/fault-fetch.js";
import { recorder, type Told } from "../support/fault-hooks.js";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const path = `/api/pub/v1/orgs/${organizationId}/channels/${channelId}`;
const about = { method: "GET", path };

async function told(replies: readonly Reply[], options = {}): Promise<readonly Told[]> {
  const { told, hooks } = recorder();
  const pub = clientOf(new FaultFetch(...replies), { hooks, ...options });
  const end = settled(pub.channels.retrieve(channelId, { query: { secret: "in the query" } }));
  await vi.runAllTimersAsync();
  await end;
  return told;
}

describe("hooks", () => {
  test("of a call that works", async () => {
    expect(await told([answer(aChannel())])).toEqual([
      ["request", { ...about, attempt: 1 }],
      ["response", { ...about, attempt: 1, status: 200, durationMs: 0, requestId: undefined }],
    ]);
  });

  test("of a call that works at the third attempt: in this order, numbered from 1", async () => {
    const events = await told([lost(), failing(503, { "x-request-id": "r-2" }), answer(aChannel())]);
    expect(events).toEqual([
      ["request", { ...about, attempt: 1 }],
      [
        "retry",
        {
          ...about,
          attempt: 1,
          delayMs: 150,
          status: undefined,
          error: expect.objectContaining({ code: "connection" }),
        },
      ],
      ["request", { ...about, attempt: 2 }],
      ["response", { ...about, attempt: 2, status: 503, durationMs: 0, requestId: "r-2" }],
      [
        "retry",
        {
          ...about,
          attempt: 2,
          delayMs: 300,
          status: 503,
          requestId: "r-2",
          error: expect.objectContaining({ code: "server" }),
        },
      ],
      ["request", { ...about, attempt: 3 }],
      ["response", { ...about, attempt: 3, status: 200, durationMs: 0, requestId: undefined }],
    ]);
  });

  test("of a call that fails for good: error comes last, once", async () => {
    const events = await told([failing(500)], { maxRetries: 1 });
    expect(events.map(([hook]) => hook)).toEqual([
      "request",
      "response",
      "retry",
      "request",
      "response",
      "error",
    ]);
    expect(events.at(-1)?.[1]).toEqual({
      ...about,
      attempt: 2,
      durationMs: expect.any(Number),
      status: 500,
      error: expect.objectContaining({ code: "server", status: 500 }),
    });
    expect(events.at(-1)?.[1].durationMs).toBeGreaterThanOrEqual(150);
  });

  test("of a call that times out", async () => {
    const events = await told([hanging()], { timeoutMs: 200 });
    expect(events.map(([hook]) => hook)).toEqual(["request", "error"]);
    expect(events.at(-1)?.[1]).toMatchObject({ attempt: 1, durationMs: 200, error: { code: "timeout" } });
  });

  test("number the repeat after a 401 too", async () => {
    const events = await told([failing(401), answer(aChannel())], { token: () => token });
    expect(events.map(([hook, { attempt, status }]) => [hook, attempt, status])).toEqual([
      ["request", 1, undefined],
      ["response", 1, 401],
      ["request", 2, undefined],
      ["response", 2, 200],
    ]);
  });

  test("get an error of the SDK, and nothing of the caller's own", async () => {
    const events = await told([answer(aChannel())], { token: () => Promise.reject(new Error("my secret")) });
    expect(events).toEqual([
      ["error", { ...about, attempt: 0, durationMs: 0, error: undefined, status: undefined }],
    ]);
  });

  test.each([
    [{ "x-request-id": "a" }, "a"],
    [{ "cf-ray": "b" }, "b"],
    [{ "x-request-id": "a", "cf-ray": "b" }, "a"],
    [{}, undefined],
  ])("name the request: %j is %s", async (headers, requestId) => {
    const events = await told([answer({}, 403, headers as Record<string, string>)]);
    expect(events[1]?.[1].requestId).toBe(requestId);
    const { error } = events.at(-1)?.[1] ?? {};
    expect((error as { requestId?: string }).requestId).toBe(requestId);
  });

  test("are told what drifted, with onInvalid: report", async () => {
    const { told, hooks } = recorder();
    const drifted = { ...aChannel(), name: 7, created_at: "yesterday" };
    const pub = clientOf(new FaultFetch(answer(drifted)), { hooks, onInvalid: "report" });
    expect(await pub.channels.retrieve(channelId)).toEqual(drifted);
    expect(told.at(-1)).toEqual([
      "invalid",
      {
        ...about,
        issues: [
          { path: ["name"], message: "expected a string" },
          { path: ["created_at"], message: "expected an ISO 8601 date/time" },
        ],
      },
    ]);
    expect(inspect(told)).not.toContain("yesterday");
  });

  test("are not told that a call has failed when a loop is left", async () => {
    const { told, hooks } = recorder();
    const next = "https://api.giosg.com/api/pub/v1/orgs/o/channels?cursor=2";
    const faults = new FaultFetch(answer({ next, results: [aChannel(), aChannel()] }), hanging());
    let seen = 0;
    for await (const _ of clientOf(faults, { hooks }).channels.list()) {
      await vi.advanceTimersByTimeAsync(0);
      if (++seen === 2) break;
    }
    await vi.runAllTimersAsync();
    expect(faults.sent).toHaveLength(2);
    expect(told.map(([hook]) => hook)).toEqual(["request", "response", "request"]);
  });

  test("never get the token or the query", async () => {
    const events = await told([lost(), failing(500), failing(401), failing(403)], { token: () => token });
    const text = inspect(events, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: false });
    expect(text).not.toContain(token);
    expect(text).not.toContain("in the query");
    expect(JSON.stringify(events)).not.toContain(token);
  });
});

test("input that is refused before the call has begun is thrown, not told", async () => {
  const { told, hooks } = recorder();
  await rejection(clientOf(new FaultFetch(), { hooks }).channels.retrieve("x"), PubInputError);
  expect(told.filter(([hook]) => hook !== "error")).toEqual([]);
});
