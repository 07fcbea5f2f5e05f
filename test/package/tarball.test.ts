import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { run } from "./run.js";
import { consumers, installed, manifest, tarball } from "./workshop.js";

const files = readdirSync(installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => posix.relative(installed, join(entry.parentPath, entry.name)))
  .sort();
const code = files.filter((file) => /\.c?js$/.test(file));
const declarations = files.filter((file) => /\.d\.c?ts$/.test(file));
const maps = files.filter((file) => file.endsWith(".map"));

const built = fileURLToPath(new URL("../../dist", import.meta.url));

const read = (file: string) => readFileSync(join(installed, file), "utf8");

describe("the tarball", () => {
  test("holds the documents and what was built, and nothing else", async () => {
    expect(files.filter((file) => !file.startsWith("dist/"))).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "llms.txt",
      "package.json",
    ]);
    const listed = (await run("tar", ["-tzf", tarball], consumers)).trim().split("\n");
    expect(listed.map((path) => path.replace(/^package\//, "")).sort()).toEqual(files);
  });

  test("holds no built file that no entry leads to", () => {
    const reached = new Set<string>();
    const visit = (file: string) => {
      if (reached.has(file)) return;
      expect(files, file).toContain(file);
      reached.add(file);
      for (const specifier of specifiers(file)) {
        if (specifier.startsWith(".")) visit(resolved(file, specifier));
      }
    };
    for (const target of targets([manifest.exports, manifest.bin])) visit(posix.normalize(target));
    for (const file of code) reached.add(`${file}.map`);
    expect(files.filter((file) => file.startsWith("dist/"))).toEqual(
      [...reached].filter((file) => file.startsWith("dist/")).sort(),
    );
  });

  test("names the dependencies of the code and of the declarations, and no others", () => {
    const packages = new Set<string>();
    for (const file of [...code, ...declarations]) {
      for (const specifier of specifiers(file)) {
        if (specifier.startsWith(".") || isBuiltin(specifier)) continue;
        packages.add(specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
      }
    }
    // Loaded by a name that is hidden from bundlers, when a sandbox that listens is asked for a socket.
    packages.add("ws");
    expect([...packages].sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  test("holds no path of the machine that built it", () => {
    for (const file of files) {
      expect(read(file), file).not.toMatch(
        /(?:file:\/\/\/|["'`(\s](?:\/[\w.-]+)*\/(?:home|root|tmp|work|Users|builds?)\/)/,
      );
    }
  });
});

describe("source maps", () => {
  test("there is one for each file of code, which names it", () => {
    expect(maps).toEqual(code.map((file) => `${file}.map`).sort());
    for (const file of code) {
      expect(
        read(file)
          .trimEnd()
          .endsWith(`//# sourceMappingURL=${posix.basename(file)}.map`),
        file,
      ).toBe(true);
    }
  });

  test.each(maps)("%s brings every source along", (file) => {
    const map: { sources: string[]; sourcesContent?: unknown[]; sourceRoot?: string } = JSON.parse(
      read(file),
    );
    expect(map.sourceRoot ?? "").toBe("");
    map.sources.forEach((source, index) => {
      const content = map.sourcesContent?.[index];
      expect(source).toMatch(/^(?:\.\.\/){1,2}(?:src|node_modules\/zod)\//);
      expect(content, source).toEqual(expect.any(String));
      // What is built in from elsewhere is not there as source.
      const path = join(built, "..", file, "..", source);
      if (source.includes("../src/")) expect(content).toBe(readFileSync(path, "utf8"));
    });
  });
});

function targets(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Object.values(value as Record<string, unknown>).flatMap(targets);
}

/** What a file imports, re-exports or requires. Comments do not count, as they hold examples. */
function specifiers(file: string): string[] {
  if (!/\.(?:c?js|d\.c?ts)$/.test(file)) return [];
  const text = read(file).replace(/^\s*(?:\*|\/\*|\/\/).*$/gm, "");
  const pattern =
    /(?:^|[\s;}])(?:from|import)\s*["']([^"']+)["']|\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g;
  return [...text.matchAll(pattern)].map(([, first, second]) => first ?? second ?? "");
}

/** The file behind a relative specifier: of a declaration, the declaration of the file that it names. */
function resolved(from: string, specifier: string): string {
  const path = posix.join(dirname(from), specifier);
  return /\.d\.c?ts$/.test(from) ? path.replace(/\.(c?)js$/, ".d.$1ts") : path;
}
