import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { docstringSnippets, readmeSnippets, type Snippet } from "./snippets.js";

const folder = fileURLToPath(new URL(".generated/", import.meta.url));
const runner = fileURLToPath(new URL("run-snippet.mjs", import.meta.url));
const globals = fileURLToPath(new URL("globals.d.ts", import.meta.url));
const readme = readmeSnippets();
const docstrings = docstringSnippets();

function fileOf({ name }: Snippet): string {
  return `${folder}${name.replace(/\W+/g, "-")}.ts`;
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const snippet of [...readme, ...docstrings]) {
    // A module in any case, so that its names are its own and `await` works.
    writeFileSync(fileOf(snippet), `// ${snippet.name}\n${snippet.code}\nexport {};\n`);
  }
});

test("every snippet of the README and every docstring's example compiles against the package", () => {
  expect(readme.length).toBeGreaterThan(10);
  expect(docstrings.length).toBeGreaterThan(30);
  const program = ts.createProgram([globals, ...[...readme, ...docstrings].map(fileOf)], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
  });
  const problems = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    return `${diagnostic.file?.text.split("\n")[0]}: ${text}`;
  });
  expect(problems).toEqual([]);
}, 60_000);

test.each(readme)(
  "$name runs as it stands",
  async (snippet) => {
    const run = promisify(execFile)(process.execPath, [runner, fileOf(snippet)], { timeout: 30_000 });
    await expect(run).resolves.toMatchObject({
      stderr: expect.not.stringContaining("Error"),
    });
  },
  40_000,
);
