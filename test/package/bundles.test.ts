import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { runNode } from "./run.js";
import { consumers, expectedLines, tool } from "./workshop.js";

const esm = join(consumers, "esm");
const cjs = join(consumers, "cjs");
const pageRunner = fileURLToPath(new URL("run-as-page.mjs", import.meta.url));

const vite = tool("vite/bin/vite.js");
const webpack = tool("webpack/bin/webpack.js");
const esbuild = tool("esbuild/bin/esbuild");

describe("Vite", () => {
  test("builds a page", async () => {
    await runNode([vite, "build", "--outDir", "vite-page"], esm);
    const [file = ""] = readdirSync(join(esm, "vite-page/assets"));
    await runsAsPage(join(esm, "vite-page/assets", file));
  });

  test("builds for Node", async () => {
    await runNode([vite, "build", "--ssr", "app.js", "--outDir", "vite-node"], esm);
    await runsInNode(join(esm, "vite-node/app.js"));
  });
});

describe("webpack", () => {
  const bundled = ["--mode", "production", "--entry", "./app.js"];

  test("builds a page", async () => {
    await runNode([webpack, ...bundled, "--target", "web", "--output-path", "webpack-page"], esm);
    await runsAsPage(join(esm, "webpack-page/main.js"));
  });

  test("builds for Node", async () => {
    await runNode([webpack, ...bundled, "--target", "node", "--output-filename", "main.cjs"], esm);
    await runsInNode(join(esm, "dist/main.cjs"));
  });

  test("builds CommonJS for Node", async () => {
    await runNode([webpack, ...bundled, "--target", "node"], cjs);
    await runsInNode(join(cjs, "dist/main.js"));
  });
});

describe("esbuild", () => {
  const bundled = ["app.js", "--bundle", "--minify", "--log-level=warning"];

  test("builds a page", async () => {
    await runNode([esbuild, ...bundled, "--outfile=esbuild-page.js"], esm);
    await runsAsPage(join(esm, "esbuild-page.js"));
  });

  test("builds for Node", async () => {
    await runNode([esbuild, ...bundled, "--platform=node", "--outfile=esbuild-node.cjs"], esm);
    await runsInNode(join(esm, "esbuild-node.cjs"));
  });

  test("builds CommonJS for Node", async () => {
    await runNode([esbuild, ...bundled, "--platform=node", "--outfile=esbuild-node.js"], cjs);
    await runsInNode(join(cjs, "esbuild-node.js"));
  });
});

async function runsInNode(file: string): Promise<void> {
  // What was left outside would not be found beside the file.
  expect(imported(file).filter((specifier) => !isBuiltin(specifier))).toEqual([]);
  expect(await runNode([file], consumers)).toBe(expectedLines);
}

async function runsAsPage(file: string): Promise<void> {
  expect(imported(file)).toEqual([]);
  expect(readFileSync(file, "utf8").includes("__vite-browser-external")).toBe(false);
  expect(await runNode([pageRunner, file], consumers)).toBe(expectedLines);
}

/** What a bundle leaves to be imported or required where it runs. */
function imported(file: string): string[] {
  const { outputs } = buildSync({
    entryPoints: [file],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    write: false,
    metafile: true,
  }).metafile;
  const paths = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  // Loaded only when sandbox.handlers() asks for it, and told in words where it is missing.
  return paths.filter((path) => path !== "msw");
}
