import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import manifest from "./peers/package.json" with { type: "json" };

test("the bench imports the packages that its manifest names, all of them and no others", () => {
  const text = readFileSync(new URL("peers/calls.mjs", import.meta.url), "utf8");
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  expect(imported.sort()).toEqual(Object.keys(manifest.dependencies).sort());
});
