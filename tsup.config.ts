import { defineConfig, type Options } from "tsup";

const entry = {
  index: "src/index.ts",
  message: "src/message/index.ts",
  linkify: "src/linkify/index.ts",
  schemas: "src/schemas/index.ts",
  realtime: "src/realtime/index.ts",
  testing: "src/testing/index.ts",
};

const shared: Options = {
  entry,
  target: "es2022",
  platform: "neutral",
  sourcemap: true,
  splitting: true,
};

export default defineConfig([
  // The command is nobody's to import, and so has no types.
  { ...shared, entry: { ...entry, cli: "src/testing/cli.ts" }, format: "esm", dts: { entry } },
  // With zod inside, for Node and its like: loading zod file by file takes them 60 ms. Bundlers get it as a dependency, so
  // that an application that uses zod as well carries it once.
  { ...shared, format: "esm", outDir: "dist/node", noExternal: ["zod"] },
  // Not split, as that would put this machine's paths into the source maps.
  { ...shared, format: "cjs", dts: true, noExternal: ["zod"], splitting: false },
]);
