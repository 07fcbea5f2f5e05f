import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import type { Sandbox } from "../../src/testing/index.js";

/** How a program ended: with a code, or by a signal. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts an example as its user would, with nothing but the given environment; it ends with the test at the latest. */
export function start(example: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const file = fileURLToPath(new URL(`../../examples/${example}`, import.meta.url));
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [file, ...args], { env: { PATH, ...env } });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  const ended = new Promise<Ended>((end, fail) => {
    child.once("error", fail).once("close", (code) => end({ code, ...said }));
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    child,
    ended,
    /** What it has printed as errors so far. */
    complaints: () => said.stderr,
    /** Waits until it has printed something. */
    says: (pattern: RegExp) => expect.poll(() => said.stdout, { timeout: 30_000 }).toMatch(pattern),
  };
}

/** Lets examples use a sandbox until the test ends; answers the environment that they need for that. */
export async function environmentFor(sandbox: Sandbox) {
  const { url, close } = await sandbox.listen();
  onTestFinished(close);
  return {
    PUB_TOKEN: sandbox.users[0].token,
    PUB_ORGANIZATION_ID: sandbox.organizationId,
    PUB_BASE_URL: url,
  };
}

/** Runs an example to its end. */
export function run(example: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  return start(example, args, env).ended;
}
