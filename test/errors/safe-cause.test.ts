import { describe, expect, test } from "vitest";
import { codeOf, safeCause } from "../../src/errors/safe-cause.js";

const nothing = { tokens: [], carried: [] };

/** Errors that are each other's cause, the outermost first. */
function chain(length: number): Error | undefined {
  return length === 0 ? undefined : new Error(`level ${length}`, { cause: chain(length - 1) });
}

/** The messages down a chain of causes. */
function messagesOf(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...messagesOf(error.cause)] : [];
}

describe("the cause of a connection error", () => {
  test("has the name, the message and the code of what was thrown, and a stack of these alone", () => {
    const thrown = Object.assign(new TypeError("fetch failed"), { code: "ECONNRESET" });
    const cause = safeCause(thrown, nothing);
    expect(cause).toMatchObject({ name: "TypeError", message: "fetch failed", code: "ECONNRESET" });
    expect(cause?.stack).toBe("TypeError: fetch failed");
    expect(cause).not.toHaveProperty("cause");
  });

  test("can have its name and its stack set by a logger, as any error", () => {
    const cause = safeCause(new TypeError("fetch failed"), nothing);
    for (const key of ["name", "stack"]) {
      Object.defineProperty(cause, key, { value: "short" });
      expect(cause).toHaveProperty(key, "short");
    }
  });

  test("has the causes of the first four errors", () => {
    expect(messagesOf(safeCause(chain(6), nothing))).toEqual(["level 6", "level 5", "level 4", "level 3"]);
  });

  test("has no code where that is a number of old, as in a DOMException", () => {
    expect(safeCause(new DOMException("Gone.", "NetworkError"), nothing)).not.toHaveProperty("code");
  });
});

describe("the code of a connection error", () => {
  const coded = (code: unknown, cause?: Error) => Object.assign(new Error("x", { cause }), { code });

  test.each([
    "ENOTFOUND",
    "UND_ERR_CONNECT_TIMEOUT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "E2",
    `E${"X".repeat(39)}`,
  ])("%s is one", (code) => {
    expect(codeOf(coded(code))).toBe(code);
    expect(codeOf(coded(undefined, coded(code)))).toBe(code);
  });

  test.each(["enotfound", "ENOTFOUND: gone", "the ENOTFOUND", "E", "2E", `E${"X".repeat(40)}`, "", 17, null])(
    "%j is none",
    (code) => {
      expect(codeOf(coded(code))).toBe("");
    },
  );
});
