import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubTimeoutError } from "../../src/errors/timeout-error.js";
import { aChannel, aMessage, channelId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  deaf,
  FaultFetch,
  failing,
  gate,
  hanging,
  lost,
  type Reply,
  settled,
  stalledBody,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Runs a call until `atMs`: nothing may have come by the millisecond before, and a timeout at it. */
async function timesOutAt(atMs: number, call: Promise<unknown>): Promise<PubTimeoutError> {
  const onEnd = vi.fn();
  const end = settled(call).then((result) => {
    onEnd();
    return result;
  });
  await vi.advanceTimersByTimeAsync(atMs - 1);
  expect(onEnd).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onEnd).toHaveBeenCalled();
  const { reason } = await end;
  expect(reason).toBeInstanceOf(PubTimeoutError);
  expect(vi.getTimerCount()).toBe(0);
  return reason as PubTimeoutError;
}

/** A body that neither ends nor listens to a signal. */
const deafBody: Reply = () => new Response(new ReadableStream({}), { status: 200 });
const deafErrorBody: Reply = () => new Response(new ReadableStream({}), { status: 400 });

describe("timeoutMs covers", () => {
  const stuck = () => new Promise<string>(() => {});

  test.each([
    ["a request without an answer", new FaultFetch(hanging())],
    ["a fetch that ignores its signal", new FaultFetch(deaf())],
    ["a body that stalls", new FaultFetch(stalledBody())],
    ["a body that ignores the signal", new FaultFetch(deafBody)],
    ["an error's body that stalls", new FaultFetch(stalledBody(400))],
    ["an error's body that ignores the signal", new FaultFetch(deafErrorBody)],
  ])("%s", async (_, faults) => {
    const error = await timesOutAt(700, clientOf(faults, { timeoutMs: 700 }).channels.retrieve(channelId));
    expect(error).toMatchObject({ timeoutMs: 700, code: "timeout", retryable: true, outcome: "no_effect" });
    expect(error.message).toBe(
      `GET /api/pub/v1/orgs/11111111-1111-4111-8111-111111111111/channels/${channelId} did not end within 700 ms`,
    );
    await vi.runAllTimersAsync();
    expect(faults.sent).toHaveLength(1);
    expect(faults.sent[0]?.signal.aborted).toBe(true);
  });

  test("the token function", async () => {
    const faults = new FaultFetch(answer(aChannel()));
    const pub = clientOf(faults, { token: stuck, timeoutMs: 700 });
    await timesOutAt(700, pub.channels.retrieve(channelId));
    expect(faults.sent).toHaveLength(0);
  });

  test("the refresh", async () => {
    const faults = new FaultFetch(failing(401), answer(aChannel()));
    const pub = clientOf(faults, { token: ({ refresh }) => (refresh ? stuck() : "old"), timeoutMs: 700 });
    await timesOutAt(700, pub.channels.retrieve(channelId));
    expect(faults.sent).toHaveLength(1);
  });

  test("attempts and the waits between them together", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const faults = new FaultFetch(failing(503), lost(), hanging());
    // 150 ms and 300 ms of waiting, and the third request for the rest.
    const error = await timesOutAt(1_000, clientOf(faults, { timeoutMs: 1_000 }).channels.delete(channelId));
    expect(error.outcome).toBe("unknown");
    expect(faults.sent).toHaveLength(3);
  });

  test("each page of a list, not the list", async () => {
    const slow: Reply = async ({ url }) => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      const at = Number(new URL(url).searchParams.get("cursor") ?? 0);
      const next = at < 4 ? `${url.replace(/\?.*/, "")}?cursor=${at + 1}` : null;
      return Response.json({ next, results: [aChannel()] });
    };
    const faults = new FaultFetch(slow);
    const all = settled(clientOf(faults, { timeoutMs: 1_000 }).channels.list().toArray({ limit: 9 }));
    await vi.runAllTimersAsync();
    expect((await all).value).toHaveLength(5);
    const stuck = clientOf(new FaultFetch(deaf())).channels.list({}, { timeoutMs: 800 });
    expect(await timesOutAt(800, stuck.firstPage())).toHaveProperty("timeoutMs", 800);
    expect(await timesOutAt(800, stuck[Symbol.asyncIterator]().next())).toHaveProperty("timeoutMs", 800);
  });
});

