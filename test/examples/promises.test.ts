import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const files = readdirSync(folder).filter((file) => /\.tsx?$/.test(file));

/** What an example may import: it is to be copied as it is, into a project that has the package. */
const available = new Set([
  ...Object.keys(packageJson.exports).map((path) => packageJson.name + path.slice(1)),
  ...builtinModules.map((name) => `node:${name}`),
]);

/** And what the examples for those who use it are about. */
const frameworks: Readonly<Record<string, readonly string[]>> = {
  "react.tsx": ["react", "react-dom/client"],
  "rxjs.ts": ["rxjs"],
};

test("there are examples", () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
});

test.each(files)("%s is short, and imports the package by its name", (file) => {
  const text = readFileSync(folder + file, "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThan(150);
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  expect(imported).toContain(packageJson.name);
  expect(imported.filter((name) => !available.has(name))).toEqual(frameworks[file] ?? []);
});
