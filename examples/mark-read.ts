// Prints what a user has not read yet, in channels and direct messages, and marks it as read:
//
//   node examples/mark-read.ts --user <id>
import { parseArgs } from "node:util";
import { type Channel, PubClient, PubInputError } from "@giosg/pub-sdk";
import { toPlainText } from "@giosg/pub-sdk/message";
import { createSandbox } from "@giosg/pub-sdk/testing";

const usage = `Usage: node examples/mark-read.ts [--user <id>] [--dry-run]

  --user <id>   the user whose channels are marked (in the sandbox: its third user)
  --dry-run     prints, and marks nothing

With PUB_TOKEN (or PUB_ACCESS_TOKEN) and PUB_ORGANIZATION_ID set it works on the real service, without them in the
sandbox, a service in memory.`;

/** How many of a channel's unread messages are printed; the rest is counted. */
const mostPrinted = 5;

interface Unread {
  readonly channel: Channel;
  readonly count: number;
  readonly mentions: number;
}

const stop = new AbortController();
const { signal } = stop;
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());

/** The channels where there is something to read. */
async function* findUnread(pub: PubClient, userId: string): AsyncGenerator<Unread> {
  // By their creation: in the default order, channels change places whenever somebody writes, and one may be missed.
  const ordering = "created_at";
  for await (const channel of pub.channels.listJoined(userId, { ordering }, { signal })) {
    const { unread_message_count: count = 0, unread_mention_count: mentions = 0 } = channel;
    if (count > 0) yield { channel, count, mentions };
  }
  // Direct messages come without counts, which the user's membership has.
  for await (const channel of pub.dmChannels.list(userId, { ordering }, { signal })) {
    const member = await pub.members.retrieve(channel.id, userId, { signal });
    const { unread_message_count: count, unread_mention_count: mentions = 0 } = member;
    if (count > 0) yield { channel, count, mentions };
  }
}

/** Prints a channel's unread messages: the latest of those that others wrote until a time. */
async function print(pub: PubClient, userId: string, { channel, count, mentions }: Unread, until: string) {
  console.log(
    `${channel.name || "Direct messages"}: ${count} unread${mentions ? `, mentions: ${mentions}` : ""}`,
  );
  const lines: string[] = [];
  const wanted = Math.min(count, mostPrinted);
  for await (const received of pub.messages.list(channel.id, { ordering: "-created_at" }, { signal })) {
    if (lines.length === wanted) break;
    if (received.sender_id === userId || Date.parse(received.created_at) > Date.parse(until)) continue;
    const from = received.sender?.full_name ?? received.sender_id ?? "giosg";
    lines.push(`  ${received.created_at}  ${from}: ${toPlainText(received)}`);
  }
  if (count > lines.length) lines.push(`  … and ${count - lines.length} before`);
  for (const line of lines.reverse()) console.log(line);
}

async function markRead(pub: PubClient, userId: string, isDryRun: boolean): Promise<void> {
  let [channels, messages] = [0, 0];
  for await (const unread of findUnread(pub, userId)) {
    const { id, latest_message_created_at: latest } = unread.channel;
    // The latest message's time rather than now: what is written in the meantime stays unread.
    const until = latest ?? new Date().toISOString();
    await print(pub, userId, unread, until);
    if (!isDryRun) await pub.members.markSeen(id, userId, until, { signal });
    channels++;
    messages += unread.count;
  }
  const sum = `${messages} messages in ${channels} channels`;
  console.log(isDryRun ? `${sum} are unread.` : messages ? `Marked ${sum} as read.` : "Nothing was unread.");
}

/** The real service if the environment names one, or else a sandbox in which a user has not looked for a while. */
function connect(userId = ""): { readonly pub: PubClient; readonly userId: string } {
  const { PUB_TOKEN: token, PUB_ACCESS_TOKEN: accessToken, PUB_ORGANIZATION_ID, PUB_BASE_URL } = process.env;
  if (token || accessToken) {
    const organizationId = PUB_ORGANIZATION_ID || misuse("PUB_ORGANIZATION_ID is needed beside the token.");
    const auth = token ? { token } : { accessToken };
    const pub = new PubClient({ organizationId, baseUrl: PUB_BASE_URL, ...auth });
    return { pub, userId: userId || misuse("Which user? Say it with --user <id>.") };
  }
  const sandbox = createSandbox();
  sandbox.seed({ channels: 4, messages: 120 });
  const { organizationId, users, url: baseUrl, fetch } = sandbox;
  const [maija, , user = maija] = users;
  const { id } = sandbox.addDmChannel([maija.id, user.id]);
  sandbox.addMessage(id, { sender_id: maija.id, body: { version: 1, message: "Have you seen it?" } });
  const pub = new PubClient({ organizationId, token: user.token, baseUrl, fetch });
  return { pub, userId: userId || user.id };
}

function misuse(problem: string): never {
  throw new PubInputError(problem);
}

try {
  const options = { user: { type: "string" }, "dry-run": { type: "boolean" } } as const;
  const { user, "dry-run": isDryRun = false } = parseArgs({ options }).values;
  const { pub, userId } = connect(user);
  await markRead(pub, userId, isDryRun);
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  const isMisuse = error instanceof PubInputError || (error instanceof TypeError && "code" in error);
  if (signal.aborted) console.error("Stopped. What was not printed is still unread.");
  else console.error(isMisuse ? `${problem}\n\n${usage}` : problem);
  process.exitCode = signal.aborted ? 130 : isMisuse ? 2 : 1;
}
