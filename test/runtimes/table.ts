import { readFileSync } from "node:fs";
import { pinnedVersions } from "./install.js";

/** What the table says of a runtime, and what is said from its runs. */
interface Row {
  /** In the manifest. */
  readonly name: string;
  readonly title: string;
  readonly notes: string;
}

/** What the checks have found out. */
export type Facts = Readonly<Record<string, string>>;

const rows: readonly Row[] = [
  { name: "node-22", title: "Node 22", notes: "ESM and CommonJS" },
  { name: "node-24", title: "Node 24", notes: "ESM and CommonJS" },
  { name: "node-26", title: "Node 26", notes: "ESM and CommonJS" },
  { name: "bun", title: "Bun", notes: "ESM and CommonJS" },
  { name: "deno", title: "Deno", notes: "ESM and CommonJS; needs no right but `--allow-net`" },
  { name: "workerd", title: "workerd", notes: "bundled, without flags; requests may share a client" },
];

const heads = [
  "runtime",
  "tested",
  "checks",
  "code where a connection is refused, cut",
  "sends again by itself",
  "notes",
];

/** The README's table, of what the runs have found. */
export function tableOf(facts: Readonly<Record<string, Facts>>, pass: (name: string) => boolean): string {
  const versions = pinnedVersions();
  const cells = rows.map(({ name, title, notes }) => {
    const { refused, cut, repeated } = facts[name] ?? {};
    const codes = [refused, cut].map((code) => (code ? `\`${code}\`` : "none"));
    return [
      title,
      versions[name] ?? "",
      pass(name) ? "all pass" : "FAILED",
      codes[0] === codes[1] ? `${codes[0]}` : codes.join(", "),
      repeated ? `${repeated.replaceAll(" ", ", ")}` : "nothing",
      notes,
    ];
  });
  return aligned([heads, ...cells]);
}

function aligned([heads = [], ...rest]: readonly (readonly string[])[]): string {
  const widths = heads.map((_, column) =>
    Math.max(...[heads, ...rest].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}

/** The README's own table; empty where it has none. */
export function tableOfReadme(): string {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  return /^\| runtime .*\n(?:\|.*\n)+/m.exec(readme)?.[0].trimEnd() ?? "";
}

/** The versions of a table, by the runtimes' titles. */
export function versionsOf(table: string): Readonly<Record<string, string>> {
  const lines = table.split("\n").slice(2);
  return Object.fromEntries(
    lines.map((line) =>
      line
        .split("|")
        .slice(1, 3)
        .map((cell) => cell.trim()),
    ),
  );
}

/** What the manifest says of the versions, by the runtimes' titles. */
export function pinnedByTitle(): Readonly<Record<string, string>> {
  const versions = pinnedVersions();
  return Object.fromEntries(rows.map(({ name, title }) => [title, versions[name] ?? ""]));
}
