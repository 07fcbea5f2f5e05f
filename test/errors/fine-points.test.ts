import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/errors/field-errors.js";
import { httpErrorFrom } from "../../src/errors/http-error-from.js";
import { refuse } from "../../src/errors/input-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { redact } from "../../src/errors/redact.js";
import { channelId, token } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, failing, rejection } from "../support/fault-fetch.js";

const start = "GET /p answered 400";

/** The message of an answer with a body. */
function messageOf(body: unknown): string {
  const facts = { status: 400, method: "GET", path: "/p", headers: new Headers(), body };
  return httpErrorFrom(facts, { tokens: [], carried: [] }).message;
}

describe("the message of field errors", () => {
  test("names the first three fields", () => {
    const body = { a: ["1"], b: ["2"], c: ["3"], d: ["4"] };
    expect(messageOf(body)).toBe(`${start}: a: 1; b: 2; c: 3`);
  });

  test("keeps sentences on no field apart", () => {
    expect(messageOf({ non_field_errors: ["One.", "Two."] })).toBe(`${start}: One. Two.`);
    expect(messageOf(["One.", "Two."])).toBe(`${start}: One. Two.`);
  });
});

describe("field errors", () => {
  const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}"x"${"}".repeat(depth)}`);

  test("are read twelve levels deep", () => {
    expect(readErrorBody(nested(12)).fieldErrors).toEqual({ "a.a.a.a.a.a.a.a.a.a.a.a": ["x"] });
  });

  test("are not followed any deeper", () => {
    expect(readErrorBody(nested(13)).fieldErrors).toEqual({});
  });
});

describe("an input error", () => {
  test("begins with the place", () => {
    expect(() => refuse("name", "a string")).toThrow(/^name must be a string$/);
    expect(() => refuse(["query", "q"], "a string")).toThrow(/^query\.q must be a string$/);
    expect(() => refuse(["members", 2], "a UUID")).toThrow(/^members\.2 must be a UUID$/);
  });

  test("names an id by the name that the documentation gives it", async () => {
    const pub = clientOf(new FaultFetch(answer({})));
    expect(await rejection(pub.channels.retrieve("x"))).toHaveProperty("message", "channelId must be a UUID");
  });
});

test("an error's name can be set, set again and taken back, as with any error", async () => {
  const error = await rejection(
    clientOf(new FaultFetch(failing(404))).channels.retrieve(channelId),
    PubNotFoundError,
  );
  error.name = "First";
  error.name = "Second";
  expect(error.name).toBe("Second");
  expect(String(error)).toMatch(/^Second: /);
  Reflect.deleteProperty(error, "name");
  expect(error.name).toBe("PubNotFoundError");
});

test("of a request that is too big to be searched through, no part of the answer's text is shown", () => {
  const carried = Array.from({ length: 60_000 }, (_, index) => `word${index}`);
  expect(redact("Too big.", { tokens: [token], carried: [carried] }, 100)).toBe("[redacted]");
});
