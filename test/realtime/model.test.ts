import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { modelFaults } from "./support/model-faults.js";
import { ModelWorld, type Step } from "./support/model-world.js";
import { fakeTime } from "./support/time.js";

/** How many sequences are tried; a failure prints the seed and path with which it comes again. */
const runs = Number(process.env.MODEL_RUNS ?? 5_000);

const limit = fc.constantFrom(2, 4, 50);
const act: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("act" as const),
  act: fc.nat(13),
  actor: fc.nat(3),
  at: fc.nat(11),
});
const fault: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("fault" as const),
  name: fc.constantFrom(...Object.keys(modelFaults)),
  size: fc.nat(3),
});
const loop: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("loop" as const),
  kind: fc.nat(8),
  limit: fc.option(fc.constant(3), { nil: undefined, freq: 5 }),
});
const collect: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("collect" as const),
  kind: fc.nat(8),
  ordering: fc.nat(4),
  limit,
});
const slow: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("slow loop" as const),
  maxQueue: fc.integer({ min: 1, max: 4 }),
});
const rest: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant("wait" as const), ms: fc.constantFrom(0, 1, 100, 700, 3_000, 21_000) }),
  fc.record({ does: fc.constant("heal" as const) }),
  fc.record({ does: fc.constant("more" as const), which: fc.nat(2) }),
  fc.constant({ does: "take one" as const }),
  fc.record({ does: fc.constant("leave" as const), which: fc.nat(4) }),
);

const sequence = fc.record({
  /** What stands in for chance in the waits. */
  jitter: fc.constantFrom(0, 0.5, 0.999),
  /** Whether the service's clock stands still while nobody waits. */
  isCoarse: fc.boolean(),
  begin: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: loop },
      { weight: 3, arbitrary: collect },
      { weight: 1, arbitrary: slow },
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  steps: fc.array(
    fc.oneof(
      { weight: 10, arbitrary: act },
      { weight: 5, arbitrary: fault },
      { weight: 5, arbitrary: rest },
      { weight: 1, arbitrary: loop },
      { weight: 1, arbitrary: collect },
    ),
    { maxLength: 12 },
  ),
});

const { random } = Math;

beforeEach(fakeTime);

afterEach(() => {
  Math.random = random;
  vi.useRealTimers();
});

test.each([
  { way: "a socket", count: runs },
  { way: "polling", count: Math.ceil(runs / 10) },
])(
  "$count sequences over $way: collections and loops know what the service has",
  async ({ way, count }) => {
    await fc.assert(
      fc.asyncProperty(sequence, async ({ jitter, isCoarse, begin, steps }) => {
        // Not a spy: that would remember every call.
        Math.random = () => jitter;
        vi.clearAllTimers();
        const world = new ModelWorld(way === "a socket", isCoarse);
        for (const step of [...begin, ...steps]) await world.take(step);
        await world.finish();
      }),
      { numRuns: count, ...(process.env.MODEL_SEED && { seed: Number(process.env.MODEL_SEED) }) },
    );
    expect(vi.getTimerCount()).toBe(0);
  },
  180_000,
);
