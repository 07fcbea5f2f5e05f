import { spawn } from "node:child_process";

/** How a program ended, and all that it printed. */
export interface Ended {
  /** `undefined` where it had to be ended. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly output: string;
}

const longestRunMs = 120_000;

/** Runs a program to its end, for two minutes at most. */
export function runProgram(
  command: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<Ended> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), longestRunMs);
    child.once("error", reject).once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, stdout, output });
    });
  });
}
