import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./install.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const checks = fileURLToPath(new URL("checks", import.meta.url));

/** A project outside of this one that has installed the package as it is published. */
export interface Consumer {
  readonly folder: string;
  /** The path of one of the package's built files. */
  module(file: string): string;
  remove(): void;
}

/** Packs the package, installs the tarball, and lays the checks beside it. */
export async function makeConsumer(): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), "pub-sdk-runtimes-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const [{ filename }] = JSON.parse(
      await npm(root, "pack", "--silent", "--json", "--pack-destination", folder),
    );
    const manifest = {
      private: true,
      type: "module",
      dependencies: { "@giosg/pub-sdk": `file:${filename}` },
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    await npm(folder, "install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
    cpSync(checks, join(folder, "checks"), { recursive: true });
    const module = (file: string) => join(folder, "node_modules/@giosg/pub-sdk/dist", file);
    return { folder, module, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
