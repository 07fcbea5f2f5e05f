import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import type { PubError } from "../../src/errors/pub-error.js";
import { writes } from "../support/fault-calls.js";
import { channelId, token, userId } from "../support/fault-data.js";
import { clientOf, FaultFetch, failing, lost, rejection, settled } from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function failure(call: Promise<unknown>): Promise<PubError> {
  const end = settled(call);
  await vi.runAllTimersAsync();
  const { reason } = await end;
  expect(reason).toBeInstanceOf(Error);
  return reason as PubError;
}

describe("a DELETE", () => {
  const calls = writes.filter(({ method }) => method === "DELETE");

  test.each(calls)("$name that finds nothing at first is a PubNotFoundError", async ({ invoke }) => {
    const error = await failure(invoke(clientOf(new FaultFetch(failing(404)))));
    expect(error).toBeInstanceOf(PubNotFoundError);
    expect(error.outcome).toBe("no_effect");
  });

  test.each(calls)(
    "$name whose answer was lost and whose repeat finds nothing succeeded",
    async ({ invoke }) => {
      for (const first of [lost(), failing(408), failing(500), failing(503), failing(504)]) {
        const faults = new FaultFetch(first, failing(404));
        const end = settled(invoke(clientOf(faults)));
        await vi.runAllTimersAsync();
        expect(await end).toEqual({ value: undefined });
        expect(faults.sent).toHaveLength(2);
      }
    },
  );

  test.each(calls)("$name that was only told to wait has not", async ({ invoke }) => {
    const faults = new FaultFetch(failing(429), failing(404));
    expect(await failure(invoke(clientOf(faults)))).toBeInstanceOf(PubNotFoundError);
  });

  test("a 401 between the lost answer and the 404 changes nothing", async () => {
    const faults = new FaultFetch(lost(), failing(401), failing(404));
    const end = settled(clientOf(faults, { token: () => token }).members.remove(channelId, userId));
    await vi.runAllTimersAsync();
    expect(await end).toEqual({ value: undefined });
  });

  test("other methods take no 404 for a success", async () => {
    const faults = new FaultFetch(lost(), failing(404));
    const error = await failure(clientOf(faults).channels.update(channelId, { name: "x" }));
    expect(error).toBeInstanceOf(PubNotFoundError);
    expect(error.outcome).toBe("unknown");
    await rejection(Promise.reject(error), PubNotFoundError);
  });
});
