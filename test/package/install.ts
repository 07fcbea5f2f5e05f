import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { run } from "./run.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The temporary folder: `package.tgz`, `consumers` with nothing installed but that, `tools` beside them. */
    workshop: string;
  }
}

const here = fileURLToPath(new URL(".", import.meta.url));
const repository = fileURLToPath(new URL("../..", import.meta.url));
const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];

/** Packs the library and installs it as an application does, far from the repository's own node_modules. */
export default async function install(project: TestProject): Promise<() => void> {
  const workshop = realpathSync(mkdtempSync(join(tmpdir(), "pub-sdk-package-")));
  const remove = () => rmSync(workshop, { recursive: true, force: true });
  try {
    for (const folder of ["consumers", "tools"]) {
      cpSync(join(here, folder), join(workshop, folder), { recursive: true });
    }
    const types = join(workshop, "consumers/types");
    for (const format of ["esm", "cjs"]) {
      cpSync(join(types, "programs"), join(types, format), { recursive: true });
    }
    await Promise.all([
      // Without the scripts, which none of the tools needs: esbuild's would put a binary in the place of its program.
      run("npm", ["install", "--ignore-scripts", ...quietly], join(workshop, "tools")),
      pack(workshop).then((tarball) =>
        run("npm", ["install", ...quietly, tarball], join(workshop, "consumers")),
      ),
    ]);
  } catch (error) {
    remove();
    throw error;
  }
  project.provide("workshop", workshop);
  return remove;
}

async function pack(workshop: string): Promise<string> {
  const folder = join(workshop, "packed");
  mkdirSync(folder);
  await run("npm", ["pack", "--pack-destination", folder, "--loglevel=error"], repository);
  const [file = ""] = readdirSync(folder);
  cpSync(join(folder, file), join(workshop, "package.tgz"));
  return join(workshop, "package.tgz");
}
