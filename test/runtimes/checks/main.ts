// The checks on Node, Bun and Deno: main.ts <name> <origin> <closed origin>. One line of JSON for each outcome.
import process from "node:process";
import { inspect } from "node:util";
import "./all.ts";
import "./commonjs.ts";
import { type Outcome, type Runtime, runChecks } from "./suite.ts";

interface Globals {
  readonly Bun?: { readonly version: string; inspect(value: unknown, options: object): string };
  readonly Deno?: {
    readonly version: { readonly deno: string };
    inspect(value: unknown, options: object): string;
  };
}

const { Bun, Deno }: Globals = globalThis as Globals;
const [name = "", origin = "", closedOrigin = ""] = process.argv.slice(2);
const report = (line: Outcome | { readonly facts: object }) => console.log(JSON.stringify(line));

const unhandled: string[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(String(reason)));

const at: Runtime = {
  name,
  origin,
  closedOrigin,
  printers: [
    (value) => inspect(value, { depth: 12, showHidden: true, getters: true }),
    ...(Bun ? [(value: unknown) => Bun.inspect(value, { depth: 12 })] : []),
    ...(Deno
      ? [(value: unknown) => Deno.inspect(value, { depth: 12, showHidden: true, getters: true })]
      : []),
  ],
  facts: { version: Bun?.version ?? Deno?.version.deno ?? process.versions.node },
};
await runChecks(at, report);

// What is rejected and forgotten is told of only after the tasks that are due.
await new Promise((resolve) => setTimeout(resolve, 50));
report({
  check: "end: no rejection is unhandled",
  ...(unhandled.length > 0 && { problem: unhandled.join("; ") }),
});
report({ facts: at.facts });
// No process.exit(): the runner checks that nothing is left that keeps the process alive.
