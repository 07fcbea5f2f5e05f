// Works a client hard and counts what it leaves behind: `node --expose-gc --import ./source-hooks.mjs run.ts`.
// ENDURANCE_CALLS, ENDURANCE_ITERATIONS and ENDURANCE_ITEMS choose the size; the full one is the default.
import { fork } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { fileURLToPath } from "node:url";
import { PubClient } from "../../src/client.js";
import { PubError } from "../../src/errors/pub-error.js";

const calls = Number(process.env.ENDURANCE_CALLS ?? 100_000);
const iterations = Number(process.env.ENDURANCE_ITERATIONS ?? 1_000);
const items = Number(process.env.ENDURANCE_ITEMS ?? 1_000_000);

const id = "22222222-2222-4222-8222-222222222222";
const atOnce = 16;
const token = "t0";

/** The most that the heap may have grown by, whatever the size of the run. */
const heapBound = 1_000_000;

const failures: string[] = [];

function expectThat(isSo: boolean, what: string): void {
  if (!isSo) failures.push(what);
}

function report(name: string, figures: object): void {
  console.log(JSON.stringify({ run: name, ...figures }));
}

/** What the heap holds for good. */
async function heap(): Promise<number> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

/** Does a piece of work so many times, a few at once. */
async function repeat(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let index = 0;
  const worker = async () => {
    while (index < count) await work(index++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function openHandles(): Record<string, number> {
  const counts: Record<string, number> = {};
  // Pipes are the process's own output, which opens when it is first written to.
  const handles = process.getActiveResourcesInfo().filter((name) => name !== "PipeWrap");
  for (const name of handles) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Resolves to what a call came to: "ok", or the error's code or kind. */
async function endOf(call: Promise<unknown> | undefined): Promise<string> {
  try {
    await call;
    return "ok";
  } catch (error) {
    return PubError.is(error) ? error.code : String(error);
  }
}

async function callsOnARealServer(): Promise<void> {
  const service = fork(fileURLToPath(new URL("service.mjs", import.meta.url)), { execArgv: [] });
  const [{ port }] = (await once(service, "message")) as [{ port: number }];
  const ask = async () => {
    service.send("report");
    const [figures] = await once(service, "message");
    return figures as Record<"requests" | "connections" | "open" | "busy", number>;
  };
  const before = openHandles();

  // The one signal that lives as long as the application; the others live for one call.
  const { signal } = new AbortController();
  let listenersOfOthers = 0;
  const baseUrl = `http://127.0.0.1:${port}`;
  const pub = new PubClient({ organizationId: id, token: async () => token, baseUrl });
  const ends: Record<string, number> = {};
  const count = (end: string) => {
    ends[end] = (ends[end] ?? 0) + 1;
  };
  const stalled = { fault: "stall" };

  const kinds: readonly ((key: number) => Promise<unknown>)[] = [
    () => pub.channels.retrieve(id, { signal }),
    () => pub.messages.create(id, "Hello", { signal }),
    () => pub.channels.retrieve(id, { signal, query: { fault: "refuse" } }),
    (key) => pub.channels.retrieve(id, { signal, query: { fault: "retry", key } }),
    (key) => pub.messages.create(id, "Hello", { signal, query: { fault: "retry", key } }),
    () => pub.channels.update(id, { name: "General" }, { signal }),
    () => pub.messages.create(id, "Hello", { signal, query: { fault: "refuse" } }),
    () => pub.channels.list({}, { signal }).firstPage(),
    () => pub.channels.retrieve(id, { signal, timeoutMs: 5, query: stalled }),
    async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort("aborted"), 2);
      try {
        await pub.channels.retrieve(id, { signal: controller.signal, query: stalled });
      } finally {
        listenersOfOthers += getEventListeners(controller.signal, "abort").length;
      }
    },
  ];
  const oneCall = async (index: number) => count(await endOf(kinds[index % kinds.length]?.(index)));

  const oneIteration = async (index: number) => {
    const controller = new AbortController();
    const isAborted = index % 2 === 0;
    let seen = 0;
    const walk = async () => {
      for await (const _ of pub.channels.list({}, { signal: isAborted ? controller.signal : signal })) {
        // In the second page, while the third is on its way and never comes to an end.
        if (++seen < 6) continue;
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (!isAborted) break;
        controller.abort("left");
      }
    };
    count(`iteration: ${await endOf(walk())}`);
    listenersOfOthers += getEventListeners(controller.signal, "abort").length;
  };

  await repeat(Math.min(2_000, calls), oneCall);
  await repeat(Math.min(100, iterations), oneIteration);
  const warm = await heap();
  for (const end of Object.keys(ends)) delete ends[end];

  const startedAt = performance.now();
  await repeat(calls, oneCall);
  await repeat(iterations, oneIteration);
  const seconds = (performance.now() - startedAt) / 1_000;

  const heapGrowth = (await heap()) - warm;
  const listeners = getEventListeners(signal, "abort").length + listenersOfOthers;
  // What was cut off a moment ago is closed on the other side a moment later.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const after = openHandles();
  const { open, busy, connections, requests } = await ask();

  report("calls", {
    ...{ calls, iterations, seconds: Number(seconds.toFixed(1)), ends, listeners },
    ...{ heapWarm: warm, heapGrowth, handles: { before, after } },
    service: { requests, connections, open, busy },
  });
  expectThat(listeners === 0, `${listeners} listeners are left on signals`);
  expectThat(busy === 0, `${busy} connections are still at work`);
  expectThat(open <= 4 * atOnce, `${open} connections are open, where ${atOnce} calls ran at once`);
  expectThat(heapGrowth < heapBound, `the heap grew by ${heapGrowth} bytes`);
  for (const [name, left] of Object.entries(after)) {
    const was = before[name] ?? 0;
    expectThat(left <= was, `${left} of ${name} are left, there were ${was}`);
  }
  const expected: Record<string, number> = {
    ok: (calls / 10) * 6,
    forbidden: (calls / 10) * 2,
    timeout: calls / 10,
    aborted: calls / 10,
    "iteration: ok": iterations / 2,
    "iteration: left": iterations / 2,
  };
  for (const [end, times] of Object.entries(expected)) {
    expectThat(ends[end] === times, `${ends[end]} ended with ${end}, not ${times}`);
  }
  service.disconnect();
  await once(service, "exit");
}

async function longIteration(): Promise<void> {
  const pageSize = 1_000;
  const channel = {
    id,
    name: "General",
    description: "",
    organization_id: id,
    created_at: "2026-01-02T03:04:05.678Z",
    updated_at: "2026-01-02T03:04:05.678Z",
    avatar_url: null,
    is_direct_message: false,
    latest_message: null,
    latest_message_created_at: null,
  };
  const results = JSON.stringify(Array.from({ length: pageSize }, () => channel));
  const pages = items / pageSize;
  const origin = "https://api.giosg.com";
  const fetch = async (url: string) => {
    const { pathname, searchParams } = new URL(url);
    const cursor = Number(searchParams.get("cursor") ?? 0) + 1;
    const next = cursor < pages ? JSON.stringify(`${origin}${pathname}?cursor=${cursor}`) : null;
    return new Response(`{"next":${next},"results":${results}}`);
  };
  const { signal } = new AbortController();
  const pub = new PubClient({ organizationId: id, token, fetch });
  let seen = 0;
  let pageOfSample = 0;
  const samples: number[] = [];
  const startedAt = performance.now();
  for await (const _ of pub.channels.list({}, { signal })) {
    // In the middle of a page, where what is held is the same each time.
    if (seen++ % pageSize !== pageSize / 2) continue;
    if (pageOfSample++ % Math.ceil(pages / 10) === 0) samples.push(await heap());
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const listeners = getEventListeners(signal, "abort").length;
  const [, first = 0, ...later] = samples;
  const heapGrowth = Math.max(...later) - first;
  report("items", {
    items: seen,
    seconds: Number(seconds.toFixed(1)),
    listeners,
    heapWarm: first,
    heapGrowth,
    heapSamples: samples,
  });
  expectThat(seen === items, `${seen} items came, not ${items}`);
  expectThat(listeners === 0, `${listeners} listeners are left on the signal`);
  expectThat(heapGrowth < heapBound, `the heap grew by ${heapGrowth} bytes`);
}

if (!globalThis.gc) throw new Error("node must be started with --expose-gc");
await callsOnARealServer();
await longIteration();
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
