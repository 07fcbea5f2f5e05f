import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRetryAfter } from "../../src/http/retry-after.js";

const now = Date.UTC(1994, 10, 6, 8, 49, 0);

describe("Retry-After", () => {
  test.each([
    ["0", 0],
    ["1", 1_000],
    ["120", 120_000],
    ["007", 7_000],
    ["1.5", 1_500],
    ["0.25", 250],
    ["  3  ", 3_000],
  ])("%j is so many seconds", (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });

  test.each([
    ["IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT"],
    ["RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT"],
    ["asctime", "Sun Nov  6 08:49:37 1994"],
    ["lower case", "sun, 06 nov 1994 08:49:37 gmt"],
  ])("the %s form of a date is so long from now", (_, value) => {
    expect(parseRetryAfter(value, now)).toBe(37_000);
  });

  test("a day of two digits is read in the asctime form too", () => {
    expect(parseRetryAfter("Wed Nov 16 08:49:00 1994", now)).toBe(10 * 24 * 3_600_000);
  });

  test("a date that has passed asks for no wait", () => {
    expect(parseRetryAfter("Sun, 06 Nov 1994 08:48:00 GMT", now)).toBe(0);
  });

  test.each([
    null,
    "",
    "   ",
    "soon",
    "-1",
    "+1",
    "1e3",
    "0x10",
    "Infinity",
    "NaN",
    "1,5",
    "10, 20",
    "1 s",
    "1994-11-06T08:49:37Z",
    "Sun, 99 Nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
  ])("%j says nothing", (value) => {
    expect(parseRetryAfter(value, now)).toBeUndefined();
  });

  test.each([
    "about 5",
    "soon 30",
    "after 10",
    "wait, 10",
    "Sun 5",
    "Jan 1",
    "Nov 2030",
    "May 10",
    "Sun x 1 08:49:37",
    "Sun, 06 Nov 08:49:37 GMT",
    "Monday 08:49:37 1",
    "from Sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT+0200",
    "Sun Nov  6 08:49:37 1994 GMT",
  ])("%j is no date, though a lenient parser takes it for one", (value) => {
    expect(parseRetryAfter(value, now)).toBeUndefined();
  });

  test("any date in IMF-fixdate form is read to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), (second) => {
        const expected = Math.max(0, second * 1_000 - now);
        expect(parseRetryAfter(new Date(second * 1_000).toUTCString(), now)).toBe(expected);
      }),
    );
  });

  test("any text gives nothing, or a wait that is not negative", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(..."0123456789.,:- GMTSunNov") }),
      fc.integer().map(String),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const delayMs = parseRetryAfter(text, now);
        if (delayMs !== undefined) expect(delayMs).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
