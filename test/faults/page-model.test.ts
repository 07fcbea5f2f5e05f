import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Change, type PageFault, PageWorld, pageFaults, type Walk } from "./page-world.js";

/** How many walks are tried; a failure prints the seed and path with which it comes again. */
const runs = Number(process.env.MODEL_RUNS ?? 10_000) / 4;

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Change>("none") },
  { weight: 2, arbitrary: fc.constantFrom<Change>("add last", "add first") },
  { weight: 2, arbitrary: fc.nat(11).map((item): Change => `remove ${item}`) },
);

const fault: fc.Arbitrary<PageFault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<PageFault>("healthy") },
  { weight: 2, arbitrary: fc.constantFrom<PageFault>(...pageFaults) },
);

const walk: fc.Arbitrary<Walk> = fc.record({
  pageSize: fc.integer({ min: 1, max: 4 }),
  items: fc.nat(12),
  isDescending: fc.boolean(),
  how: fc.constantFrom(
    "items" as const,
    "items" as const,
    "pages" as const,
    "page by page" as const,
    "toArray" as const,
  ),
  prefetch: fc.boolean(),
  limit: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(12)),
  faults: fc.array(fault, { maxLength: 8 }),
  changes: fc.array(change, { maxLength: 16 }),
  latency: fc.nat(2),
  pace: fc.nat(2),
});

const { random } = Math;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});

afterEach(() => {
  Math.random = random;
  vi.useRealTimers();
});

test(`${runs} walks: every item that was always there comes once and in order, or there is an error`, async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (walk) => {
      Math.random = () => 0.5;
      vi.clearAllTimers();
      await new PageWorld(walk).run();
    }),
    { numRuns: runs },
  );
  expect(vi.getTimerCount()).toBe(0);
}, 120_000);
