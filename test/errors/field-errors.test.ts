import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/errors/field-errors.js";

describe("an error's body", () => {
  test.each([
    [{ detail: "Not found." }, "Not found.", {}],
    [{ detail: "No.", name: ["Too long."] }, "No.", { name: ["Too long."] }],
    [{ name: ["Too long.", "Taken."] }, undefined, { name: ["Too long.", "Taken."] }],
    [{ name: "Too long." }, undefined, { name: ["Too long."] }],
    [{ non_field_errors: ["Odd."] }, undefined, { non_field_errors: ["Odd."] }],
    [["Odd.", "Very."], undefined, { non_field_errors: ["Odd.", "Very."] }],
    [{ body: { chunks: [{}, { text: ["Blank."] }] } }, undefined, { "body.chunks.1.text": ["Blank."] }],
    [{ members: { 2: ["No UUID."] } }, undefined, { "members.2": ["No UUID."] }],
    [{ a: { b: "x", c: ["y"] }, d: ["z"] }, undefined, { "a.b": ["x"], "a.c": ["y"], d: ["z"] }],
    [[{ name: ["x"] }, {}, { name: ["y"] }], undefined, { "0.name": ["x"], "2.name": ["y"] }],
    [{ a: [["x"], ["y"]] }, undefined, { "a.0": ["x"], "a.1": ["y"] }],
    [{ detail: ["One.", "Two."] }, undefined, { detail: ["One.", "Two."] }],
    [{ detail: { code: "x" } }, undefined, { "detail.code": ["x"] }],
    [{ detail: null, name: ["x"] }, undefined, { name: ["x"] }],
    [{ detail: 7 }, undefined, {}],
    [{ code: 17, ok: false, name: null }, undefined, {}],
    [{}, undefined, {}],
    [[], undefined, {}],
    [null, undefined, {}],
    [undefined, undefined, {}],
    ["<html>", undefined, {}],
    [7, undefined, {}],
  ])("%j", (body, detail, fieldErrors) => {
    expect(readErrorBody(body)).toEqual({ detail, fieldErrors });
  });

  test("may have hostile names", () => {
    const body = JSON.parse(
      '{"__proto__": ["a"], "constructor": ["b"], "toString": {"__proto__": ["c"]}, "": ["d"]}',
    );
    const { fieldErrors } = readErrorBody(body);
    expect(Object.getPrototypeOf(fieldErrors)).toBe(Object.prototype);
    expect(Object.entries(fieldErrors)).toEqual([
      ["__proto__", ["a"]],
      ["constructor", ["b"]],
      ["toString.__proto__", ["c"]],
      ["non_field_errors", ["d"]],
    ]);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  test("may be deep", () => {
    const body = JSON.parse(`${'{"a":'.repeat(5_000)}["x"]${"}".repeat(5_000)}`);
    expect(readErrorBody(body)).toEqual({ detail: undefined, fieldErrors: {} });
  });

  test("of any JSON gives lists of strings", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const { detail, fieldErrors } = readErrorBody(body);
        expect(["string", "undefined"]).toContain(typeof detail);
        for (const errors of Object.values(fieldErrors)) {
          expect(errors.length).toBeGreaterThan(0);
          for (const error of errors) expect(typeof error).toBe("string");
        }
      }),
    );
  });

  test("of many errors is read in a time that grows with their number, not with its square", () => {
    // Counts the elements that are copied from list to list.
    let copied = 0;
    const iterator = Array.prototype[Symbol.iterator];
    Array.prototype[Symbol.iterator] = function* (this: unknown[]) {
      for (let index = 0; index < this.length; index++) {
        copied++;
        yield this[index];
      }
    } as never;
    try {
      readErrorBody({ name: Array(300).fill("Odd.") });
    } finally {
      Array.prototype[Symbol.iterator] = iterator;
    }
    expect(copied).toBeLessThan(3_000);
  });
});
