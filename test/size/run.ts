import { byEsbuild, byRollup, weightOf } from "./bundle.ts";
import { partsOfRoot } from "./by-folder.ts";
import { entries } from "./entries.ts";

console.log("Bytes, minified and gzipped, with zod inside (1 kB = 1000 bytes)\n");
print("", "limit", "esbuild", "rollup");
for (const { name, code, limit } of entries) {
  const esbuild = weightOf((await byEsbuild(code)).code);
  const rollup = weightOf((await byRollup(code)).code);
  const isHeavy = Math.max(esbuild, rollup) > limit;
  if (isHeavy) process.exitCode = 1;
  print(name, limit, esbuild, rollup, isHeavy ? "too heavy" : "");
}

if (process.argv.includes("--by-folder")) {
  console.log(
    "\nEverything of the root, by esbuild: minified bytes, and what the gzipped bundle loses without\n",
  );
  print("", "minified", "gzipped");
  for (const { name, minified, gzipped } of await partsOfRoot()) print(name, minified, gzipped);
}

function print(name: string, ...cells: readonly (string | number)[]): void {
  console.log([name.padEnd(30), ...cells.map((cell) => String(cell).padStart(10))].join("").trimEnd());
}