describe("timeoutMs", () => {
  test("is 30 seconds unless said otherwise", async () => {
    await timesOutAt(30_000, clientOf(new FaultFetch(deaf())).channels.retrieve(channelId));
  });

  test("of a call goes before the client's", async () => {
    const pub = clientOf(new FaultFetch(deaf()), { timeoutMs: 10 });
    await timesOutAt(20_000, pub.channels.retrieve(channelId, { timeoutMs: 20_000 }));
  });

  test.each([2 ** 31 - 1, 2 ** 31, 2 ** 31 + 5, 2 ** 32 + 1, 6 * 2 ** 31])(
    "%i ms is as long as it says",
    async (timeoutMs) => {
      await timesOutAt(
        timeoutMs,
        clientOf(new FaultFetch(deaf()), { timeoutMs }).channels.retrieve(channelId),
      );
    },
  );

  test("Infinity sets no timer", async () => {
    const faults = new FaultFetch(hanging());
    const controller = new AbortController();
    const end = settled(
      clientOf(faults, { timeoutMs: Number.POSITIVE_INFINITY }).channels.retrieve(channelId, {
        signal: controller.signal,
      }),
    );
    await vi.advanceTimersByTimeAsync(1);
    expect(faults.sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    controller.abort("enough");
    expect((await end).reason).toBe("enough");
  });

  test.each([0, -1, Number.NaN, Number.NEGATIVE_INFINITY, "1000", null, {}])(
    "%j is refused",
    async (timeoutMs) => {
      const faults = new FaultFetch(answer(aChannel()));
      const wrong = { timeoutMs } as { timeoutMs: number };
      if (timeoutMs === null) return;
      expect(() => clientOf(faults, wrong)).toThrow(PubInputError);
      const { reason } = await settled(clientOf(faults).channels.retrieve(channelId, wrong));
      expect(reason).toBeInstanceOf(PubInputError);
      expect(faults.sent).toHaveLength(0);
    },
  );

  test("a fraction of a millisecond is a time", async () => {
    const end = settled(clientOf(new FaultFetch(deaf()), { timeoutMs: 0.5 }).channels.retrieve(channelId));
    await vi.advanceTimersByTimeAsync(1);
    expect((await end).reason).toMatchObject({ timeoutMs: 0.5 });
  });

  test("a late answer of a fetch that ignores its signal changes nothing", async () => {
    const response = gate<Response>();
    const onRetry = vi.fn();
    const faults = new FaultFetch(() => response.promise);
    const pub = clientOf(faults, { timeoutMs: 100, hooks: { retry: onRetry, response: onRetry } });
    await timesOutAt(100, pub.messages.create(channelId, "Hello"));
    response.resolve(Response.json(aMessage()));
    await vi.runAllTimersAsync();
    expect(onRetry).not.toHaveBeenCalled();
    expect(faults.sent).toHaveLength(1);
  });
});

describe("whatever the end, no timer is left", () => {
  test.each([
    ["an answer", [answer(aChannel())]],
    ["an answer after retries", [lost(), failing(503), answer(aChannel())]],
    ["a refusal", [failing(403)]],
    ["a failure for good", [failing(500)]],
    ["an unusable answer", [answer({})]],
    ["no answer", [lost()]],
  ] as [string, Reply[]][])("%s", async (_, replies) => {
    const end = settled(
      clientOf(new FaultFetch(...replies), { timeoutMs: 1e12 }).channels.retrieve(channelId),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    await end;
    expect(vi.getTimerCount()).toBe(0);
  });
});
