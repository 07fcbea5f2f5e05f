import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Bench, measure, type Row, ratioRow, rawCall, token } from "./bench.ts";
import { singlePath, twenty } from "./one-call.ts";

const folder = fileURLToPath(new URL("peers/", import.meta.url));

export async function peers({ url, pairs }: Bench): Promise<readonly Row[]> {
  if (!existsSync(`${folder}node_modules`)) {
    execFileSync("npm", ["ci", "--silent"], { cwd: folder, timeout: 120_000, stdio: "inherit" });
  }
  const { callsOf } = await import(new URL("peers/calls.mjs", import.meta.url).href);
  const calls: Record<string, () => Promise<unknown>> = callsOf(url, singlePath, token);
  const raw = () => rawCall(url + singlePath);
  const rows: Row[] = [];
  for (const [name, call] of Object.entries(calls)) {
    rows.push(ratioRow(`${name}: one call`, await measure(call, raw, pairs, 40)));
    rows.push(ratioRow(`${name}: twenty at a time`, await measure(twenty(call), twenty(raw), pairs, 5)));
  }
  return rows;
}
