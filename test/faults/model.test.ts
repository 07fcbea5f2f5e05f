import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Step } from "./model-call.js";
import { duplicateForms, modelFaults } from "./model-faults.js";
import { ModelWorld } from "./model-world.js";

/** How many sequences are tried; a failure prints the seed and path with which it comes again. */
const runs = Number(process.env.MODEL_RUNS ?? 10_000);

const faultNames = Object.keys(modelFaults).filter((name) => name !== "healthy");

const fault = fc.oneof(
  { weight: 2, arbitrary: fc.constant("healthy") },
  { weight: 3, arbitrary: fc.constantFrom("lost, done", "lost, not done", "lost, done late") },
  { weight: 5, arbitrary: fc.constantFrom(...faultNames) },
);

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(
    "send text",
    "send with id",
    "send builder",
    "send builder with id",
    "send again",
    "send again",
    "edit",
    "delete",
    "read",
    "restart",
  ),
  client: fc.nat(1),
  target: fc.nat(3),
  faults: fc.array(fault, { maxLength: 4 }),
  duplicate: fc.constantFrom(...Object.keys(duplicateForms)),
  maxRetries: fc.constantFrom(2, 2, 2, 0, 1, 3),
  latency: fc.nat(2),
  abortAt: fc.option(fc.nat(9), { nil: undefined, freq: 4 }),
  ahead: fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
});

const sequence = fc.record({
  strictDeletes: fc.boolean(),
  /** What stands in for chance in the waits. */
  jitter: fc.constantFrom(0, 0.5, 0.999),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
});

const { random } = Math;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});

afterEach(() => {
  Math.random = random;
  vi.useRealTimers();
});

test(`${runs} sequences: every message is there exactly once, or its error says what is known`, async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async ({ strictDeletes, jitter, steps }) => {
      // Not a spy: that would remember every call.
      Math.random = () => jitter;
      vi.clearAllTimers();
      const world = new ModelWorld(strictDeletes, jitter);
      for (const step of steps) await world.take(step);
      await world.finish();
    }),
    { numRuns: runs },
  );
  expect(vi.getTimerCount()).toBe(0);
}, 120_000);
