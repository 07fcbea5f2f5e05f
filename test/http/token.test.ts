import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubAuthenticationError } from "../../src/errors/authentication-error.js";
import { PubInputError } from "../../src/errors/input-error.js";
import type { TokenFunction } from "../../src/http/token-source.js";
import { aChannel, channelId, token } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  failing,
  gate,
  hanging,
  lost,
  rejection,
  settled,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A service that takes the tokens in `valid`, and no others. */
function service(valid: Set<string>, data: unknown = aChannel()) {
  return new FaultFetch(({ headers }) =>
    valid.has(headers.Authorization?.replace(/^\w+ /, "") ?? "")
      ? Response.json(data)
      : Response.json({ detail: "Invalid token." }, { status: 401 }),
  );
}

const sentTokens = ({ sent }: FaultFetch) => sent.map(({ headers }) => headers.Authorization);
const retrieve = (faults: FaultFetch, source: string | TokenFunction) =>
  clientOf(faults, { token: source }).channels.retrieve(channelId);

describe("a token", () => {
  test("goes as Token, an access token as Bearer", async () => {
    const faults = new FaultFetch(answer(aChannel()));
    await clientOf(faults, { token: "abc" }).channels.retrieve(channelId);
    await clientOf(faults, { token: () => "abc" }).channels.retrieve(channelId);
    await clientOf(faults, { accessToken: "abc" }).channels.retrieve(channelId);
    await clientOf(faults, { accessToken: async () => "abc" }).channels.retrieve(channelId);
    expect(sentTokens(faults)).toEqual(["Token abc", "Token abc", "Bearer abc", "Bearer abc"]);
  });

  test("does not go to the public calls", async () => {
    const tokens = vi.fn(() => token);
    const faults = new FaultFetch(answer({ viewer_count: 1 }));
    await clientOf(faults, { token: tokens }).conference.retrieveStreamViewerCount(channelId);
    await clientOf(faults, { token: undefined }).conference.retrieveStreamViewerCount(channelId);
    expect(sentTokens(faults)).toEqual([undefined, undefined]);
    expect(tokens).not.toHaveBeenCalled();
  });

  test("that is a string is sent once: a 401 is not repeated", async () => {
    const faults = service(new Set());
    const error = await rejection(retrieve(faults, token), PubAuthenticationError);
    expect(error).toMatchObject({ code: "unauthenticated", outcome: "no_effect", detail: "Invalid token." });
    expect(faults.sent).toHaveLength(1);
  });

  const wrong = ["", " ", "a b", " abc", "abc\n", "tökén", "Token abc", 7, null, {}, [], Symbol.iterator];

  test.each(wrong)("%s of a function is a PubInputError without it", async (value) => {
    const faults = new FaultFetch(answer(aChannel()));
    const error = await rejection(retrieve(faults, (() => value) as never), PubInputError);
    expect(faults.sent).toHaveLength(0);
    if (typeof value === "string" && value.trim()) expect(error.message).not.toContain(value);
  });

  test.each(["", " ", "a b", "abc\n", "tökén", 7, {}])("%s is refused when the client is made", (value) => {
    expect(() => clientOf(new FaultFetch(), { token: value as string })).toThrow(PubInputError);
    expect(() => clientOf(new FaultFetch(), { accessToken: value as string })).toThrow(PubInputError);
  });

  test("and an access token exclude each other", () => {
    expect(() => clientOf(new FaultFetch(), { token, accessToken: token })).toThrow(PubInputError);
  });
});

