import { defineConfig, type Options } from "tsup";

const shared: Options = {
  entry: {
    index: "src/index.ts",
    message: "src/message/index.ts",
    linkify: "src/linkify/index.ts",
    schemas: "src/schemas/index.ts",
    testing: "src/testing/index.ts",
  },
  target: "es2022",
  platform: "neutral",
  sourcemap: true,
  splitting: true,
};

export default defineConfig([
  { ...shared, format: "esm", dts: true },
  // Not split, as that would put this machine's paths into the source maps.
  { ...shared, format: "cjs", dts: true, splitting: false },
]);
