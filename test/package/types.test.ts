import { join } from "node:path";
import { expect, test } from "vitest";
import { runNode } from "./run.js";
import { consumers, tool } from "./workshop.js";

const compilers = ["5.6", "5.9", "6.0", "7.0"];

/** Each folder's tsconfig says what is promised there; all of them are strict and check the library's own declarations. */
const resolutions = [
  ["nodenext, ESM and CommonJS", "nodenext", compilers],
  ["bundler", "bundler", compilers],
  ["node16, with Node's types in the DOM's place", "node", compilers],
  // What `"module": "commonjs"` meant until TypeScript 6 deprecated it.
  ["node10", "node10", ["5.6", "5.9"]],
] as const;

const cases = resolutions.flatMap(([name, config, versions]) =>
  versions.map((version) => ({ name, config, version })),
);

test.for(cases)(
  "TypeScript $version compiles what applications write: $name",
  async ({ config, version }) => {
    const compiler = tool(`typescript-${version}/bin/tsc`);
    expect(await runNode([compiler, "--version"], consumers)).toContain(`Version ${version}.`);
    await runNode([compiler, "-p", `tsconfig.${config}.json`], join(consumers, "types"));
  },
);
