import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test, vi } from "vitest";

const errors = (file: string) => fileURLToPath(new URL(`../../src/errors/${file}.ts`, import.meta.url));

/** The error classes, loaded anew. */
async function copy() {
  vi.resetModules();
  const [base, http, notFound, server, input] = await Promise.all([
    import("../../src/errors/pub-error.js"),
    import("../../src/errors/http-error.js"),
    import("../../src/errors/not-found-error.js"),
    import("../../src/errors/server-error.js"),
    import("../../src/errors/input-error.js"),
  ]);
  return { ...base, ...http, ...notFound, ...server, ...input };
}

const here = await copy();
const there = await copy();
const init = { status: 404, method: "GET", path: "/x", headers: new Headers() };

describe("two copies of the package", () => {
  test("are two", () => {
    expect(here.PubError).not.toBe(there.PubError);
  });

  test("know each other's errors", () => {
    const error = new there.PubNotFoundError("Gone.", init);
    expect(error).toBeInstanceOf(here.PubNotFoundError);
    expect(error).toBeInstanceOf(here.PubHttpError);
    expect(error).toBeInstanceOf(here.PubError);
    expect(here.PubError.is(error)).toBe(true);
    expect(error).not.toBeInstanceOf(here.PubServerError);
    expect(error).not.toBeInstanceOf(here.PubInputError);
    expect(new there.PubHttpError("Odd.", init)).not.toBeInstanceOf(here.PubNotFoundError);
  });

  test("know each other's subclasses of an application", () => {
    class Missing extends there.PubNotFoundError {}
    const error = new Missing("Gone.", init);
    expect(error).toBeInstanceOf(here.PubNotFoundError);
    expect(error).toBeInstanceOf(here.PubError);
    expect(error).toBeInstanceOf(Missing);
  });

  test("take no other object for an error", () => {
    const lookalike = { ...new there.PubNotFoundError("Gone.", init), name: "PubNotFoundError" };
    expect(lookalike).not.toBeInstanceOf(here.PubNotFoundError);
    const odd = Object.assign(() => {}, { kind: here.PubError.kind });
    expect({ constructor: odd }).not.toBeInstanceOf(here.PubError);
    for (const value of [null, undefined, 1, "x", Symbol.iterator, () => {}, Object.create(null)]) {
      expect(value instanceof here.PubError).toBe(false);
    }
    const bare = Object.setPrototypeOf(new Error("x"), null);
    expect(bare instanceof here.PubError).toBe(false);
  });
});

describe("a subclass of an application", () => {
  class Missing extends here.PubNotFoundError {}

  test("is told apart from its parent and its siblings, also in the other copy", () => {
    class Other extends here.PubNotFoundError {}
    expect(new Missing("Gone.", init)).toBeInstanceOf(Missing);
    expect(new Missing("Gone.", init)).toBeInstanceOf(here.PubNotFoundError);
    expect(new here.PubNotFoundError("Gone.", init)).not.toBeInstanceOf(Missing);
    expect(new there.PubNotFoundError("Gone.", init)).not.toBeInstanceOf(Missing);
    expect(new Other("Gone.", init)).not.toBeInstanceOf(Missing);
  });

  test("is one of its parents, also where it names its own kind", () => {
    class Named extends here.PubNotFoundError {
      static override readonly kind = "Named";
    }
    const error = new Named("Gone.", init);
    for (const parent of [Named, here.PubNotFoundError, here.PubHttpError, here.PubError]) {
      expect(error).toBeInstanceOf(parent);
    }
    expect(error.name).toBe("Named");
    expect(new Missing("Gone.", init)).not.toBeInstanceOf(Named);
  });

  test("can have a name of its own, in each of the ways that classes get one", () => {
    class ByField extends here.PubNotFoundError {
      // What a class field does, also where the types forbid it.
      constructor() {
        super("Gone.", init);
        Object.defineProperty(this, "name", { value: "ByField" });
      }
    }
    class ByGetter extends here.PubNotFoundError {
      override get name() {
        return "ByGetter";
      }
    }
    class ByAssignment extends here.PubNotFoundError {
      constructor() {
        super("Gone.", init);
        Object.assign(this, { name: "ByAssignment" });
      }
    }
    expect(new ByField().name).toBe("ByField");
    expect(new ByGetter("Gone.", init).name).toBe("ByGetter");
    expect(new ByAssignment().name).toBe("ByAssignment");
  });

  test("can add fields, which its JSON has", () => {
    class WithHint extends here.PubInputError {
      readonly hint = "Try again.";
    }
    expect(JSON.parse(JSON.stringify(new WithHint("Wrong.")))).toHaveProperty("hint", "Try again.");
  });
});

test("names and kinds survive minification", async () => {
  const classes: readonly (readonly [string, string])[] = [
    ["pub-error", "PubError"],
    ["http-error", "PubHttpError"],
    ["bad-request-error", "PubBadRequestError"],
    ["authentication-error", "PubAuthenticationError"],
    ["permission-error", "PubPermissionError"],
    ["not-found-error", "PubNotFoundError"],
    ["conflict-error", "PubConflictError"],
    ["rate-limit-error", "PubRateLimitError"],
    ["server-error", "PubServerError"],
    ["input-error", "PubInputError"],
    ["connection-error", "PubConnectionError"],
    ["timeout-error", "PubTimeoutError"],
    ["response-error", "PubResponseError"],
  ];
  const contents = classes.map(([file, name]) => `export { ${name} } from ${JSON.stringify(errors(file))};`);
  const bundle = await build({
    stdin: { contents: contents.join("\n"), resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "sdk",
    target: "es2022",
  });
  const code = bundle.outputFiles[0]?.text ?? "";
  const minified = runInNewContext(`${code};sdk`, { Headers });
  for (const [, name] of classes.slice(1)) {
    const error = new minified[name]("Text.", { ...init, issues: [], timeoutMs: 1, outcome: "unknown" });
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: Text.`);
    expect(error.stack.split("\n")[0]).toBe(`${name}: Text.`);
    expect(error instanceof minified.PubError).toBe(true);
  }
});
