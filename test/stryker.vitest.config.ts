import base from "./vitest.config.js";

/** The tests of the mutated folders, and of what shows them to users. */
const folders = ["http", "errors", "pagination", "resources", "leaks"];

export default {
  ...base,
  test: {
    ...base.test,
    include: ["test/client.test.ts", ...folders.map((folder) => `test/${folder}/**/*.test.ts`)],
  },
};
