import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { clientOf, type Row } from "./bench.ts";
import { channelId, pageOfMessages, pageSize, pageText } from "./data.ts";

const items = 1_000_000;

/** What the heap holds after a tenth of the items, and after all of them. */
export async function heap(): Promise<readonly Row[]> {
  const [before, after] = await heapOver(items);
  const figure = after - before;
  return [
    {
      what: "heap over a million items (raw: at the first tenth)",
      unit: "MB",
      ours: after,
      raw: before,
      figure,
      aim: 1,
      isRatio: false,
    },
  ];
}

async function heapOver(count: number): Promise<readonly [number, number]> {
  const messages = pageOfMessages();
  const baseUrl = "https://pub.example.com";
  let page = 0;
  const fetch = async () => new Response(pageText(baseUrl, `cursor=${++page}`, messages));
  let seen = 0;
  let before = 0;
  for await (const { id } of clientOf({ baseUrl, fetch }).messages.list(channelId)) {
    if (id && ++seen === count / 10) before = await heapUsed();
    if (seen === count - pageSize) return [before, await heapUsed()];
  }
  throw new Error("The list ended");
}

async function heapUsed(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed / 1e6;
}
