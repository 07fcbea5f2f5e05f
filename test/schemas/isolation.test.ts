import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as classic from "zod";
import * as z from "zod/mini";
import { message } from "../../src/message/index.js";
import { ChannelSchema, MessageSchema } from "../../src/schemas/index.js";
import { clientReceiving } from "../support/canned-fetch.js";
import { validateEverything } from "../support/validate-everything.js";
import { channel, ids, message as received } from "../support/wire-fixtures.js";

let expected: readonly string[];

beforeAll(async () => {
  expected = await validateEverything();
  expect(expected.filter((line) => line.endsWith(": data")).length).toBeGreaterThan(30);
  expect(expected.filter((line) => line.includes("not as the API promises")).length).toBeGreaterThan(30);
  expect(expected.filter((line) => line.includes(": other"))).toEqual([]);
});

function clearConfig(): void {
  const config = z.config() as Record<string, unknown>;
  for (const key of Object.keys(config)) delete config[key];
}

describe("an application's own zod configuration", () => {
  const untouched = { ...z.config() };

  afterEach(() => {
    clearConfig();
    z.config(untouched);
  });

  it("is the same after the SDK was loaded and used", async () => {
    clearConfig();
    vi.resetModules();
    await import("../../src/index.js");
    await import("../../src/schemas/index.js");
    await import("../../src/testing/index.js");
    expect(z.config()).toEqual({});
    await validateEverything();
    expect(z.config()).toEqual({});
  });

  it.each([
    [
      "customError",
      { customError: (issue: { input?: unknown }) => `own words: ${JSON.stringify(issue.input)}` },
    ],
    [
      "localeError",
      { localeError: (issue: { input?: unknown }) => `own words: ${JSON.stringify(issue.input)}` },
    ],
    ["another language", classic.locales.fi()],
    ["jitless", { jitless: true }],
    ["jitless off", { jitless: false }],
  ])("%s neither changes what the SDK says, nor is it changed", async (_, config) => {
    z.config(config);
    const before = { ...z.config() };
    expect(await validateEverything()).toEqual(expected);
    expect({ ...z.config() }).toEqual(before);
  });

  it("holds for the application's own schemas all the while", async () => {
    z.config({ customError: () => "own words" });
    await validateEverything();
    expect(z.string().safeParse(5).error?.issues[0]?.message).toBe("own words");
    expect(classic.string().safeParse(5).error?.issues[0]?.message).toBe("own words");
  });

  it("also says what an application hears that uses the SDK's schemas itself", () => {
    z.config({ customError: () => "own words" });
    expect(ChannelSchema.safeParse({}).error?.issues[0]?.message).toBe("own words");
  });

  it("cannot break a call by an error text that throws", async () => {
    z.config({
      customError: () => {
        throw new Error("broken text");
      },
    });
    const lines = await validateEverything();
    expect(lines.filter((line) => line.includes("broken text")).slice(0, 2)).toEqual([]);
    expect(lines).toEqual(expected);
  });
});

describe("under a Content-Security-Policy without eval", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("validates without Function and eval", async () => {
    const forbidden = vi.fn(() => {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    });
    const closed = new Proxy(Function, { apply: forbidden, construct: forbidden });
    vi.stubGlobal("Function", closed);
    vi.stubGlobal("eval", forbidden);
    z.config({ jitless: false });
    expect(await validateEverything()).toEqual(expected);
    expect(MessageSchema.safeParse(received).success).toBe(true);
    expect(MessageSchema.safeParse({}).success).toBe(false);
    const content = message("Hello ").link("https://example.com").image("https://example.com/a.png");
    await clientReceiving(received).messages.create(ids.channel, content);
    await clientReceiving(channel).channels.retrieve(ids.channel);
    expect(forbidden).not.toHaveBeenCalled();
  });

  it("loads and validates in a process where code from strings is forbidden, without a try", async () => {
    const outDir = await mkdtemp(join(tmpdir(), "pub-sdk-no-eval-"));
    try {
      await build({
        configFile: false,
        logLevel: "silent",
        ssr: { noExternal: true, target: "node" },
        build: {
          ssr: fileURLToPath(new URL("../support/no-eval-entry.ts", import.meta.url)),
          outDir,
          emptyOutDir: false,
          minify: false,
          rollupOptions: { output: { entryFileNames: "entry.mjs" } },
        },
      });
      const entry = join(outDir, "entry.mjs");
      const output = execFileSync(process.execPath, ["--disallow-code-generation-from-strings", entry], {
        encoding: "utf8",
      });
      const { lines, tries } = JSON.parse(output);
      expect(lines).toEqual(expected);
      expect(tries).toEqual([]);
    } finally {
      await rm(outDir, { recursive: true });
    }
  });
});
