import { join } from "node:path";
import { plantedText, plantedToken } from "./checks/planted.js";
import type { Outcome } from "./checks/suite.js";
import { installed } from "./install.js";
import { type Ended, runProgram } from "./process.js";

/** Where the checks run, and whom they talk to. */
export interface Place {
  /** Of the consumer. */
  readonly folder: string;
  readonly origin: string;
  /** Of the service with sockets. */
  readonly socketOrigin: string;
  readonly closedOrigin: string;
}

/** What became of the checks on one runtime. */
export interface Result {
  readonly outcomes: readonly Outcome[];
  readonly facts: Readonly<Record<string, string>>;
}

/** A runtime that runs a program from a file. */
export interface FileRuntime {
  readonly name: string;
  /** The command that runs a file; `origins` are those that the program may talk to. */
  command(file: string, origins: readonly string[]): readonly string[];
}

const node = (name: string): FileRuntime => ({
  name,
  command: (file) => [installed(`${name}/bin/node`), "--disable-warning=ExperimentalWarning", file],
});

export const fileRuntimes: readonly FileRuntime[] = [
  node("node-22"),
  node("node-24"),
  node("node-26"),
  { name: "bun", command: (file) => [installed(".bin/bun"), "--no-install", file] },
  {
    name: "deno",
    // With no more rights than to talk to the service and to read its own files.
    command: (file, origins) => [
      installed(".bin/deno"),
      "run",
      "--no-prompt",
      "--cached-only",
      "--node-modules-dir=manual",
      `--allow-net=${origins.map((origin) => new URL(origin).host)}`,
      file,
    ],
  },
];

/** Runs the checks on a runtime, and a program that ends with an error that nobody catches. */
export async function checkFileRuntime(runtime: FileRuntime, place: Place): Promise<Result> {
  const { folder, origin, socketOrigin, closedOrigin } = place;
  const run = (file: string, ...args: string[]) =>
    runProgram(
      [...runtime.command(join(folder, "checks", file), [origin, socketOrigin, closedOrigin]), ...args],
      folder,
      // Caches of its own, so that nothing comes from another run.
      { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(folder, ".deno") },
    );
  const ended = await run("main.ts", runtime.name, origin, closedOrigin);
  const crashed = await run("crash.ts", `${origin}/echo/${runtime.name}-crash`);
  const lines = ended.stdout.split("\n").filter((line) => /^\{"(check|facts)":/.test(line));
  const parsed = lines.map((line) => JSON.parse(line));
  const { facts } = parsed.find((line) => line.facts) ?? {};
  return {
    outcomes: [
      ...parsed.filter((line) => line.check),
      outcome("end: every check was come to", facts !== undefined, ended.output),
      outcome("end: the process ends by itself, well", ended.code === 0, `exit code ${ended.code}`),
      quiet("end: nothing that was printed holds a token or a text", ended),
      outcome("crash: an error that nobody catches is printed", isNamed(crashed), crashed.output),
      quiet("crash: no token and no text is printed", crashed),
    ],
    facts: facts ?? {},
  };
}

function isNamed({ code, output }: Ended): boolean {
  return code !== 0 && code !== undefined && /PubBadRequestError|POST \/api/.test(output);
}

/** Whether a program kept to itself what it must not print. */
export function quiet(check: string, { output }: Pick<Ended, "output">): Outcome {
  const line = output.split("\n").find((text) => text.includes(plantedToken) || text.includes(plantedText));
  return outcome(check, line === undefined, `printed: ${line}`);
}

/** An outcome, with what is wrong where it is not well. */
export function outcome(check: string, isWell: boolean, problem: string): Outcome {
  return { check, ...(!isWell && { problem: problem.slice(-2_000) }) };
}
