import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sharedRun } from "../support/fault-leaks.js";
import { text, tokens } from "./planted.js";

const program = fileURLToPath(new URL("crash-program.ts", import.meta.url));
const hooks = new URL("../endurance/source-hooks.mjs", import.meta.url).href;

/** Runs the program to its end and answers all that it wrote. */
async function outputOf(way: string, status: string, flags: readonly string[]) {
  const child = spawn(process.execPath, ["--import", hooks, ...flags, program, way], {
    env: { ...process.env, PLANTED_TOKEN: tokens.first, PLANTED_TEXT: text, STATUS: status },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { output, code };
}

/** What the program does with which status of the service (0: no answer), and how the process ends. */
interface Run {
  readonly way: string;
  readonly status: string;
  readonly name: string;
  readonly code: number;
  readonly flags?: readonly string[];
}

const runs: readonly Run[] = [
  { way: "rejection", status: "400", name: "PubBadRequestError", code: 1 },
  { way: "rejection", status: "200", name: "PubResponseError", code: 1 },
  { way: "rejection", status: "0", name: "PubConnectionError", code: 1 },
  { way: "iteration", status: "403", name: "PubPermissionError", code: 1 },
  { way: "exception", status: "500", name: "PubServerError", code: 1, flags: ["--trace-uncaught"] },
  { way: "wrapped", status: "409", name: "PubConflictError", code: 1 },
  {
    way: "rejection",
    status: "404",
    name: "PubNotFoundError",
    code: 0,
    flags: ["--unhandled-rejections=warn"],
  },
  { way: "logged", status: "422", name: "PubBadRequestError", code: 0 },
  { way: "logged", status: "0", name: "PubConnectionError", code: 0 },
];

test.concurrent.each(runs)(
  "the output of a process ($way, $status: $name) shows neither token nor text",
  async ({ way, status, name, code, flags = [] }) => {
    const ended = await outputOf(way, status, flags);
    expect(ended.output).toContain(name);
    expect(ended.code).toBe(code);
    expect(sharedRun(ended.output, [tokens.first, text])).toBeUndefined();
  },
  30_000,
);
