import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import type { RequestOptions } from "../../src/options.js";
import { kindsOfCall } from "../support/fault-calls.js";
import { aChannel, channelId, token } from "../support/fault-data.js";
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
  rejection,
  settled,
  stalledBody,
} from "../support/fault-fetch.js";
import { watched } from "../support/fault-signals.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const reasons: readonly (readonly [string, unknown])[] = [
  ["an Error", new Error("left")],
  ["a TypeError that looks like the network's", new TypeError("fetch failed")],
  ["a string", "left"],
  ["an object", { why: "left" }],
  ["a number", 0],
  ["null", null],
  ["false", false],
  ["the default", undefined],
];

describe.each(reasons)("signal.reason is %s", (_, given) => {
  interface Moment {
    readonly name: string;
    readonly faultsOf: () => FaultFetch;
    readonly tokens?: () => Promise<string>;
  }
  const once =
    (...replies: Reply[]) =>
    () =>
      new FaultFetch(...replies);
  const moments: readonly Moment[] = [
    { name: "the token function", faultsOf: once(answer(aChannel())), tokens: () => new Promise(() => {}) },
    { name: "the request", faultsOf: once(hanging()) },
    { name: "a request whose fetch ignores its signal", faultsOf: once(deaf()) },
    { name: "the body", faultsOf: once(stalledBody()) },
    { name: "an error's body", faultsOf: once(stalledBody(400)) },
    { name: "a wait", faultsOf: once(failing(429, { "retry-after": "20" }), answer(aChannel())) },
    { name: "a wait after a lost answer", faultsOf: once(lost(), answer(aChannel())) },
  ];

  test.each(moments)("during $name", async ({ faultsOf, tokens }) => {
    vi.spyOn(Math, "random").mockReturnValue(0.99);
    for (const method of ["retrieve", "update"] as const) {
      const { controller, signal, listeners } = watched();
      const faults = faultsOf();
      const { channels } = clientOf(faults, { token: tokens ?? token });
      const end = settled(
        method === "retrieve"
          ? channels.retrieve(channelId, { signal })
          : channels.update(channelId, { name: "x" }, { signal }),
      );
      await vi.advanceTimersByTimeAsync(5);
      const sent = faults.sent.length;
      expect(sent).toBe(tokens ? 0 : 1);
      controller.abort(given);
      await vi.advanceTimersByTimeAsync(0);
      const result = await end;
      expect(result).toHaveProperty("reason");
      expect(result.reason).toBe(signal.reason);
      await vi.runAllTimersAsync();
      expect(faults.sent).toHaveLength(sent);
      expect(listeners.size).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  test.each(kindsOfCall)("before $name: nothing is sent, no token asked for", async ({ invoke }) => {
    const { controller, signal, listeners } = watched();
    controller.abort(given);
    const faults = new FaultFetch(answer({}));
    const tokens = vi.fn(() => token);
    expect(await rejection(invoke(clientOf(faults, { token: tokens }), { signal }))).toBe(signal.reason);
    expect(faults.sent).toHaveLength(0);
    expect(tokens).not.toHaveBeenCalled();
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("an abort", () => {
  const during = async (reply: Reply, options: RequestOptions = {}) => {
    const controller = new AbortController();
    const events: string[] = [];
    const faults = new FaultFetch(reply);
    const hooks = {
      request: () => events.push("request"),
      response: () => events.push("response"),
      retry: () => events.push("retry"),
      error: ({ error }: { error?: unknown }) => events.push(error ? "error with a PubError" : "error"),
    };
    const end = settled(
      clientOf(faults, { hooks }).channels.retrieve(channelId, { ...options, signal: controller.signal }),
    );
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(new Error("left"));
    await vi.runAllTimersAsync();
    expect((await end).reason).toBe(controller.signal.reason);
    return events;
  };

  test("in the request tells no hook of a retry", async () => {
    expect(await during(hanging())).toEqual(["request", "error"]);
  });

  test("in the body tells no hook of a retry", async () => {
    expect(await during(stalledBody())).toEqual(["request", "response", "error"]);
  });

  test("in a wait ends the wait", async () => {
    expect(await during(failing(503, { "retry-after": "9" }))).toEqual([
      "request",
      "response",
      "retry",
      "error",
    ]);
  });

  test("after the end changes nothing", async () => {
    const controller = new AbortController();
    const value = await clientOf(new FaultFetch(answer(aChannel()))).channels.retrieve(channelId, {
      signal: controller.signal,
    });
    controller.abort();
    expect(value).toEqual(aChannel());
  });

  test("of AbortSignal.timeout is the caller's own reason, no PubTimeoutError", async () => {
    vi.useRealTimers();
    const signal = AbortSignal.timeout(1);
    const reason = await rejection(
      clientOf(new FaultFetch(hanging())).channels.retrieve(channelId, { signal }),
    );
    expect(reason).toBe(signal.reason);
    expect(reason).toHaveProperty("name", "TimeoutError");
  });

  test("wins over a timeout that comes later, and the other way round", async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal, timeoutMs: 50 };
    const end = settled(clientOf(new FaultFetch(deaf())).channels.retrieve(channelId, options));
    await vi.advanceTimersByTimeAsync(50);
    controller.abort("late");
    expect((await end).reason).toHaveProperty("name", "PubTimeoutError");
  });

  test("by a token function: nothing is sent", async () => {
    const controller = new AbortController();
    const faults = new FaultFetch(answer(aChannel()));
    const request = vi.fn();
    const pub = clientOf(faults, {
      token: () => {
        controller.abort("left");
        return token;
      },
      hooks: { request },
    });
    expect(await rejection(pub.channels.retrieve(channelId, { signal: controller.signal }))).toBe("left");
    await vi.runAllTimersAsync();
    expect(faults.sent).toHaveLength(0);
    expect(request).not.toHaveBeenCalled();
  });

  test("by the request hook: nothing is sent", async () => {
    const controller = new AbortController();
    const faults = new FaultFetch(answer(aChannel()));
    const pub = clientOf(faults, { hooks: { request: () => controller.abort("left") } });
    expect(await rejection(pub.channels.retrieve(channelId, { signal: controller.signal }))).toBe("left");
    await vi.runAllTimersAsync();
    expect(faults.sent).toHaveLength(0);
  });

  test("of one call leaves another alone that shares its token function", async () => {
    const tokens = gate<string>();
    const faults = new FaultFetch(answer(aChannel()));
    const pub = clientOf(faults, { token: () => tokens.promise });
    const controller = new AbortController();
    const left = settled(pub.channels.retrieve(channelId, { signal: controller.signal }));
    const stays = pub.channels.retrieve(channelId);
    controller.abort("left");
    expect((await left).reason).toBe("left");
    tokens.resolve(token);
    expect(await stays).toEqual(aChannel());
    expect(faults.sent).toHaveLength(1);
  });

  test("a signal that is none is a PubInputError", async () => {
    for (const signal of [{}, "signal", new AbortController()]) {
      const faults = new FaultFetch(answer(aChannel()));
      const call = clientOf(faults).channels.retrieve(channelId, { signal: signal as AbortSignal });
      await rejection(call, PubInputError);
      expect(faults.sent).toHaveLength(0);
    }
  });
});
