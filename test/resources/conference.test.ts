import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { PubError } from "../../src/errors/pub-error.js";
import { PubTimeoutError } from "../../src/errors/timeout-error.js";
import type { RequestOptions } from "../../src/options.js";
import type { StreamStatus } from "../../src/schemas/index.js";
import { type CannedAnswer, cannedClient } from "../support/canned-fetch.js";
import { conferenceToken, ids, liveStream } from "../support/wire-fixtures.js";

describe("conference.createStream", () => {
  const answer = () => ({ text: JSON.stringify(liveStream) });

  it("sends neither body nor Content-Type without settings", async () => {
    const { pub, requests } = cannedClient(answer);
    await pub.conference.createStream(ids.channel);
    expect(requests[0]?.init.body).toBeUndefined();
    expect(new Headers(requests[0]?.init.headers).has("content-type")).toBe(false);
  });

  it("sends the settings that it is given, and only those", async () => {
    const { pub, requests } = cannedClient(answer);
    await pub.conference.createStream(ids.channel, {
      latency_mode: "a_mode_of_later",
    });
    await pub.conference.createStream(ids.channel, {
      slate_image_url: "https://cdn.example.com/slate.png",
    });
    expect(requests.map(({ init }) => JSON.parse(String(init.body)))).toEqual([
      { latency_mode: "a_mode_of_later" },
      { slate_image_url: "https://cdn.example.com/slate.png" },
    ]);
    for (const { init } of requests) {
      expect(new Headers(init.headers).get("content-type")).toBe("application/json");
    }
  });
});

describe("conference.createToken", () => {
  it("is for the call's organization where the context names no group", async () => {
    const { pub, requests } = cannedClient(() => ({
      text: JSON.stringify(conferenceToken),
    }));
    const user = { id: ids.user, name: "Maija" };
    await pub.conference.createToken(ids.channel, { user });
    await pub.conference.createToken(ids.channel, { user }, { organizationId: ids.otherOrganization });
    expect(requests.map(({ init }) => JSON.parse(String(init.body)))).toEqual([
      { group: ids.organization, user },
      { group: ids.otherOrganization, user },
    ]);
  });
});

