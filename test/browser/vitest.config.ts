import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
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

export default defineConfig({
  root,
  test: {
    projects: [
      {
        resolve: { alias },
        // Known from the start: one that is found later would load the page anew, amid the tests.
        optimizeDeps: { include: ["ky", "linkify-it", "zod/mini"] },
        test: {
          name: "pages of another origin",
          include: ["test/browser/*.test.ts"],
          globalSetup: "test/browser/support/control.ts",
          setupFiles: "test/browser/support/setup.ts",
          api: { port: 0 },
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
    ],
  },
});
