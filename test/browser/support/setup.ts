import { afterEach, expect, vi } from "vitest";
import { services } from "./remote.js";

const unhandled: unknown[] = [];
addEventListener("unhandledrejection", ({ reason }) => unhandled.push(reason));

// Whatever a test is about: nothing is sent that a strict service refuses, and no rejection is left alone.
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  const records = await Promise.all([...services].map((service) => service.close()));
  expect(records.flatMap(({ violations }) => violations)).toEqual([]);
  expect(unhandled.splice(0)).toEqual([]);
});
