import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Failure, retryDelayMs } from "../../src/http/retry-policy.js";

function failure(changes: Partial<Failure> = {}): Failure {
  return {
    status: undefined,
    retryAfterMs: undefined,
    repeatable: true,
    retries: 0,
    maxRetries: 2,
    remainingMs: 30_000,
    ...changes,
  };
}

const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);
const retried = [408, 429, 500, 502, 503, 504];

describe("the retry policy", () => {
  test("names the statuses that are retried", () => {
    const found = statuses.filter((status) => retryDelayMs(failure({ status }), 0.5) !== undefined);
    expect(found).toEqual(retried);
  });

  test("repeats what is not safe to repeat only where the service says that it did nothing", () => {
    const repeated = (retryAfterMs: number | undefined) =>
      statuses.filter(
        (status) => retryDelayMs(failure({ status, retryAfterMs, repeatable: false }), 0.5) !== undefined,
      );
    expect(repeated(undefined)).toEqual([429]);
    expect(repeated(10)).toEqual([429, 503]);
    expect(retryDelayMs(failure({ repeatable: false }), 0.5)).toBeUndefined();
  });

  test.each([
    [0, 300],
    [1, 600],
    [2, 1_200],
    [3, 2_400],
    [4, 4_800],
    [5, 8_000],
    [6, 8_000],
    [2_000, 8_000],
  ])("after %i retries the jitter spans 0 to %i ms", (retries, longest) => {
    const all = failure({ retries, maxRetries: Number.POSITIVE_INFINITY });
    expect(retryDelayMs(all, 0)).toBe(0);
    expect(retryDelayMs(all, 0.5)).toBe(longest / 2);
    expect(retryDelayMs(all, 1)).toBe(longest);
  });

  test("a Retry-After is obeyed exactly, without jitter and beyond the cap", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.double({ min: 0, max: 1, noNaN: true }), (retryAfterMs, random) => {
        const told = failure({ status: 503, retryAfterMs, remainingMs: 2_000_000 });
        expect(retryDelayMs(told, random)).toBe(retryAfterMs);
      }),
    );
  });

  test("no wait is longer than what is left, and none is begun after the last retry", () => {
    const any = fc.record({
      status: fc.constantFrom(undefined, ...retried),
      retryAfterMs: fc.option(fc.nat(60_000), { nil: undefined }),
      repeatable: fc.boolean(),
      retries: fc.nat(12),
      maxRetries: fc.nat(10),
      remainingMs: fc.nat(60_000),
    });
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 1, noNaN: true }), (made, random) => {
        const delayMs = retryDelayMs(made, random);
        if (delayMs === undefined) return;
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThan(made.remainingMs);
        expect(made.retries).toBeLessThan(made.maxRetries);
      }),
    );
  });

  test("a wait that does not fit is not begun", () => {
    expect(retryDelayMs(failure({ status: 429, retryAfterMs: 30_000 }), 0)).toBeUndefined();
    expect(retryDelayMs(failure({ status: 429, retryAfterMs: 29_999 }), 0)).toBe(29_999);
    expect(retryDelayMs(failure({ remainingMs: 0 }), 0)).toBeUndefined();
  });
});
