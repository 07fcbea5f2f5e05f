import { type Bundle, byEsbuild, byRollup, weightOf } from "./bundle.ts";
import { partsOfRoot } from "./by-folder.ts";
import { entries } from "./entries.ts";
import { readmeSays } from "./readme.ts";

console.log("Bytes, minified and gzipped, with zod inside (1 kB = 1000 bytes)\n");
print("", "limit", "esbuild", "rollup");
for (const { name, title, code, base, limit } of entries) {
  const esbuild = await weigh(byEsbuild, code, base);
  const rollup = await weigh(byRollup, code, base);
  const weight = Math.max(esbuild, rollup);
  const complaint = weight > limit ? "too heavy" : readmeSays(title, weight, limit);
  if (complaint) process.exitCode = 1;
  print(name, limit, esbuild, rollup, complaint && `  ${complaint}`);
}

if (process.argv.includes("--by-folder")) {
  console.log(
    "\nEverything of the root, by esbuild: minified bytes, and what the gzipped bundle loses without\n",
  );
  print("", "minified", "gzipped");
  for (const { name, minified, gzipped } of await partsOfRoot()) print(name, minified, gzipped);
}

async function weigh(by: (code: string) => Promise<Bundle>, code: string, base?: string): Promise<number> {
  const { code: bundled } = await by(code);
  return weightOf(bundled) - (base === undefined ? 0 : await weigh(by, base));
}

function print(name: string, ...cells: readonly (string | number)[]): void {
  console.log([name.padEnd(30), ...cells.map((cell) => String(cell).padStart(10))].join("").trimEnd());
}
