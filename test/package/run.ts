import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a program to its end and answers what it printed; a failure says what it printed, too. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", CI: "1" };
  try {
    const { stdout, stderr } = await execute(command, args, {
      cwd,
      env,
      timeout: 240_000,
      maxBuffer: 2 ** 26,
    });
    return stdout + stderr;
  } catch (error) {
    const { message, stdout = "", stderr = "" } = error as Error & { stdout?: string; stderr?: string };
    // Lines of a minified bundle are long, and tell nothing.
    const lines = [message, stdout, stderr].join("\n").split("\n");
    throw new Error(lines.map((line) => line.slice(0, 300)).join("\n"));
  }
}

/** Runs a JavaScript program with this Node. */
export function runNode(args: readonly string[], cwd: string): Promise<string> {
  return run(process.execPath, args, cwd);
}
