import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { issueLine, issuesOf } from "../../src/http/validate.js";
import { accept } from "../../src/schemas/predicate.js";
import { dateTime, id, integer, type Schema, size, textType, url } from "../../src/schemas/schema.js";

describe("what an answer should have been, in words", () => {
  test.each<[Schema<unknown>, unknown, string]>([
    [z.string(), 7, "a string"],
    [z.number(), "7", "a number"],
    [z.boolean(), null, "a boolean"],
    [z.array(z.string()), {}, "an array"],
    [z.looseObject({}), 7, "an object"],
    [textType, "link", '"text"'],
    [size, true, "a number or a string"],
    [z.union([z.string(), z.number()]), true, "another type"],
    [id, "17", "a UUID"],
    [dateTime, "yesterday", "an ISO 8601 date/time"],
    [url, "/files/1", "an absolute URL"],
    [integer, 1.5, "a whole number"],
  ])("%#: %j", (schema, value, wanted) => {
    expect(issuesOf(schema, value)).toEqual([{ path: [], message: `expected ${wanted}` }]);
  });

  test("and where: by names and positions", () => {
    const schema = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });
    const answer = { results: [{ name: "a" }, { name: 7 }] };
    expect(issuesOf(schema, answer)).toEqual([
      { path: ["results", 1, "name"], message: "expected a string" },
    ]);
  });

  test("nothing, where it is as it should be", () => {
    expect(issuesOf(z.string(), "a")).toBeUndefined();
    // Where the quick check is stricter than zod, zod has the last word.
    const schema = z.string();
    accept(schema, () => false);
    expect(issuesOf(schema, "a")).toBeUndefined();
  });
});

describe("issues in a line", () => {
  const no = (name: string) => ({ path: [name, 0], message: `no ${name}` });
  const whole = { path: [], message: "expected JSON" };

  test.each([
    [[whole], "expected JSON"],
    [[no("a")], "a.0: no a"],
    [[no("a"), no("b")], "a.0: no a; b.0: no b"],
    [[no("a"), no("b"), no("c")], "a.0: no a; b.0: no b (and 1 more)"],
    [[no("a"), no("b"), no("c"), whole], "a.0: no a; b.0: no b (and 2 more)"],
  ])("%#", (issues, line) => {
    expect(issueLine(issues)).toBe(line);
  });
});
