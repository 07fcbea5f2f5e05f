import base from "./vitest.config.js";

/** The tests of the mutated folders, and of what shows them to users. */
const folders = ["http", "errors", "pagination", "resources", "leaks"];

export default {
  ...base,
  test: {
    ...base.test,
    // A child process does not see the mutants.
    exclude: ["test/leaks/crash.test.ts"],
    include: ["test/client.test.ts", ...folders.map((folder) => `test/${folder}/**/*.test.ts`)],
  },
};
