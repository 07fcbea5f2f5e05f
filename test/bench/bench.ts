import { PubClient, type PubClientOptions } from "@giosg/pub-sdk";
import { organizationId } from "./data.ts";

/** What the subjects measure with. */
export interface Bench {
  /** Of the server. */
  readonly url: string;
  readonly pairs: number;
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly unit: "ms" | "us" | "MB";
  readonly ours: number;
  readonly raw?: number;
  /** What is compared with the aim: a ratio, unless `unit` is its unit as well. */
  readonly figure: number;
  readonly aim?: number;
  readonly isRatio: boolean;
}

export type Subject = (bench: Bench) => Promise<readonly Row[]>;
export type Work = () => unknown;

export const token = "0123456789abcdef0123456789abcdef01234567";

export function clientOf(options: Pick<PubClientOptions, "baseUrl" | "fetch">): PubClient {
  return new PubClient({ organizationId, token, ...options });
}

/** What an application without an SDK would write. */
export async function rawCall(url: string, fetch = globalThis.fetch): Promise<unknown> {
  const headers = { Accept: "application/json", Authorization: `Token ${token}` };
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${response.status}`);
  return JSON.parse(await response.text());
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/** What two pieces of work take, measured in turns, so that whatever else the machine does is shared. */
export interface Pairs {
  /** Medians in milliseconds, of one go. */
  readonly ours: number;
  readonly raw: number;
  /** Medians over the pairs, which are steadier than those over each side. */
  readonly ratio: number;
  readonly difference: number;
}

/**
 * @param goes how often a sample does its work: for what is too short to be timed by itself
 * @param clock of milliseconds
 */
export async function measure(
  ours: Work,
  raw: Work,
  pairs: number,
  goes = 1,
  clock: () => number = () => performance.now(),
): Promise<Pairs> {
  const sample = async (work: Work) => {
    const start = clock();
    for (let go = 0; go < goes; go++) await work();
    return (clock() - start) / goes;
  };
  const warmUntil = performance.now() + 1_500;
  for (let round = 0; round < 2 || performance.now() < warmUntil; round++) {
    await sample(ours);
    await sample(raw);
  }
  const taken: { ours: number; raw: number }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    // Neither side always comes first.
    const early = pair % 2 ? await sample(raw) : 0;
    const own = await sample(ours);
    taken.push({ ours: own, raw: pair % 2 ? early : await sample(raw) });
  }
  return {
    ours: median(taken.map((pair) => pair.ours)),
    raw: median(taken.map((pair) => pair.raw)),
    ratio: median(taken.map((pair) => pair.ours / pair.raw)),
    difference: median(taken.map((pair) => pair.ours - pair.raw)),
  };
}

/** The thread's own time, for work that waits for nothing: on a busy machine the wall clock counts others' work. */
export function cpuClock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** A line that says how many times as long ours takes. */
export function ratioRow(what: string, { ours, raw, ratio }: Pairs, aim?: number): Row {
  const isShort = raw < 1;
  const scale = isShort ? 1_000 : 1;
  const unit = isShort ? "us" : "ms";
  return {
    what,
    unit,
    ours: ours * scale,
    raw: raw * scale,
    figure: ratio,
    isRatio: true,
    ...(aim && { aim }),
  };
}
