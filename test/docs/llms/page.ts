import type ts from "typescript";
import { readmeSnippets } from "../snippets.ts";
import { type Entry, type Export, manifest, readEntries, root } from "./entries.ts";
import { printed } from "./print.ts";

/** The whole public interface on one page, for language models and people in a hurry. */
export function llmsPage(): string {
  const { entries, checker } = readEntries();
  const publicNames = new Set(entries.flatMap((entry) => entry.exports.map(({ name }) => name)));
  const described = new Set<string>();
  const sections = entries.map((entry) => sectionOf(entry, described, publicNames, checker));
  return [
    `# ${manifest.name} ${manifest.version}`,
    `> ${manifest.description}`,
    "Everything that the package exports, by what to import. Endpoints are those under `/api/pub/v1/orgs/<organization_id>`.",
    `## First program\n\n${block(readmeSnippets()[0]?.code ?? "")}`,
    ...sections,
    "",
  ].join("\n\n");
}

function sectionOf(
  { name, doc, exports }: Entry,
  described: Set<string>,
  publicNames: ReadonlySet<string>,
  checker: ts.TypeChecker,
): string {
  const own = exports.filter((exported) => !described.has(exported.name));
  const others = exports.filter((exported) => described.has(exported.name));
  const groups = new Map<string, Export[]>();
  for (const exported of own) {
    described.add(exported.name);
    groups.set(groupOf(exported), [...(groups.get(groupOf(exported)) ?? []), exported]);
  }
  const blocks = [...groups].flatMap(([group, members]) => [
    ...(groups.size > 1 ? [`### ${group}`] : []),
    block(members.map((exported) => printed(exported, publicNames, checker)).join("\n\n")),
  ]);
  const again = others.map((exported) => `\`${exported.name}\``).join(", ");
  return [`## ${name}`, doc, ...blocks, again && `As above: ${again}.`]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The chapter of the source that declares it. */
function groupOf({ declarations: [declaration] }: Export): string {
  const path = declaration?.getSourceFile().fileName.slice(`${root}src/`.length) ?? "";
  return path.includes("/") ? path.replace(/\/.*/, "") : "client";
}

function block(code: string): string {
  return `\`\`\`ts\n${code.trim()}\n\`\`\``;
}
