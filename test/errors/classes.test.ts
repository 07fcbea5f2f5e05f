import { describe, expect, test } from "vitest";
import { PubAuthenticationError } from "../../src/errors/authentication-error.js";
import { PubBadRequestError } from "../../src/errors/bad-request-error.js";
import { PubConflictError } from "../../src/errors/conflict-error.js";
import { PubConnectionError } from "../../src/errors/connection-error.js";
import { PubHttpError } from "../../src/errors/http-error.js";
import { httpErrorFrom } from "../../src/errors/http-error-from.js";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { PubPermissionError } from "../../src/errors/permission-error.js";
import { PubError } from "../../src/errors/pub-error.js";
import { PubRateLimitError } from "../../src/errors/rate-limit-error.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import { PubServerError } from "../../src/errors/server-error.js";
import { PubTimeoutError } from "../../src/errors/timeout-error.js";

const nothing = { tokens: [], carried: [] };

function errorOf(status: number, init: object = {}) {
  const facts = { status, method: "GET", path: "/api/pub/v1/x", headers: new Headers(), body: undefined };
  return httpErrorFrom({ ...facts, ...init }, nothing);
}

const named = new Map<number, readonly [new (...parameters: never[]) => PubHttpError, string]>([
  [400, [PubBadRequestError, "bad_request"]],
  [401, [PubAuthenticationError, "unauthenticated"]],
  [403, [PubPermissionError, "forbidden"]],
  [404, [PubNotFoundError, "not_found"]],
  [409, [PubConflictError, "conflict"]],
  [422, [PubBadRequestError, "bad_request"]],
  [429, [PubRateLimitError, "rate_limited"]],
]);

describe("the error of a status", () => {
  test.each(Array.from({ length: 200 }, (_, index) => 400 + index))("%i", (status) => {
    const [type, code] =
      named.get(status) ?? (status >= 500 ? [PubServerError, "server"] : [PubHttpError, "http"]);
    const error = errorOf(status);
    expect(error.constructor).toBe(type);
    expect(error.name).toBe(type.name);
    expect(error.code).toBe(code);
    expect(error.status).toBe(status);
    expect(error.retryable).toBe(
      [408, 429].includes(status) || (status >= 500 && ![501, 505].includes(status)),
    );
    for (const parent of [PubHttpError, PubError, Error]) expect(error).toBeInstanceOf(parent);
  });

  test("has what is known, and no fields for what is not", () => {
    const error = errorOf(503, { requestId: "r", retryAfterMs: 5, outcome: "unknown", messageId: "m" });
    expect(error).toMatchObject({ requestId: "r", retryAfterMs: 5, outcome: "unknown", messageId: "m" });
    const bare = errorOf(503);
    for (const field of ["requestId", "retryAfterMs", "messageId", "cause"])
      expect(bare).not.toHaveProperty(field);
    expect(bare.outcome).toBe("no_effect");
  });

  test("has the body as it came, the headers, the detail and the field errors for code that asks", () => {
    const body = { detail: "No.", name: ["Too long."] };
    const error = errorOf(400, { body, headers: new Headers({ "x-a": "b" }) });
    expect(error.body).toBe(body);
    expect(error.headers.get("x-a")).toBe("b");
    expect(error.detail).toBe("No.");
    expect(error.fieldErrors).toEqual({ name: ["Too long."] });
    expect(errorOf(502, { body: "<html>" })).toMatchObject({
      body: "<html>",
      detail: undefined,
      fieldErrors: {},
    });
  });
});

const others: readonly (readonly [PubError, string, string, boolean])[] = [
  [new PubInputError("Wrong."), "PubInputError", "invalid_input", false],
  [new PubConnectionError("Lost.", { outcome: "unknown" }), "PubConnectionError", "connection", true],
  [new PubTimeoutError("Late.", { timeoutMs: 5, outcome: "unknown" }), "PubTimeoutError", "timeout", true],
  [
    new PubResponseError("Odd.", { issues: [], status: 200, method: "GET", path: "/x" }),
    "PubResponseError",
    "invalid_response",
    false,
  ],
];

describe.each(others)("%s", (error, name, code, retryable) => {
  test("says what it is", () => {
    expect(error).toMatchObject({ code, retryable });
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toContain(`${name}: ${error.message}`);
    expect(error).toBeInstanceOf(PubError);
    expect(error).not.toBeInstanceOf(PubHttpError);
    expect(PubError.is(error)).toBe(true);
  });

  test("as JSON has name, message and the public facts", () => {
    const plain = JSON.parse(JSON.stringify(error));
    expect(plain).toMatchObject({ name, message: error.message, code, retryable, outcome: error.outcome });
    expect(plain).not.toHaveProperty("stack");
    expect(plain).not.toHaveProperty("cause");
  });
});

test("an HTTP error as JSON has nothing that the service repeated", () => {
  const error = errorOf(400, { body: { name: ["Hunter2 is taken."] }, requestId: "r" });
  expect(Object.keys(error.toJSON()).sort()).toEqual(
    ["code", "message", "method", "name", "outcome", "path", "requestId", "retryable", "status"].sort(),
  );
});

test("an input error has an issue even where none is given", () => {
  expect(new PubInputError("Wrong.").issues).toEqual([{ path: [], message: "Wrong." }]);
});

test.each([
  undefined,
  null,
  0,
  "PubError",
  {},
  new Error("x"),
  Object.assign(new Error("y"), { constructor: undefined }),
  { name: "PubInputError", code: "timeout" },
])("PubError.is(%s) is false", (value) => {
  expect(PubError.is(value)).toBe(false);
});
