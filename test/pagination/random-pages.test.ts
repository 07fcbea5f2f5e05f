import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { settleDown } from "../support/fault-fetch.js";
import { cursorOf, listOn, pagesOf, upTo } from "../support/fault-pages.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(() => {
  process.on("unhandledRejection", note);
});

afterEach(async () => {
  await settleDown();
  expect(unhandled).toEqual([]);
  vi.useRealTimers();
});

afterAll(() => {
  process.off("unhandledRejection", note);
});

const requested = ({ sent }: ReturnType<typeof pagesOf>) => sent.map(({ url }) => cursorOf(url));

test("any page sizes and any point of leaving: the same items in order, and no request too many", async () => {
  const sizes = fc.array(fc.nat(5), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(30), fc.boolean(), async (pages, count, prefetch) => {
      const faults = pagesOf(pages);
      const total = pages.reduce((sum, size) => sum + size, 0);
      const names: number[] = [];
      if (count > 0) {
        for await (const { name } of listOn(faults, { prefetch })) {
          names.push(Number(name));
          await new Promise((resolve) => setImmediate(resolve));
          if (names.length === count) break;
        }
      }
      expect(names).toEqual(upTo(Math.min(count, total)));
      // The pages up to the one with the last item that was taken, or all where there was no such item.
      const ends = pages.map((_, at) => pages.slice(0, at + 1).reduce((sum, size) => sum + size, 0));
      const needed =
        count === 0 ? 0 : count > total ? pages.length : ends.findIndex((end) => end >= count) + 1;
      expect(faults.sent.length).toBeGreaterThanOrEqual(needed);
      const isAhead = prefetch && !(needed <= 1 && count <= (pages[0] ?? 0) / 2);
      expect(faults.sent.length).toBeLessThanOrEqual(Math.min(pages.length, needed + (isAhead ? 1 : 0)));
      expect(requested(faults)).toEqual(upTo(faults.sent.length));
    }),
    { numRuns: 200 },
  );
});
