import { dirname } from "node:path";
import * as esbuild from "esbuild";
import { weightOf } from "./bundle.ts";

/** What one folder or package has in a bundle. */
export interface Part {
  readonly name: string;
  readonly minified: number;
  /** By how much the gzipped bundle shrinks without it. Less than it weighs alone: gzip finds what it shares. */
  readonly gzipped: number;
}

/** What weighs how much in everything that the root exports: from the source, as dist no longer shows the folders. */
export async function partsOfRoot(): Promise<readonly Part[]> {
  const { outputFiles } = await esbuild.build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    minifySyntax: true,
    minifyIdentifiers: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  // Without minified white space, esbuild writes each file's name above what comes from it.
  const [code] = outputFiles.map(({ text }) => text.replace(/^export \{[^}]*\};$/m, ""));
  const [, ...sections] = (code ?? "").split(/^\/\/ ((?:src|node_modules)\/.*)$/m);
  const folders = new Map<string, string>();
  for (let at = 0; at < sections.length; at += 2) {
    const folder = folderOf(sections[at] ?? "");
    const { code } = await esbuild.transform(sections[at + 1] ?? "", { minifyWhitespace: true });
    folders.set(folder, (folders.get(folder) ?? "") + code);
  }
  const whole = weightOf([...folders.values()].join(""));
  const parts = [...folders].map(([name, code]) => {
    const others = [...folders].filter(([other]) => other !== name).map(([, text]) => text);
    return { name, minified: code.length, gzipped: whole - weightOf(others.join("")) };
  });
  return parts.sort((a, b) => b.gzipped - a.gzipped);
}

function folderOf(file: string): string {
  return /^node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(file)?.[0] ?? dirname(file);
}
