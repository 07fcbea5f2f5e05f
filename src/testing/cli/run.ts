import { PubInputError } from "../../errors/input-error.js";
import { type Command, help, readArguments, UsageError } from "./arguments.js";
import { exampleSandbox } from "./example-sandbox.js";
import { welcome } from "./welcome.js";

/** What is used of Node's process. */
export interface CliProcess {
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
  once(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}

/** Runs the command: exit code 0 where it has ended as it should, 1 where it could not start, 2 for wrong use. */
export async function run(process: CliProcess): Promise<void> {
  try {
    const command = readArguments(process.argv.slice(2));
    if (command.name === "help") process.stdout.write(help);
    else await serve(process, command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`pub-sdk: ${error.message}\n\n${help}`);
      process.exitCode = 2;
    } else if (error instanceof PubInputError) {
      process.stderr.write(`pub-sdk: ${error.message}\n`);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

async function serve(process: CliProcess, command: Extract<Command, { name: "sandbox" }>): Promise<void> {
  const sandbox = exampleSandbox(command.seed);
  if (command.latencyMs) {
    sandbox.fail({ times: Number.POSITIVE_INFINITY, with: { latencyMs: command.latencyMs } });
  }
  const server = await sandbox.listen(command.port);
  // With the server closed nothing keeps the process: it ends by itself. A second Ctrl-C would end it at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
  process.stdout.write(welcome(sandbox, server));
}
