import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubConnectionError } from "../../src/errors/connection-error.js";
import { PubHttpError } from "../../src/errors/http-error.js";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubRateLimitError } from "../../src/errors/rate-limit-error.js";
import { kindsOfCall } from "../support/fault-calls.js";
import { aChannel, channelId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  cutBody,
  FaultFetch,
  failing,
  lost,
  type Reply,
  rejection,
  settled,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Ends a call whatever waits it makes, and checks that it leaves no timer. */
async function ended<T>(call: Promise<T>) {
  const end = settled(call);
  await vi.runAllTimersAsync();
  expect(vi.getTimerCount()).toBe(0);
  return end;
}

const soon = { "retry-after": "1" };
const faults: readonly (readonly [name: string, reply: Reply, onlyRepeatable: boolean])[] = [
  ["no answer", lost(), true],
  ["408", failing(408), true],
  ["429", failing(429), false],
  ["429 with Retry-After", failing(429, soon), false],
  ["500", failing(500), true],
  ["500 with Retry-After", failing(500, soon), true],
  ["502", failing(502), true],
  ["503", failing(503), true],
  ["503 with an unreadable Retry-After", failing(503, { "retry-after": "soon" }), true],
  ["503 with Retry-After", failing(503, soon), false],
  ["504", failing(504), true],
  ["504 with Retry-After", failing(504, soon), true],
];

describe.each(kindsOfCall)("$name ($method)", ({ isRepeatable, answer: data, invoke, method, name }) => {
  test.each(faults)("%s", async (_, reply, onlyRepeatable) => {
    const repeated = isRepeatable || !onlyRepeatable;
    const failingFor = (times: number) => new FaultFetch(...Array(times).fill(reply), answer(data));

    const twice = failingFor(2);
    const recovered = await ended(invoke(clientOf(twice)));
    expect(twice.sent).toHaveLength(repeated ? 3 : 1);
    if (repeated) expect(recovered).not.toHaveProperty("reason");

    const always = new FaultFetch(reply);
    const { reason } = await ended(invoke(clientOf(always)));
    expect(always.sent).toHaveLength(repeated ? 3 : 1);
    expect(reason).toBeInstanceOf(reply === faults[0]?.[1] ? PubConnectionError : PubHttpError);

    const never = failingFor(1);
    await ended(invoke(clientOf(never, { maxRetries: 0 })));
    expect(never.sent).toHaveLength(1);
  });

  test("each attempt sends the very same request", async () => {
    const sent = new FaultFetch(failing(429), failing(429), answer(data));
    await ended(invoke(clientOf(sent)));
    const [first, second, third] = sent.sent.map(({ url, body, headers, init }) => ({
      url,
      body,
      headers,
      method: init.method,
      redirect: init.redirect,
    }));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(first?.method).toBe(method);
  });

  const refusals = [400, 401, 402, 403, 404, 405, 409, 410, 413, 418, 422, 425, 451, 501, 505, 507, 511];
  // A message's id that is taken is read back.
  const final = name.startsWith("messages.create") ? refusals.filter((status) => status !== 409) : refusals;
  test.each(final)("%i is final", async (status) => {
    const sent = new FaultFetch(failing(status, soon), answer(data));
    const { reason } = await ended(invoke(clientOf(sent)));
    expect(sent.sent).toHaveLength(1);
    expect(reason).toMatchObject({ status, retryAfterMs: 1_000 });
  });

  test("an answer that cannot be used is not asked for again", async () => {
    // What DELETE answers is not read.
    if (method === "DELETE") return;
    const sent = new FaultFetch(() => new Response("<html>", { status: 200 }), answer(data));
    const { reason } = await ended(invoke(clientOf(sent)));
    expect(reason).toMatchObject({ code: "invalid_response", name: "PubResponseError" });
    expect(sent.sent).toHaveLength(1);
  });

  test("a body that breaks off is a lost answer", async () => {
    if (method === "DELETE") return;
    const sent = new FaultFetch(cutBody(), answer(data));
    const end = await ended(invoke(clientOf(sent)));
    expect(sent.sent).toHaveLength(isRepeatable ? 2 : 1);
    if (isRepeatable) expect(end).not.toHaveProperty("reason");
    else expect(end.reason).toBeInstanceOf(PubConnectionError);
    expect(name).toBeTruthy();
  });
});

describe("maxRetries", () => {
  const retrieve = (sent: FaultFetch, ofClient?: number, ofCall?: number) =>
    clientOf(sent, { maxRetries: ofClient, timeoutMs: Number.POSITIVE_INFINITY }).channels.retrieve(
      channelId,
      {
        maxRetries: ofCall,
      },
    );

  test.each([
    [undefined, undefined, 3],
    [0, undefined, 1],
    [1, undefined, 2],
    [5, undefined, 6],
    [undefined, 0, 1],
    [5, 0, 1],
    [0, 4, 5],
    [40, undefined, 41],
  ])("client %s, call %s: %i requests", async (ofClient, ofCall, expected) => {
    const sent = new FaultFetch(failing(503));
    await ended(retrieve(sent, ofClient, ofCall));
    expect(sent.sent).toHaveLength(expected);
  });

  test("Infinity goes on until it works", async () => {
    const sent = new FaultFetch(...Array(60).fill(failing(503)), answer(aChannel()));
    const { value } = await ended(retrieve(sent, Number.POSITIVE_INFINITY));
    expect(value).toEqual(aChannel());
    expect(sent.sent).toHaveLength(61);
  });

  test.each([-1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY, "2" as never, null as never])(
    "%s is refused before anything is sent",
    async (maxRetries) => {
      const sent = new FaultFetch(answer(aChannel()));
      if (maxRetries !== null) {
        expect(() => clientOf(sent, { maxRetries })).toThrow(PubInputError);
        await rejection(retrieve(sent, undefined, maxRetries), PubInputError);
        expect(sent.sent).toHaveLength(0);
      }
    },
  );
});

describe("waits", () => {
  const waitsOf = ({ sent }: FaultFetch) => sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
  const always = { timeoutMs: Number.POSITIVE_INFINITY };

  test("have full jitter: up to 300 ms, doubled each time, 8 s at most", async () => {
    const longest = [300, 600, 1_200, 2_400, 4_800, 8_000, 8_000];
    for (const random of [0.25, 0.5, 1 - 2 ** -53]) {
      vi.spyOn(Math, "random").mockReturnValue(random);
      const sent = new FaultFetch(failing(500));
      await ended(clientOf(sent, { ...always, maxRetries: 7 }).channels.retrieve(channelId));
      waitsOf(sent).forEach((wait, index) => {
        expect(Math.abs(wait - random * (longest[index] ?? 0))).toBeLessThanOrEqual(1);
      });
    }
  });

  test.each([
    ["2", 2_000],
    ["0.5", 500],
    ["1.25", 1_250],
    ["20", 20_000],
  ])("Retry-After: %s is obeyed exactly", async (value, expected) => {
    const sent = new FaultFetch(failing(429, { "retry-after": value }), answer(aChannel()));
    await ended(clientOf(sent).channels.retrieve(channelId));
    expect(waitsOf(sent)).toEqual([expected]);
  });

  test.each([
    ["IMF-fixdate", "Wed, 05 Mar 2031 10:00:07 GMT"],
    ["RFC 850", "Wednesday, 05-Mar-31 10:00:07 GMT"],
    ["asctime", "Wed Mar  5 10:00:07 2031"],
  ])("Retry-After in the %s form is obeyed exactly", async (_, value) => {
    vi.setSystemTime(Date.UTC(2031, 2, 5, 10, 0, 0));
    const sent = new FaultFetch(failing(503, { "retry-after": value }), answer(aChannel()));
    await ended(clientOf(sent).channels.create({ name: "General" }));
    expect(waitsOf(sent)).toEqual([7_000]);
  });

  test("a Retry-After of months is obeyed exactly too, where the time is not limited", async () => {
    const seconds = 60 * 24 * 3_600;
    const sent = new FaultFetch(failing(503, { "retry-after": String(seconds) }), answer(aChannel()));
    await ended(clientOf(sent, always).channels.retrieve(channelId));
    expect(waitsOf(sent)).toEqual([seconds * 1_000]);
  });

  test.each(["about 5", "soon", "-3", "1e1"])(
    "Retry-After: %s leaves the wait to the jitter",
    async (value) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const sent = new FaultFetch(failing(429, { "retry-after": value }), answer(aChannel()));
      await ended(clientOf(sent).channels.retrieve(channelId));
      expect(waitsOf(sent)).toEqual([150]);
    },
  );

  test.each([
    ["30", 30_000],
    ["3600", 3_600_000],
  ])(
    "Retry-After: %s does not fit: the call fails at once and says how long",
    async (value, retryAfterMs) => {
      const sent = new FaultFetch(answer({ detail: "Slow down." }, 429, { "retry-after": value }));
      const call = settled(clientOf(sent).channels.retrieve(channelId));
      await vi.advanceTimersByTimeAsync(0);
      const { reason } = await call;
      expect(reason).toBeInstanceOf(PubRateLimitError);
      expect(reason).toMatchObject({ retryAfterMs, detail: "Slow down.", retryable: true });
      expect(sent.sent).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("what is left counts, not the whole time", async () => {
    const sent = new FaultFetch(
      failing(429, { "retry-after": "20" }),
      failing(429, { "retry-after": "15" }),
      answer(aChannel()),
    );
    const { reason } = await ended(clientOf(sent).channels.retrieve(channelId));
    expect(reason).toMatchObject({ retryAfterMs: 15_000, status: 429 });
    expect(sent.sent).toHaveLength(2);
  });
});
