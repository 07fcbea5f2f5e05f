import { type Bench, clientOf, measure, type Row, ratioRow, rawCall } from "./bench.ts";
import { channelId, messagePath } from "./data.ts";

const messageId = "4b6d8087-f266-4de6-b391-62567d4a84b2";

export const singlePath = `${messagePath}/${messageId}`;

export async function oneCall({ url, pairs }: Bench): Promise<readonly Row[]> {
  const pub = clientOf({ baseUrl: url });
  const ours = () => pub.messages.retrieve(channelId, messageId);
  const raw = () => rawCall(url + singlePath);
  return [
    ratioRow("one call", await measure(ours, raw, pairs, 40), 1.4),
    ratioRow("twenty calls at a time", await measure(twenty(ours), twenty(raw), pairs, 5)),
  ];
}

export function twenty(work: () => Promise<unknown>): () => Promise<unknown> {
  return () => Promise.all(Array.from({ length: 20 }, work));
}
