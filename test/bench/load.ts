import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { type PubClient, toPlainText } from "@giosg/pub-sdk";
import { PubRealtime } from "@giosg/pub-sdk/realtime";
import type { Load } from "./load-server.ts";

/** What came of a load. */
export interface LoadFigures {
  readonly sent: number;
  readonly received: number;
  /** Changes that did not come, came twice or out of order. */
  readonly wrong: number;
  readonly connections: number;
  /** How long the service took to send. */
  readonly sentMs: number;
  /** How long after the service had said so the last change was handed over. */
  readonly lateMs: number;
  /** Of the event loop, while it lasted: in milliseconds. */
  readonly delay: { readonly median: number; readonly p99: number; readonly longest: number };
  readonly heapMb: number;
}

interface Told {
  readonly port?: number;
  readonly reads?: number;
  readonly sent?: number;
  readonly ms?: number;
  readonly connections?: number;
}

/** Watches many paths over one real socket, on which a great deal happens, and counts what is handed over. */
export async function runLoad(load: Load, clientFor: (baseUrl: string) => PubClient): Promise<LoadFigures> {
  const worker = new Worker(new URL("load-server.ts", import.meta.url));
  const heard = (isIt: (told: Told) => unknown) =>
    new Promise<Told>((resolve, reject) => {
      worker.on("error", reject).on("message", (told: Told) => isIt(told) && resolve(told));
    });
  const { port } = await heard((told) => told.port);
  const realtime = new PubRealtime(clientFor(`http://127.0.0.1:${port}`), { url: `ws://127.0.0.1:${port}` });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  try {
    const each = (load.perSecond * load.seconds) / load.paths;
    const counts = { received: 0, wrong: 0 };
    const loops = Array.from({ length: load.paths }, (_, index) => follow(realtime, index, each, counts));
    await heard(({ reads }) => reads === load.paths);
    const heapBefore = process.memoryUsage().heapUsed;
    delay.enable();
    worker.postMessage(load);
    const { sent = 0, ms: sentMs = 0, connections = 0 } = await heard(({ sent }) => sent);
    const begun = performance.now();
    // A change that is lost would keep its loop waiting for ever.
    const end = setTimeout(() => realtime.close(), 10_000);
    await Promise.all(loops);
    clearTimeout(end);
    delay.disable();
    return {
      ...counts,
      wrong: counts.wrong + sent - counts.received,
      ...{ sent, sentMs, connections },
      lateMs: performance.now() - begun,
      delay: {
        median: delay.percentile(50) / 1e6,
        p99: delay.percentile(99) / 1e6,
        longest: delay.max / 1e6,
      },
      heapMb: (process.memoryUsage().heapUsed - heapBefore) / 1e6,
    };
  } finally {
    realtime.close();
    await worker.terminate();
  }
}

async function follow(
  realtime: PubRealtime,
  index: number,
  count: number,
  counts: { received: number; wrong: number },
): Promise<void> {
  const channelId = `${index.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;
  let next = 0;
  for await (const change of realtime.messages(channelId)) {
    const resource = change.action === "added" || change.action === "changed" ? change.resource : undefined;
    const action = next % 4 === 3 ? "changed" : "added";
    const isRight = resource && change.action === action && toPlainText(resource) === `Message ${next}`;
    if (isRight) counts.received += 1;
    else counts.wrong += 1;
    if (++next === count) return;
  }
}
