import { longestTimerMs } from "../../http/sleep.js";

/** What the command is to do. */
export type Command =
  | { readonly name: "help" }
  | {
      readonly name: "sandbox";
      readonly port: number;
      readonly seed: number | undefined;
      readonly latencyMs: number | undefined;
    };

/** The command was called wrongly. */
export class UsageError extends Error {}

const defaultPort = 4010;
const options = {
  "--port": { least: 0, most: 65_535 },
  "--seed": { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER },
  "--latency": { least: 0, most: longestTimerMs },
} as const;

type Option = keyof typeof options;

/** How the command is called. */
export const help = `Usage: pub-sdk sandbox [options]

Starts a Pub service in memory, to try the API and to test applications. Ctrl-C ends it, and what it holds.

Options:
  --port <number>     port to listen at, 0 for any that is free (default: ${defaultPort})
  --seed <number>     other ids, tokens, names and texts (default: 1)
  --latency <number>  milliseconds by which every answer comes later (default: 0)
  -h, --help          show this
`;

/**
 * Reads what the command was called with.
 *
 * @throws UsageError that says what was wrong and what is accepted
 */
export function readArguments(given: readonly string[]): Command {
  if (given.includes("--help") || given.includes("-h")) return { name: "help" };
  const [command, ...rest] = given;
  if (command === undefined) throw new UsageError("a command is missing; there is sandbox");
  if (command !== "sandbox") throw new UsageError(`unknown command ${command}; there is sandbox`);
  const values = new Map<Option, number>();
  for (let index = 0; index < rest.length; index++) {
    const [name = "", ...assigned] = (rest[index] ?? "").split("=");
    if (!isOption(name)) {
      const what = name.startsWith("-") ? "option" : "argument";
      throw new UsageError(`unknown ${what} ${name}; there are ${Object.keys(options).join(", ")}, --help`);
    }
    if (assigned.length === 0) index += 1;
    values.set(name, numberOf(name, assigned.length > 0 ? assigned.join("=") : rest[index]));
  }
  return {
    name: "sandbox",
    port: values.get("--port") ?? defaultPort,
    seed: values.get("--seed"),
    latencyMs: values.get("--latency"),
  };
}

function isOption(name: string): name is Option {
  return Object.hasOwn(options, name);
}

function numberOf(name: Option, text: string | undefined): number {
  const { least, most } = options[name];
  const value = text !== undefined && /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(
    `${name} takes a whole number from ${least} to ${most}${text === undefined ? "" : `, not ${text}`}`,
  );
}
