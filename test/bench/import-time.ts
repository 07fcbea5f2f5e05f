import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Bench, measure, type Row } from "./bench.ts";

const run = promisify(execFile);
const cwd = fileURLToPath(new URL(".", import.meta.url));

export async function importTime({ pairs }: Bench): Promise<readonly Row[]> {
  const node = (code: string) => run(process.execPath, ["--input-type=module", "--eval", code], { cwd });
  const taken = await measure(
    () => node('import "@giosg/pub-sdk"'),
    () => node(""),
    pairs,
  );
  const { ours, raw, difference } = taken;
  return [
    { what: "import (raw: bare Node)", unit: "ms", ours, raw, figure: difference, aim: 60, isRatio: false },
  ];
}