describe("a token function", () => {
  test("is asked before each attempt", async () => {
    let count = 0;
    const source = vi.fn<TokenFunction>(() => `t${++count}`);
    const faults = new FaultFetch(lost(), failing(503), answer(aChannel()));
    const end = settled(retrieve(faults, source));
    await vi.runAllTimersAsync();
    await end;
    expect(sentTokens(faults)).toEqual(["Token t1", "Token t2", "Token t3"]);
    expect(source.mock.calls).toEqual([[{ refresh: false }], [{ refresh: false }], [{ refresh: false }]]);
  });

  test("is shared by the calls that arrive while it runs", async () => {
    const { promise, resolve } = gate<string>();
    const source = vi.fn(() => promise);
    const faults = new FaultFetch(answer(aChannel()));
    const pub = clientOf(faults, { token: source });
    const calls = Array.from({ length: 5 }, () => pub.channels.retrieve(channelId));
    await vi.advanceTimersByTimeAsync(0);
    calls.push(pub.channels.retrieve(channelId));
    await vi.advanceTimersByTimeAsync(0);
    resolve("abc");
    await Promise.all(calls);
    expect(source).toHaveBeenCalledTimes(1);
    await pub.channels.retrieve(channelId);
    expect(source).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["an Error", new Error("vault is sealed")],
    ["a TypeError that looks like the network's", new TypeError("fetch failed")],
    ["a string", "no"],
    ["undefined", undefined],
    ["null", null],
    ["a frozen object", Object.freeze({ code: 1 })],
  ])("that throws %s: it reaches the caller untouched, and nothing is repeated", async (_, thrown) => {
    const sync = vi.fn(() => {
      throw thrown;
    });
    const later = vi.fn(() => Promise.reject(thrown));
    for (const source of [sync, later]) {
      const faults = new FaultFetch(answer(aChannel()));
      const end = rejection(retrieve(faults, source));
      await vi.runAllTimersAsync();
      expect(await end).toBe(thrown);
      expect(source).toHaveBeenCalledTimes(1);
      expect(faults.sent).toHaveLength(0);
    }
  });

  test("that threw is asked anew by the next call", async () => {
    const source = vi.fn<TokenFunction>().mockRejectedValueOnce(new Error("once")).mockReturnValue(token);
    const pub = clientOf(new FaultFetch(answer(aChannel())), { token: source });
    await rejection(pub.channels.retrieve(channelId));
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
  });

  test("that hangs: timeout, and the next call asks anew", async () => {
    const source = vi
      .fn<TokenFunction>()
      .mockReturnValueOnce(new Promise(() => {}))
      .mockReturnValue(token);
    const pub = clientOf(new FaultFetch(answer(aChannel())), { token: source });
    const end = settled(pub.channels.retrieve(channelId, { timeoutMs: 100 }));
    await vi.advanceTimersByTimeAsync(100);
    expect((await end).reason).toMatchObject({ code: "timeout", outcome: "no_effect" });
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
    expect(source).toHaveBeenCalledTimes(2);
  });

  test("whose answer comes after its call has timed out leaves a newer question shared", async () => {
    const [first, second] = [gate<string>(), gate<string>()];
    const answers = [first.promise, second.promise];
    const source = vi.fn<TokenFunction>(() => answers.shift() ?? token);
    const pub = clientOf(new FaultFetch(answer(aChannel())), { token: source });
    const late = settled(pub.channels.retrieve(channelId, { timeoutMs: 100 }));
    await vi.advanceTimersByTimeAsync(100);
    await late;
    const calls = [pub.channels.retrieve(channelId)];
    await vi.advanceTimersByTimeAsync(0);
    first.resolve(token);
    await vi.advanceTimersByTimeAsync(0);
    calls.push(pub.channels.retrieve(channelId));
    second.resolve(token);
    await Promise.all(calls);
    expect(source).toHaveBeenCalledTimes(2);
  });

  test("that runs is shared on, though the request of another call times out", async () => {
    const slow = gate<string>();
    const answers = [token, slow.promise];
    const source = vi.fn<TokenFunction>(() => answers.shift() ?? token);
    const pub = clientOf(new FaultFetch(hanging(), answer(aChannel())), { token: source });
    const stuck = settled(pub.channels.retrieve(channelId, { timeoutMs: 100 }));
    await vi.advanceTimersByTimeAsync(50);
    const calls = [pub.channels.retrieve(channelId)];
    await vi.advanceTimersByTimeAsync(50);
    expect((await stuck).reason).toHaveProperty("code", "timeout");
    calls.push(pub.channels.retrieve(channelId));
    slow.resolve(token);
    await Promise.all(calls);
    expect(source).toHaveBeenCalledTimes(2);
  });
});
