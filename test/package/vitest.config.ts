import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/package/*.test.ts"],
    globalSetup: fileURLToPath(new URL("install.ts", import.meta.url)),
    // Bounds, not promises: compilers and bundlers on a busy machine.
    testTimeout: 240_000,
    teardownTimeout: 60_000,
    maxWorkers: 2,
  },
});
