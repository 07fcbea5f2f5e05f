import { type Bench, clientOf, cpuClock, measure, type Row, rawCall } from "./bench.ts";
import { channelId, messageOf } from "./data.ts";
import { singlePath } from "./one-call.ts";

/** What the SDK itself takes for a call, beside fetch and the parsing of the answer. */
export async function ownTime({ pairs }: Bench): Promise<readonly Row[]> {
  const text = JSON.stringify(messageOf());
  const headers = { "content-type": "application/json" };
  const fetch = async () => new Response(text, { headers });
  const baseUrl = "http://localhost";
  const pub = clientOf({ baseUrl, fetch });
  const id = singlePath.slice(-36);
  const { ours, raw, difference } = await measure(
    () => pub.messages.retrieve(channelId, id),
    () => rawCall(baseUrl + singlePath, fetch),
    pairs,
    2_000,
    cpuClock,
  );
  const us = 1_000;
  return [
    {
      what: "the SDK's own time for a call",
      unit: "us",
      ours: ours * us,
      raw: raw * us,
      figure: difference * us,
      aim: 60,
      isRatio: false,
    },
  ];
}
