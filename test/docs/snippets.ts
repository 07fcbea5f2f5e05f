import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A piece of code that the documentation shows. */
export interface Snippet {
  /** Where it stands, for people. */
  readonly name: string;
  readonly code: string;
}

/** The README's programs. */
export function readmeSnippets(): Snippet[] {
  return snippetsOf("README.md", readFileSync(`${root}README.md`, "utf8"), /^```ts\n(.*?)^```/gms);
}

/** The examples of docstrings. */
export function docstringSnippets(): Snippet[] {
  return readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) =>
      snippetsOf(`src/${file}`, readFileSync(`${root}src/${file}`, "utf8"), /^ *\* ```ts\n(.*?)^ *\* ```/gms),
    )
    .map(({ name, code }) => ({ name, code: code.replace(/^ *\* ?/gm, "") }));
}

function snippetsOf(file: string, text: string, block: RegExp): Snippet[] {
  return [...text.matchAll(block)].map((match) => {
    const line = text.slice(0, match.index).split("\n").length;
    return { name: `${file}:${line}`, code: match[1] ?? "" };
  });
}
