import { once } from "node:events";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { Row, Subject } from "./bench.ts";
import { heap } from "./heap.ts";
import { importTime } from "./import-time.ts";
import { list } from "./list.ts";
import { messages } from "./message.ts";
import { oneCall } from "./one-call.ts";
import { ownTime } from "./own-time.ts";
import { peers } from "./peers.ts";
import { realtime } from "./realtime.ts";
import { validationAlone } from "./validation.ts";

// npm run bench -- [--only <name>] [--pairs <count>]
const subjects: Readonly<Record<string, Subject>> = {
  call: oneCall,
  own: ownTime,
  list,
  validation: validationAlone,
  message: messages,
  import: importTime,
  heap,
  realtime,
  peers,
};

const { only, pairs } = parseArgs({
  options: { only: { type: "string", multiple: true }, pairs: { type: "string", default: "25" } },
}).values;
const chosen = only ?? Object.keys(subjects);

const server = new Worker(new URL("server.ts", import.meta.url));
const [url] = await once(server, "message");
print("", "ours", "raw", "ratio", "aim", "");
for (const name of chosen) {
  const subject = subjects[name];
  if (!subject) throw new Error(`${name} is none of ${Object.keys(subjects).join(", ")}`);
  for (const row of await subject({ url, pairs: Number(pairs) })) printRow(row);
}
await server.terminate();

function printRow({ what, unit, ours, raw, figure, isRatio, aim }: Row): void {
  const amount = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`;
  const compared = (value: number) =>
    isRatio ? value.toFixed(2) : `${value < 0 ? "" : "+"}${amount(value)}`;
  const isReached = aim === undefined ? "" : figure <= aim ? "reached" : "not reached";
  const cells = [amount(ours), raw === undefined ? "" : amount(raw), compared(figure)];
  print(what, ...cells, aim === undefined ? "" : compared(aim), isReached);
}

function print(what: string, ...cells: readonly string[]): void {
  console.log(what.padEnd(52) + cells.map((cell) => cell.padStart(13)).join(""));
}
