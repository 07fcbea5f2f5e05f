import { message } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { type Bench, cpuClock, measure, type Row, ratioRow } from "./bench.ts";

const userId = "3f770799-dc7c-4096-8b27-35a6eb45144c";
const url = "https://example.com/notes?x=1#top";
const shot = "https://cdn.giosg.com/shot.png";
const written =
  "Hello Maija, call +358 40 123 4567 or mail maija@example.com, see https://giosg.com and README.md. ";

/** Nothing raw does what these do: beside them stands the plain object, or the text's own length. */
export async function messages({ pairs }: Bench): Promise<readonly Row[]> {
  const build = () =>
    message("Hello ").mention(userId, "Maija").text(", see ").link(url).image(shot).toPayload();
  const plain = () => ({
    id: crypto.randomUUID(),
    body: {
      version: 3,
      chunks: [
        { type: "text", text: "Hello " },
        { type: "mention", text: "@Maija" },
        { type: "text", text: ", see " },
        { type: "link", kind: "url", text: url },
        { type: "image", url: shot },
      ],
    },
    notify_users: [userId],
  });
  const long = written.repeat(20);
  const words = () => long.split(" ").map((text) => ({ type: "text", text }));
  return [
    ratioRow(
      "a message of five chunks (raw: the object)",
      await measure(build, plain, pairs, 20_000, cpuClock),
    ),
    ratioRow(
      "parseText of 2 kB (raw: split at spaces)",
      await measure(() => parseText(long), words, pairs, 400, cpuClock),
    ),
  ];
}
