import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

const workshop = inject("workshop");

/** Where the consumers are, and what is installed there. */
export const consumers = join(workshop, "consumers");
export const tarball = join(workshop, "package.tgz");
export const installed = join(consumers, "node_modules/@giosg/pub-sdk");

/** A file of a tool, which the consumers do not have among their packages. */
export function tool(path: string): string {
  return join(workshop, "tools/node_modules", path);
}

interface Target {
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly import: Target; readonly require: Target }>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The package.json as it was published. */
export const manifest: Manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));

/** Every entry of the package that is code: what to import, and the files behind it. */
export const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === "string" ? [] : [{ name: manifest.name + path.slice(1), ...target }],
);

/** What every consumer program prints. */
export const expectedLines = [
  "channel Releases",
  "sent Release is out: see www.giosg.com, not README.md",
  "links https://www.giosg.com",
  "valid true false",
  "listed Release is out tomorrow | Good morning",
  "told added Good night true",
  "closed closed true 0",
  "caught PubNotFoundError 404 true true",
  "refused PubInputError invalid_input true true",
  "",
].join("\n");
