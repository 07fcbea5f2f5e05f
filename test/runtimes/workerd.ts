import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { installed } from "./install.js";
import { outcome, type Place, quiet, type Result } from "./runtimes.js";

const compatibilityDate = "2026-01-01";

/** The worker on a free port of this machine, which may talk to this machine alone; no flag, no Node. */
function configOf({ origin, closedOrigin }: Place): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "checks", worker = .checks),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "checks")],
);
const checks :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  bindings = [(name = "origin", text = "${origin}"), (name = "closedOrigin", text = "${closedOrigin}")],
  compatibilityDate = "${compatibilityDate}",
);
`;
}

/** Runs the checks in workerd, bundled by esbuild as workers are. */
export async function checkWorkerd(place: Place): Promise<Result> {
  const { folder } = place;
  const version = await versionOf(installed(".bin/workerd"));
  const { build } = await import(installed("esbuild/lib/main.js"));
  await build({
    entryPoints: [join(folder, "checks/worker.ts")],
    outfile: join(folder, "worker.js"),
    bundle: true,
    minify: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "warning",
  });
  const config = join(folder, "config.capnp");
  writeFileSync(config, configOf(place));
  const child = spawn(installed(".bin/workerd"), ["serve", "--control-fd=3", config], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  try {
    const port = await Promise.race([portOf(child.stdio[3] as Readable), ended.then(() => undefined)]);
    if (port === undefined) throw new Error(`workerd did not start: ${output}`);
    const ask = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(120_000) })).json();
    const shared = await Promise.all([ask("/shared"), ask("/shared"), ask("/shared")]).catch((error) => [
      error,
    ]);
    const { outcomes, facts } = await ask("/");
    const isShared = shared.every(({ name, asked }) => name === "Furnished" && asked === 1);
    return {
      outcomes: [
        ...outcomes,
        outcome(
          "workers: requests at the same time share a client and its token",
          isShared,
          JSON.stringify(shared),
        ),
        quiet("end: nothing that was printed holds a token or a text", { output }),
      ],
      facts: { ...facts, version },
    };
  } finally {
    child.kill();
    await ended;
  }
}

/** The version that the package has: `workerd 2026-10-23` is that of 1.20261023.1. */
async function versionOf(workerd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(workerd, ["--version"], { timeout: 30_000 });
  return `1.${stdout.replace(/\D/g, "")}.1`;
}

async function portOf(control: Readable): Promise<number | undefined> {
  for await (const line of createInterface(control)) {
    const { event, port } = JSON.parse(line);
    if (event === "listen") return port;
  }
  return undefined;
}
