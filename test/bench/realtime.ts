import { type Bench, clientOf, type Row } from "./bench.ts";
import { runLoad } from "./load.ts";

const load = { paths: 1_000, perSecond: 10_000, seconds: 5 };

/** A thousand watched paths on one socket, ten thousand changes a second; throws where one is lost. */
export async function realtime(_bench: Bench): Promise<readonly Row[]> {
  const figures = await runLoad(load, (baseUrl) => clientOf({ baseUrl }));
  const { received, wrong, sent, connections, sentMs, lateMs, delay, heapMb } = figures;
  console.log(
    `${received} of ${sent} changes, ${wrong} wrong, on ${load.paths} paths and ${connections} socket(s), ` +
      `sent in ${sentMs.toFixed(0)} ms`,
  );
  if (wrong > 0 || connections !== 1) throw new Error("Changes were lost, or there was more than one socket");
  const row = (what: string, unit: Row["unit"], ours: number): Row => ({
    ...{ what, unit, ours, figure: ours, isRatio: false },
  });
  return [
    row("realtime: last change after the service's word", "ms", lateMs),
    row("realtime: event loop, median (5 ms: the clock)", "ms", delay.median),
    row("realtime: event loop, 99 of 100", "ms", delay.p99),
    row("realtime: event loop, longest", "ms", delay.longest),
    row("realtime: heap, garbage included", "MB", heapMb),
  ];
}
