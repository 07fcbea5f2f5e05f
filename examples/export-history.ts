// Writes a channel's whole history to a file, the oldest message first, one JSON object a line (NDJSON):
//
//   node examples/export-history.ts history.ndjson --channel <id>
//
// After Ctrl-C or a crash, the same command goes on where it stopped: no message is lost, and none is there twice.
import { existsSync } from "node:fs";
import { type FileHandle, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PubClient, PubInputError } from "@giosg/pub-sdk";
import { createSandbox } from "@giosg/pub-sdk/testing";

const usage = `Usage: node examples/export-history.ts [file] [--channel <id>]

  file             where to write; standard output without one, where a stopped export cannot go on
  --channel <id>   the channel whose history it is (in the sandbox: the one that is there)

With PUB_TOKEN (or PUB_ACCESS_TOKEN) and PUB_ORGANIZATION_ID set it reads from the real service, without them from
the sandbox, a service in memory.`;

/** Where an export stands: kept beside the file, and written after the page that it counts. */
interface Bookmark {
  readonly channelId: string;
  /** URL of the next page; the first page without one. */
  readonly next?: string;
  readonly messages: number;
  /** How much of the file they take. What comes after is a page that was not finished. */
  readonly bytes: number;
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
// Nobody reads any more, as with `| head`.
process.stdout.on("error", () => stop.abort());

/** The real service if the environment names one, or else a sandbox with a long history. */
function connect(channelId = ""): { readonly pub: PubClient; readonly channelId: string } {
  const { PUB_TOKEN: token, PUB_ACCESS_TOKEN: accessToken, PUB_ORGANIZATION_ID, PUB_BASE_URL } = process.env;
  if (token || accessToken) {
    const organizationId = PUB_ORGANIZATION_ID || misuse("PUB_ORGANIZATION_ID is needed beside the token.");
    const auth = token ? { token } : { accessToken };
    const pub = new PubClient({ organizationId, baseUrl: PUB_BASE_URL, ...auth });
    return { pub, channelId: channelId || misuse("Which channel? Say it with --channel <id>.") };
  }
  const sandbox = createSandbox();
  const { organizationId, users, url: baseUrl, fetch } = sandbox;
  const [channel] = sandbox.seed({ channels: 1, messages: 2_000 }).channels;
  const pub = new PubClient({ organizationId, token: users[0].token, baseUrl, fetch });
  return { pub, channelId: channelId || (channel?.id ?? "") };
}

async function exportHistory(pub: PubClient, channelId: string, file?: string): Promise<void> {
  let bookmark = file ? await bookmarkFor(file, channelId) : { channelId, messages: 0, bytes: 0 };
  const output = file ? await openAt(file, bookmark) : undefined;
  const params = { ordering: "created_at", from: bookmark.next } as const;
  try {
    for await (const page of pub.messages.list(channelId, params, { signal: stop.signal }).pages()) {
      const lines = page.results.map((message) => `${JSON.stringify(message)}\n`).join("");
      if (output) await output.appendFile(lines);
      else await new Promise((written) => process.stdout.write(lines, written));
      bookmark = {
        channelId,
        ...(page.next && { next: page.next }),
        messages: bookmark.messages + page.results.length,
        bytes: bookmark.bytes + Buffer.byteLength(lines),
      };
      tell(`${bookmark.messages} messages, up to ${page.results.at(-1)?.created_at ?? "here"}`);
      // The messages must have reached the disk before the bookmark that counts them. After the last page there is
      // nothing to go on with: until the end, the bookmark stays in front of it.
      await output?.datasync();
      if (file && page.next) await writeBookmark(file, bookmark);
    }
  } finally {
    await output?.close();
  }
  if (file) await rm(bookmarkFileOf(file));
  tell(`Done: ${bookmark.messages} messages.`, true);
}

function bookmarkFileOf(file: string): string {
  return `${file}.bookmark`;
}

/** The bookmark of an export that was stopped, or that of a new one. */
async function bookmarkFor(file: string, channelId: string): Promise<Bookmark> {
  if (existsSync(bookmarkFileOf(file))) {
    const bookmark: Bookmark = JSON.parse(await readFile(bookmarkFileOf(file), "utf8"));
    if (bookmark.channelId !== channelId)
      misuse(`${file} is the unfinished export of another channel, ${bookmark.channelId}.`);
    tell(`Going on after ${bookmark.messages} messages.`, true);
    return bookmark;
  }
  if (existsSync(file)) misuse(`${file} is there already: remove it, or name another file.`);
  const bookmark = { channelId, messages: 0, bytes: 0 };
  // Before the file itself: a file without a bookmark is a finished one.
  await writeBookmark(file, bookmark);
  return bookmark;
}

/** Replaces the bookmark in one step: it is the old one or the new one, never half of one. */
async function writeBookmark(file: string, bookmark: Bookmark): Promise<void> {
  const draft = `${bookmarkFileOf(file)}.new`;
  await writeFile(draft, JSON.stringify(bookmark), { flush: true });
  await rename(draft, bookmarkFileOf(file));
}

/** Opens the file where the bookmark stands, and cuts off what was not finished. */
async function openAt(file: string, { bytes }: Bookmark): Promise<FileHandle> {
  const output = await open(file, "a");
  const { size } = await output.stat();
  if (size < bytes) misuse(`${file} is shorter than it was: remove it and ${bookmarkFileOf(file)}.`);
  await output.truncate(bytes);
  return output;
}

let toldAt = 0;

/** A line on stderr: rewritten in place on a terminal, and a new one now and then elsewhere. */
function tell(text: string, isLasting = false): void {
  const { isTTY } = process.stderr;
  if (!isLasting && Date.now() - toldAt < (isTTY ? 50 : 1_000)) return;
  toldAt = Date.now();
  process.stderr.write(`${isTTY ? "\r\x1b[K" : ""}${text}${isTTY && !isLasting ? "" : "\n"}`);
}

function misuse(problem: string): never {
  throw new PubInputError(problem);
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { channel: { type: "string" } },
  });
  if (positionals.length > 1) misuse("One file, please.");
  const { pub, channelId } = connect(values.channel);
  await exportHistory(pub, channelId, positionals[0]);
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  const isMisuse = error instanceof PubInputError || (error instanceof TypeError && "code" in error);
  if (error === stop.signal.reason) tell("Stopped. An export to a file goes on with the same command.", true);
  else tell(isMisuse ? `${problem}\n\n${usage}` : problem, true);
  process.exitCode = error === stop.signal.reason ? 130 : isMisuse ? 2 : 1;
}
