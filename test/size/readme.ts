import { readFileSync } from "node:fs";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const rows = readme.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));

/** The weights that the README begins with. */
const introduced: Readonly<Record<string, RegExp>> = {
  "`PubClient`": /A client with everything that it validates is ([\d.]+) kB/,
  "everything of `/message`": /composing messages alone is ([\d.]+) kB/,
};

/** What the README says otherwise of a bundle's weight and limit, both in bytes; empty where it says the same. */
export function readmeSays(title: string, weight: number, limit: number): string {
  const [, , saidWeight, saidLimit] = rows.find(([, cell]) => cell === title) ?? [];
  const said = [saidWeight];
  const inIntroduction = introduced[title];
  if (inIntroduction) said.push(inIntroduction.exec(readme)?.[1]);
  const right = (weight / 1000).toFixed(1);
  const wrong = said.findIndex((figure) => figure !== right);
  if (wrong >= 0) return `the README says ${said[wrong] ?? "nothing"} kB, not ${right}`;
  return Number(saidLimit) * 1000 === limit ? "" : `the README says that the limit is ${saidLimit} kB`;
}
