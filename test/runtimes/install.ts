import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const folder = fileURLToPath(new URL(".", import.meta.url));
const mark = `${folder}node_modules/.installed-from`;
const longestInstallMs = 600_000;

/** Installs the runtimes that the manifest pins, unless they are there. */
export async function installRuntimes(): Promise<void> {
  const wanted = ["package.json", "package-lock.json"]
    .map((file) => readFileSync(folder + file, "utf8"))
    .join("");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
  console.log("Installing the runtimes …");
  await npm(folder, "ci", "--no-audit", "--no-fund");
  writeFileSync(mark, wanted);
}

/** Runs npm in a folder. */
export async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  // What the npm above tells its scripts of its own project is not meant for another one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(name),
    ),
  );
  const { stdout } = await promisify(execFile)("npm", args, { cwd, env, timeout: longestInstallMs });
  return stdout;
}

/** The manifest's version of each runtime, by the name that it has there. */
export function pinnedVersions(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  return Object.fromEntries(
    Object.entries<string>(dependencies).map(([name, version]) => [name, version.replace(/^.*@/, "")]),
  );
}

/** The path of a file of an installed package. */
export function installed(path: string): string {
  return `${folder}node_modules/${path}`;
}
