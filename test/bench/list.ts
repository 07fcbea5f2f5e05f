import type { PageData } from "@giosg/pub-sdk/schemas";
import { type Bench, clientOf, measure, type Row, ratioRow, rawCall } from "./bench.ts";
import { channelId, latencyMs, messagePath, pageCount, pageSize } from "./data.ts";

/** What a page's messages keep the application busy. */
const workMs = 5;

export async function list({ url, pairs }: Bench): Promise<readonly Row[]> {
  const pub = clientOf({ baseUrl: url });
  const walk = async (work: () => void, query: Record<string, number>) => {
    let count = 0;
    for await (const { id } of pub.messages.list(channelId, {}, { query })) if (id && ++count) work();
    check(count);
  };
  const rawWalk = async (query: string) => {
    let count = 0;
    let next: string | null = `${url}${messagePath}?${query}`;
    while (next) {
      const page = (await rawCall(next)) as PageData<{ id: string }>;
      for (const { id } of page.results) if (id) count++;
      next = page.next;
    }
    check(count);
  };
  const fast = await measure(
    () => walk(() => {}, { cursor: 0 }),
    () => rawWalk("cursor=0"),
    pairs,
  );
  const slow = await measure(
    () => walk(work, { cursor: 0, latency: latencyMs }),
    () => rawWalk(`cursor=0&latency=${latencyMs}`),
    pairs,
  );
  return [
    ratioRow("10 000 messages", fast, 1.55),
    // The longer of the two is the latency, which raw fetch meets alone.
    ratioRow(`  ${latencyMs} ms of latency and ${workMs} ms of work a page`, slow, 1.1),
  ];
}

function check(count: number): void {
  if (count !== pageCount * pageSize) throw new Error(`${count} messages came`);
}

/** A message's share of the work. */
function work(): void {
  const until = performance.now() + workMs / pageSize;
  while (performance.now() < until);
}