describe("conference.waitUntilWatchable", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const live: StreamStatus = {
    is_connected: true,
    is_watchable: true,
    seconds_until_watchable: 0,
  };
  const offline: StreamStatus = {
    is_connected: false,
    is_watchable: false,
    seconds_until_watchable: 0,
  };
  const buffering = (seconds: number, isWatchable = false): StreamStatus => ({
    is_connected: true,
    is_watchable: isWatchable,
    seconds_until_watchable: seconds,
  });

  /** Waits for a stream that goes through some states, the last of which stays. */
  function waiting(states: readonly (StreamStatus | CannedAnswer)[], options?: RequestOptions) {
    const { pub, requests } = cannedClient((index) => {
      const state = states[Math.min(index, states.length - 1)] ?? offline;
      return "is_watchable" in state ? { text: JSON.stringify(state) } : state;
    });
    const startedAt = performance.now();
    const outcome = pub.conference.waitUntilWatchable(ids.channel, options).then(
      (status) => ({ status, endedAt: performance.now() - startedAt }),
      (error: unknown) => ({ error, endedAt: performance.now() - startedAt }),
    );
    const times = () => requests.map(({ at }) => at - startedAt);
    return { outcome, times, requests };
  }

  it("answers at once what is watchable at once", async () => {
    const { outcome, times } = waiting([live]);
    expect(await outcome).toEqual({ status: live, endedAt: 0 });
    expect(times()).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("asks once a second while nothing is said of a time", async () => {
    const { outcome, times } = waiting([offline, offline, offline, live]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ status: live, endedAt: 3000 });
    expect(times()).toEqual([0, 1000, 2000, 3000]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("waits as long as the service says", async () => {
    const { outcome, times } = waiting([buffering(12), buffering(2), live]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ status: live, endedAt: 14_000 });
    expect(times()).toEqual([0, 12_000, 14_000]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not show a live stream before its buffer is there", async () => {
    const { outcome } = waiting([buffering(7, true), buffering(0, true)]);
    await vi.advanceTimersByTimeAsync(6_999);
    expect(await Promise.race([outcome, "still waiting"])).toBe("still waiting");
    await vi.advanceTimersByTimeAsync(60_000);
    const { endedAt } = await outcome;
    expect(endedAt).toBeGreaterThanOrEqual(7_000);
    expect(endedAt).toBeLessThanOrEqual(8_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([0, -5, 1])("asks no more than once a second where it is told %i", async (seconds) => {
    const { outcome, times } = waiting([buffering(seconds), buffering(seconds), buffering(seconds), live]);
    await vi.advanceTimersByTimeAsync(60_000);
    await outcome;
    for (const [index, at] of times().entries()) {
      if (index > 0) expect(at - (times()[index - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    }
    expect(times()).toHaveLength(4);
  });

  it("asks no more than once a second while the service is down either", async () => {
    const { outcome, times } = waiting([{ status: 503, text: "" }, { status: 503, text: "" }, offline, live]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toMatchObject({ status: live });
    for (const [index, at] of times().entries()) {
      if (index > 0) expect(at - (times()[index - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    }
  });

  it("has no limit of its own", async () => {
    const { outcome, times } = waiting([...Array<StreamStatus>(3600).fill(offline), live]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await outcome).toEqual({ status: live, endedAt: 3_600_000 });
    expect(times()).toHaveLength(3601);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends with a PubTimeoutError when timeoutMs has passed", async () => {
    const { outcome, times } = waiting([offline], { timeoutMs: 2500 });
    await vi.advanceTimersByTimeAsync(60_000);
    const { error, endedAt } = (await outcome) as {
      error: unknown;
      endedAt: number;
    };
    expect(error).toBeInstanceOf(PubTimeoutError);
    expect(error).toMatchObject({
      code: "timeout",
      timeoutMs: 2500,
      outcome: "no_effect",
      retryable: true,
    });
    expect(endedAt).toBe(2500);
    expect(times()).toEqual([0, 1000, 2000]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends when timeoutMs passes during a long wait that the service asked for", async () => {
    const { outcome } = waiting([buffering(3600)], { timeoutMs: 1500 });
    await vi.advanceTimersByTimeAsync(1500);
    expect(await outcome).toMatchObject({
      error: { code: "timeout" },
      endedAt: 1500,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends when timeoutMs passes during a request", async () => {
    const fetch = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    const { pub } = cannedClient(() => ({ text: "" }), { fetch });
    const outcome = pub.conference
      .waitUntilWatchable(ids.channel, { timeoutMs: 700 })
      .catch((error) => error);
    await vi.advanceTimersByTimeAsync(700);
    expect(await outcome).toBeInstanceOf(PubTimeoutError);
    expect(await outcome).toMatchObject({ timeoutMs: 700 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects with the signal's reason, at once and untouched", async () => {
    const controller = new AbortController();
    const reason = { why: "the page was left" };
    const { outcome, times } = waiting([buffering(30)], {
      signal: controller.signal,
    });
    await vi.advanceTimersByTimeAsync(5_000);
    controller.abort(reason);
    const ended = (await outcome) as { error: unknown; endedAt: number };
    expect(ended.error).toBe(reason);
    expect(ended.endedAt).toBe(5_000);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times()).toEqual([0]);
  });

  it("sends nothing for a signal that is aborted already", async () => {
    const reason = new Error("left before");
    const { outcome, requests } = waiting([live], {
      signal: AbortSignal.abort(reason),
    });
    expect(((await outcome) as { error: unknown }).error).toBe(reason);
    expect(requests).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no listener on the signal, however often it asked", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const { outcome } = waiting([offline, offline, live], {
      signal,
      timeoutMs: 60_000,
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toMatchObject({ status: live });
    expect(added).toHaveBeenCalled();
    expect(removed.mock.calls.map(([type, listener]) => [type, listener])).toEqual(
      added.mock.calls.map(([type, listener]) => [type, listener]),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not gather listeners while it waits for hours", async () => {
    const listening = new Map<EventTarget, Set<unknown>>();
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    vi.spyOn(EventTarget.prototype, "addEventListener").mockImplementation(function (
      this: EventTarget,
      ...args
    ) {
      listening.set(this, (listening.get(this) ?? new Set()).add(args[1]));
      return addEventListener.apply(this, args);
    });
    vi.spyOn(EventTarget.prototype, "removeEventListener").mockImplementation(function (
      this: EventTarget,
      ...args
    ) {
      listening.get(this)?.delete(args[1]);
      return removeEventListener.apply(this, args);
    });
    const { outcome, times } = waiting([offline], { timeoutMs: 100_500 });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(times()).toHaveLength(101);
    expect(listening.size).toBeGreaterThan(0);
    expect(Math.max(...[...listening.values()].map(({ size }) => size))).toBeLessThan(10);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcome).toMatchObject({ error: { code: "timeout" } });
    vi.restoreAllMocks();
  });

  it("waits on through drifted answers where drift is only reported, and refuses what is no status at all", async () => {
    const drifted = { ...offline, seconds_until_watchable: "soon" } as unknown as StreamStatus;
    const { outcome, times } = waiting([drifted, drifted, live], { onInvalid: "report" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ status: live, endedAt: 2000 });
    expect(times()).toEqual([0, 1000, 2000]);
    const none = waiting([{ text: "null" }], { onInvalid: "report", timeoutMs: 5_000 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(((await none.outcome) as { error: unknown }).error).toBeInstanceOf(PubError);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("passes on what the service refuses", async () => {
    const { outcome, times } = waiting([{ status: 404, text: '{"detail":"Not found."}' }]);
    expect(((await outcome) as { error: unknown }).error).toBeInstanceOf(PubNotFoundError);
    expect(times()).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("sends no token, and no other organization than asked for", async () => {
    const { outcome, requests } = waiting([live], {
      organizationId: ids.otherOrganization,
    });
    await outcome;
    const [request] = requests;
    expect(new Headers(request?.init.headers).has("authorization")).toBe(false);
    expect(request?.url).toContain(
      `/api/pub/public/v1/orgs/${ids.otherOrganization}/channels/${ids.channel}/`,
    );
  });

  it.each([0, -1, Number.NaN, "5"])("refuses %s for timeoutMs before it asks", async (timeoutMs) => {
    const { outcome, requests } = waiting([live], {
      timeoutMs: timeoutMs as number,
    });
    expect(((await outcome) as { error: unknown }).error).toBeInstanceOf(PubInputError);
    expect(requests).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
