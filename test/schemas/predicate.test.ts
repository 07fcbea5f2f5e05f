import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { MessageBodySchema, MessageChunkSchema, pageSchema } from "../../src/schemas/index.js";
import { issuesBy, predicateOf } from "../../src/schemas/predicate.js";
import { dateTime, url } from "../../src/schemas/schema.js";
import { resources } from "../support/schema-fields.js";
import { chunks, message, pageOf, withUnknownFields } from "../support/wire-fixtures.js";

const cases = [
  ...resources.map(({ name, schema, data }) => ({ name, schema, data: data as unknown })),
  ...resources.map(({ name, schema, data }) => ({
    name: `page of ${name}`,
    schema: pageSchema(schema),
    data: pageOf(data),
  })),
  ...chunks.map((chunk) => ({ name: `chunk ${chunk.type}`, schema: MessageChunkSchema, data: chunk })),
  ...[message.body, {}, { version: 1, message: "x" }, { version: 2, title: "x" }, { version: 7 }].map(
    (body) => ({
      name: `body ${JSON.stringify(body).slice(0, 24)}`,
      schema: MessageBodySchema,
      data: body,
    }),
  ),
];

/** Every path in a value, to put something else there or to take it out. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function changed(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (at: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...Object(value) };
  const inner = changed(Reflect.get(copy, key), rest, change);
  if (inner === removed) Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, inner);
  return copy;
}

const removed = Symbol("removed");

const oddValue = fc.oneof(
  fc.constantFrom(
    removed,
    null,
    undefined,
    "",
    0,
    -1,
    1.5,
    2 ** 60,
    Number.NaN,
    true,
    [],
    {},
    [null],
    "2016-09-01",
  ),
  fc.constantFrom(
    "2016-02-30T11:31:36Z",
    "2016-09-01T11:31:36.042+03:00",
    "https://a.b",
    "text",
    "file",
    "poll",
  ),
  fc.uuid(),
  fc.jsonValue(),
);

describe("the quick check of an answer", () => {
  test.each(cases)("accepts what occurs: $name", ({ schema, data }) => {
    expect(predicateOf(schema)(data)).toBe(true);
    expect(predicateOf(schema)(withUnknownFields(data))).toBe(true);
  });

  test.each(cases)("accepts nothing that zod refuses: $name", ({ schema, data }) => {
    const paths = pathsOf(data);
    const changes = fc.array(fc.tuple(fc.constantFrom(...paths), oddValue), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(changes, (made) => {
        const odd = made.reduce((before, [path, value]) => changed(before, path, () => value), data);
        const isRight = issuesBy(schema, odd).length === 0;
        if (predicateOf(schema)(odd)) expect(isRight).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["another format of zod's", z.guid(), "x"],
    ["a whole number of zod's", z.int(), 1.5],
    ["a strict object", z.strictObject({}), { more: 1 }],
    ["a check that it does not know", z.string().check(z.minLength(2)), "x"],
    ["a type that it does not know", z.record(z.string(), z.number()), { more: "x" }],
  ])("leaves %s to zod", (_name, schema, wrong) => {
    expect(predicateOf(schema)(wrong)).toBe(false);
  });
});

describe("formats", () => {
  const digits = (count: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: count, maxLength: count });
  const anyDate = fc
    .tuple(digits(4), fc.constantFrom("-", "/"), digits(2), digits(2))
    .map(([year, dash, month, day]) => `${year}${dash}${month}${dash}${day}`);
  const realDate = fc
    .tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
    )
    .map((parts) => parts.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, "0")).join("-"));
  const time = fc.oneof(
    fc.tuple(digits(2), digits(2), digits(2)).map((parts) => parts.join(":")),
    fc.constantFrom(
      "11:31",
      "11:31:36",
      "11:31:36.042",
      "23:59:59.123456",
      "24:00:00",
      "11:31:60",
      "11:31:36.",
    ),
  );
  const zone = fc.constantFrom("Z", "", "+03:00", "-23:59", "+24:00", "+0300", "z", " Z", "\n");

  test("a date/time is what zod takes for one, leap days included", () => {
    const zods = z.iso.datetime({ offset: true, local: true });
    fc.assert(
      fc.property(
        fc.oneof(anyDate, realDate),
        fc.constantFrom("T", " ", "t"),
        time,
        zone,
        (date, t, clock, end) => {
          const text = `${date}${t}${clock}${end}`;
          expect(predicateOf(dateTime)(text)).toBe(zods.safeParse(text).success);
        },
      ),
      { numRuns: 3_000 },
    );
    for (const year of ["1900", "2000", "2023", "2024", "0000"]) {
      const text = `${year}-02-29T00:00:00Z`;
      expect([text, predicateOf(dateTime)(text)]).toEqual([text, zods.safeParse(text).success]);
    }
  });

  test.each(["https://cdn.giosg.com/a.png", "data:image/png;base64,AAAA"])("%s is a URL", (text) => {
    expect(predicateOf(url)(text)).toBe(true);
  });

  test.each(["", "/a.png", "cdn.giosg.com/a.png", "https://"])("%o is no absolute URL", (text) => {
    expect(predicateOf(url)(text)).toBe(false);
  });
});
