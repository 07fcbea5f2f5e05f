import { BaseSequencer, type TestSpecification } from "vitest/node";
import base from "./vitest.config.js";

/** The tests of the mutated folders, and of what shows them to users. */
const folders = ["http", "errors", "pagination", "resources", "leaks"];
const files = ["test/client.test.ts", "test/faults/defects.test.ts"];

/** Those that take a second and more: they come last, as the first test that fails ends a mutant's run. */
const slow = /leaks|resources|http\/(answers|base-url|outcome|retries)/;

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => Number(slow.test(a.moduleId)) - Number(slow.test(b.moduleId)));
  }
}

export default {
  ...base,
  test: {
    ...base.test,
    // A child process does not see the mutants.
    exclude: ["test/leaks/crash.test.ts"],
    include: [...files, ...folders.map((folder) => `test/${folder}/**/*.test.ts`)],
    // One load of the sources for all test files of a mutant's run takes half of its time away.
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
};
