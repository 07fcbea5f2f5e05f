import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runNode } from "./run.js";
import { consumers, entries, expectedLines, tool } from "./workshop.js";

test("an ES module imports every entry", async () => {
  expect(await runNode(["app.js"], join(consumers, "esm"))).toBe(expectedLines);
});

test("a CommonJS module requires every entry", async () => {
  expect(await runNode(["app.js"], join(consumers, "cjs"))).toBe(expectedLines);
});

test("CommonJS needs no support for requiring ES modules", async () => {
  const args = ["--no-experimental-require-module", "app.js"];
  expect(await runNode(args, join(consumers, "cjs"))).toBe(expectedLines);
});

test("both copies in one process know each other's errors, and take what the other made", async () => {
  expect(await runNode(["app.mjs"], join(consumers, "both"))).toBe(
    "13 classes of errors hold across the copies\n",
  );
});

test("Jest runs with its default configuration", async () => {
  const printed = await runNode([tool("jest/bin/jest.js"), "--ci"], join(consumers, "jest"));
  expect(printed).toContain("Tests:       5 passed, 5 total");
});

test("every consumer uses every entry", () => {
  const programs = ["esm/app.js", "cjs/app.js", "both/app.mjs", "jest/app.test.js"];
  const types = readdirSync(join(consumers, "types/programs")).filter((file) => file !== "exact.ts");
  for (const file of [...programs, ...types.map((type) => `types/programs/${type}`)]) {
    const source = readFileSync(join(consumers, file), "utf8");
    const unused = entries.filter(({ name }) => !source.includes(`"${name}"`)).map(({ name }) => name);
    expect(unused, file).toEqual([]);
  }
});
