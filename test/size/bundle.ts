import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import { minify } from "terser";

/** A bundle for browsers, minified, with zod inside. */
export interface Bundle {
  readonly code: string;
  /** The files that something of it came from, and of built files also those that they were built from. */
  readonly files: readonly string[];
}

/** Where the user's file seems to lie: here the package's own name leads to its built `dist`. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param alias other places to find packages in */
export async function byEsbuild(code: string, alias: Record<string, string> = {}): Promise<Bundle> {
  const { metafile, outputFiles } = await esbuild.build({
    stdin: { contents: code, resolveDir: root },
    alias,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
    write: false,
    logLevel: "error",
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const files = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
  return { code: outputFiles.map(({ text }) => text).join(""), files: withSources(files) };
}

export async function byRollup(code: string): Promise<Bundle> {
  const entry = `${root}/entry.js`;
  const bundle = await rollup({
    input: entry,
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
      nodeResolve({ browser: true }),
    ],
    onwarn({ code, message }) {
      // Its other warnings are about zod's own files.
      if (code === "UNRESOLVED_IMPORT") throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ format: "es" });
  await bundle.close();
  const chunks = output.filter((part) => part.type === "chunk");
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
  const minified = await minify(chunks.map((chunk) => chunk.code).join(""), { module: true, ecma: 2020 });
  return {
    code: minified.code ?? "",
    files: withSources(modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([file]) => file)),
  };
}

/** What the built files are called says nothing of what is in them; their source maps do. */
function withSources(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    const map = resolve(root, `${file}.map`);
    if (file.includes("node_modules") || !existsSync(map)) return [file];
    const { sources }: { sources: readonly string[] } = JSON.parse(readFileSync(map, "utf8"));
    return [file, ...sources];
  });
}

/** Bytes over the wire. */
export function weightOf(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}
