import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { longestTimerMs, sleep } from "../../src/http/sleep.js";
import { rejection } from "../support/fault-fetch.js";
import { watched } from "../support/fault-signals.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a wait", () => {
  test.each([1, 1_000, longestTimerMs, longestTimerMs + 1, 3 * longestTimerMs])(
    "of %i ms is as long as it says, and leaves nothing behind",
    async (ms) => {
      const { signal, listeners } = watched();
      const over = vi.fn();
      sleep(ms, signal).then(over);
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(over).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(over).toHaveBeenCalled();
      expect(listeners.size).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("of no time sets no timer", async () => {
    const end = sleep(0, new AbortController().signal);
    expect(vi.getTimerCount()).toBe(0);
    await end;
  });

  test("ends at once with its signal's reason, and without its timer", async () => {
    const { controller, signal } = watched();
    const end = rejection(sleep(1_000, signal));
    controller.abort("left");
    expect(await end).toBe("left");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not begin where its signal is aborted", async () => {
    expect(await rejection(sleep(1_000, AbortSignal.abort("before")))).toBe("before");
    expect(vi.getTimerCount()).toBe(0);
  });
});
