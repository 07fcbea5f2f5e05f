import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type Plugin } from "vitest/config";
import packageJson from "../../package.json" with { type: "json" };
import { launchOptions } from "./support/chromium.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The package's name leads to the built files, as in an application. */
const alias = Object.entries(packageJson.exports).flatMap(([entry, target]) =>
  typeof target === "string"
    ? []
    : {
        find: new RegExp(`^${packageJson.name}${entry.slice(1)}$`),
        replacement: `${root}${target.import.default}`,
      },
);

/** Types may come from the source, code may not. */
const noSource: Plugin = {
  name: "no-source",
  applyToEnvironment: ({ name }) => name === "client",
  load(id) {
    if (id.startsWith(`${root}src/`)) throw new Error(`The page is to load what is built, not ${id}`);
  },
};

/** Only ends what hangs, however busy the machine is. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };

export default defineConfig({
  root,
  test: {
    projects: [
      {
        plugins: [noSource],
        resolve: { alias },
        // Known from the start: one that is found later would load the page anew, amid the tests.
        optimizeDeps: { include: ["linkify-it", "zod/mini"] },
        test: {
          ...patient,
          name: "pages of another origin",
          include: ["test/browser/*.test.ts"],
          globalSetup: "test/browser/support/control.ts",
          setupFiles: "test/browser/support/setup.ts",
          api: { host: "127.0.0.1", port: 0 },
          browser: {
            enabled: true,
            headless: true,
            ui: false,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          ...patient,
          name: "pages of their own",
          include: ["test/browser/{kit,pages,realtime}/*.test.ts"],
        },
      },
      { test: { ...patient, name: "the chat page", include: ["test/browser/web/*.test.ts"] } },
    ],
  },
});
