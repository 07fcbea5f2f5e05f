import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { runNode } from "./run.js";
import { consumers, entries, installed, tarball, tool } from "./workshop.js";

interface Names {
  readonly import: readonly string[];
  readonly require: readonly string[];
}

test("there are entries", () => {
  expect(entries.map(({ name }) => name)).toContain("@giosg/pub-sdk");
  expect(entries.length).toBeGreaterThan(4);
});

describe("at run time", () => {
  let names: Readonly<Record<string, Names>> = {};

  beforeAll(async () => {
    names = JSON.parse(await runNode(["names.mjs", ...entries.map(({ name }) => name)], consumers));
  });

  describe.each(entries)("$name", (entry) => {
    test("exports the same names to import and require, and declares those", () => {
      const { import: imported, require: required } = names[entry.name] ?? { import: [], require: [] };
      expect(imported.length).toBeGreaterThan(0);
      expect(required).toEqual(imported);
      expect([entry.import.types, entry.require.types]).toEqual([expect.any(String), expect.any(String)]);
      expect(declared(entry.import.types)).toEqual(imported);
      expect(declared(entry.require.types)).toEqual(imported);
    });
  });
});

test("publint finds nothing", async () => {
  expect(await runNode([tool("publint/src/cli.js"), "run", tarball, "--strict"], consumers)).toContain(
    "All good!",
  );
});

test("arethetypeswrong finds nothing, in any module resolution", async () => {
  const cli = tool("@arethetypeswrong/cli/dist/index.js");
  const report = await runNode([cli, tarball, "--format", "ascii", "--no-emoji"], consumers);
  expect(report).toContain("No problems found");
  for (const { name } of entries) expect(report).toContain(`"${name}"`);
});

/** The values that a declaration file exports. */
function declared(file: string): string[] {
  const path = join(installed, file);
  expect(existsSync(path), file).toBe(true);
  const program = ts.createProgram([path], { module: ts.ModuleKind.NodeNext, noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => isValue(symbol, checker))
    .map(({ name }) => name)
    .sort();
}

function isValue(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const isTypeOnly = symbol.declarations?.some(
    (declaration) => ts.isExportSpecifier(declaration) && ts.isTypeOnlyExportDeclaration(declaration),
  );
  const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return !isTypeOnly && (aliased.flags & ts.SymbolFlags.Value) !== 0;
}
