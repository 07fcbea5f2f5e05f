import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { tagOf } from "./docstring.js";
import { entryFiles, readEntries } from "./entries.js";
import { llmsPage } from "./page.js";
import { membersOf } from "./print.js";

const page = llmsPage();
const files = [...entryFiles()];

/** What the page says of an entry. */
function sectionOf(entry: string): string {
  return page.split(/^## /m).find((section) => section.startsWith(`${entry}\n`)) ?? "";
}

/** What the page says of a class. */
function classOf(name: string): string {
  return new RegExp(`(?:^//.*\\n)?^(?:abstract )?class ${name}\\b[^]*?^}`, "m").exec(page)?.[0] ?? "";
}

/** The names in a file's `export { … }`, as it is written. */
function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  return source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
}

describe("llms.txt", () => {
  test.each(files)("names every export of %s", (entry, file) => {
    const names = exportedNames(file);
    expect(names).not.toEqual([]);
    const declared = [
      ...sectionOf(entry).matchAll(/^(?:abstract )?(?:class|interface|type|function|const) (\w+)/gm),
    ];
    const again = /^As above: (.*)\.$/m.exec(sectionOf(entry))?.[1]?.match(/\w+/g) ?? [];
    expect([...new Set(declared.map(([, name]) => name)), ...again].sort()).toEqual(names.sort());
  });

  test("says which request each call of a resource makes", () => {
    const resources = [...classOf("PubClient").matchAll(/^ {2}\w+: (\w+);/gm)].map(([, name = ""]) => name);
    expect(resources).toHaveLength(6);
    for (const resource of resources) {
      const calls = classOf(resource).split("\n").slice(2, -1);
      expect(calls.length, resource).toBeGreaterThan(1);
      for (const call of calls) {
        expect(call).toMatch(
          /^ {2}\w+\(.*options(?:\?: \w+|: \w+ = \{\})\): .*`(?:GET|POST|PUT|PATCH|DELETE) \/[^`]+`/,
        );
      }
    }
  });

  test("says the defaults of the client's options, and the code of each error", () => {
    for (const said of [
      'Default: "https://api.giosg.com"',
      "Default: 30000",
      "Default: 2",
      'Default: "throw"',
    ]) {
      expect(page).toContain(said);
    }
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
    const errors = [...readme.matchAll(/^\| `(Pub\w+Error)` +\| `(\w+)`/gm)];
    expect(errors).toHaveLength(13);
    for (const [, name = "", code] of errors) expect(classOf(name)).toContain(`Its code: "${code}".`);
  });

  test("holds the README's first program and fits on a page", () => {
    expect(page).toContain("const pub = new PubClient({");
    expect(page.length).toBeLessThan(100_000);
  });
});

test("every export has an example, and each method of a class", () => {
  const exported = readEntries().entries.flatMap(({ exports }) =>
    exports.flatMap((each) => each.declarations[0] ?? []),
  );
  const shown = exported.flatMap((node): readonly ts.Declaration[] =>
    ts.isClassDeclaration(node)
      ? [node, ...membersOf(node).filter((member) => ts.isMethodDeclaration(member))]
      : [node],
  );
  expect(shown.length).toBeGreaterThan(200);
  const silent = shown.filter((node) => tagOf(node, "example") === undefined);
  expect(
    silent.map((node) => `${node.getSourceFile().fileName}: ${ts.getNameOfDeclaration(node)?.getText()}`),
  ).toEqual([]);
});
