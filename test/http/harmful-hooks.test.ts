import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PubHooks } from "../../src/http/hooks.js";
import { aChannel, channelId, organizationId } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, failing, lost, settled } from "../support/fault-fetch.js";
import { recorder } from "../support/fault-hooks.js";

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

describe("a hook that", () => {
  const each = (hook: (event: object) => void): PubHooks => ({
    request: hook,
    response: hook,
    retry: hook,
    error: hook,
    invalid: hook,
  });

  const harmful: readonly (readonly [string, PubHooks])[] = [
    [
      "throws",
      each(() => {
        throw new Error("hook");
      }),
    ],
    ["rejects", each(() => Promise.reject(new Error("hook")) as never)],
    ["never ends", each(() => new Promise(() => {}) as never)],
    [
      "empties its event",
      each((event) => {
        for (const key of Object.keys(event)) Reflect.deleteProperty(event, key);
      }),
    ],
    ["freezes its event", each((event) => void Object.freeze(event))],
  ];

  test.each(harmful)("%s changes nothing", async (_, hooks) => {
    const drifted = { ...aChannel(), name: 7 };
    const faults = new FaultFetch(lost(), failing(503), answer(drifted));
    const pub = clientOf(faults, { hooks, onInvalid: "report" });
    const end = settled(pub.channels.retrieve(channelId));
    await vi.runAllTimersAsync();
    expect((await end).value).toEqual(drifted);
    expect(faults.sent).toHaveLength(3);
    const failed = settled(clientOf(new FaultFetch(failing(403)), { hooks }).channels.retrieve(channelId));
    await vi.runAllTimersAsync();
    expect((await failed).reason).toMatchObject({ status: 403 });
  });

  test("writes into its event changes no other hook's", async () => {
    const { told, hooks } = recorder();
    const scribble = (event: object) => void Object.assign(event, { attempt: 99, path: "/", method: "X" });
    const faults = new FaultFetch(answer(aChannel()));
    await clientOf(faults, { hooks: { ...hooks, request: scribble } }).channels.retrieve(channelId);
    expect(told).toEqual([["response", expect.objectContaining({ ...about, attempt: 1 })]]);
  });

  test("rejects, with a promise of another realm, leaves no rejection unhandled", async () => {
    const foreign = runInNewContext("new Promise(() => {})");
    const then = vi.spyOn(foreign, "then").mockImplementation(() => foreign);
    await clientOf(new FaultFetch(answer(aChannel())), {
      hooks: { request: () => foreign },
    }).channels.retrieve(channelId);
    // Somebody listens to its rejection.
    expect(then).toHaveBeenCalledWith(expect.anything(), expect.any(Function));
  });

  test("is left out, or undefined, is not called", async () => {
    const faults = new FaultFetch(answer(aChannel()));
    expect(await clientOf(faults, { hooks: {} }).channels.retrieve(channelId)).toEqual(aChannel());
    const hooks = { request: undefined, response: undefined };
    expect(await clientOf(faults, { hooks }).channels.retrieve(channelId)).toEqual(aChannel());
  });

  test("is a method keeps its this", async () => {
    class Metrics {
      count = 0;
      request() {
        this.count++;
      }
    }
    const metrics = new Metrics();
    await clientOf(new FaultFetch(answer(aChannel())), { hooks: metrics }).channels.retrieve(channelId);
    expect(metrics.count).toBe(1);
  });
});
