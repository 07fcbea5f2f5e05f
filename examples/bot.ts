// A bot that answers whoever mentions it, once, however often it is stopped, crashes or loses an answer:
//
//   node examples/bot.ts --user <id> --name Helper
//
// It stores nothing. The id of an answer follows from the id of the message that it answers: what is answered can be
// read from the channel, and the service refuses to take the same answer twice.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Message, PubClient, PubError, PubInputError } from "@giosg/pub-sdk";
import { chunksOf, message, toPlainText } from "@giosg/pub-sdk/message";
import { createSandbox } from "@giosg/pub-sdk/testing";

const usage = `Usage: node examples/bot.ts [--user <id>] [--name <name>] [--every <seconds>]

  --user <id>         the user that the bot is; it answers in the channels that this user has joined
  --name <name>       what it is mentioned by, without the @
  --every <seconds>   how often it looks for messages; 5 by default

With PUB_TOKEN (or PUB_ACCESS_TOKEN) and PUB_ORGANIZATION_ID set it works on the real service, and must be told user
and name; without them in the sandbox, a service in memory, where somebody keeps asking.`;

const longestPauseMs = 24 * 3_600_000; // after a longer one, nobody waits for an answer any more
const latenessMs = 60_000; // how much later than its time says a message may appear

interface Bot {
  readonly pub: PubClient;
  readonly id: string;
  readonly name: string;
}

const stop = new AbortController();
const { signal } = stop;
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());

/** What the bot says: yours to write. It may take its time, and may come to other words when it is asked again. */
async function replyTo(mention: Message) {
  const { sender_id = "", sender } = mention;
  const greeting = message("Hello ").mention(sender_id, sender?.full_name ?? "there");
  return greeting.text(`, you wrote: ${toPlainText(mention)}`);
}

/** The id of a bot's answer to a message, the same each time: a UUID (version 8) from a hash of both. */
async function answerIdOf(bot: Bot, messageId: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${bot.id} ${messageId}`));
  const hex = Buffer.from(hash).toString("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-8$3-8$4-$5");
}

function isForBot({ id, name }: Bot, { sender_id, sender, ...received }: Message): boolean {
  // Two bots that answer each other would never end.
  if (!sender_id || sender_id === id || sender?.is_bot) return false;
  const mention = `@${name}`.toLowerCase();
  return chunksOf(received).some((chunk) => chunk.type === "mention" && chunk.text.toLowerCase() === mention);
}

/** The mentions since a time that have no answer yet, the oldest first. */
async function findUnanswered(bot: Bot, channelId: string, since: number): Promise<Message[]> {
  const ids = new Set<string>();
  const mentions: Message[] = [];
  // The newest first: so an answer is met before what it answers.
  for await (const received of bot.pub.messages.list(channelId, { ordering: "-created_at" }, { signal })) {
    if (Date.parse(received.created_at) < since) break;
    ids.add(received.id);
    if (isForBot(bot, received) && !ids.has(await answerIdOf(bot, received.id))) mentions.push(received);
  }
  return mentions.reverse();
}

async function answer(bot: Bot, mention: Message): Promise<void> {
  const id = await answerIdOf(bot, mention.id);
  const reply = await replyTo(mention);
  try {
    await bot.pub.messages.create(mention.channel_id, reply.withId(id), { signal });
  } catch (error) {
    const code = PubError.is(error) ? error.code : "";
    if (code === "forbidden") return console.error(`Not answered: ${error}`);
    if (code !== "conflict" && code !== "bad_request") throw error;
    // Maybe because it was answered before, in other words. Then that answer is there.
    await bot.pub.messages.retrieve(mention.channel_id, id, { signal }).catch(() => Promise.reject(error));
  }
  console.log(`${mention.sender?.full_name ?? mention.sender_id} has an answer to: ${toPlainText(mention)}`);
}

/** Looks into the channels where something was written since the last look, which `seen` tells of. */
async function lookAround(bot: Bot, seen: Map<string, Message>): Promise<void> {
  const joined = bot.pub.channels.listJoined(bot.id, { ordering: "created_at" }, { signal });
  for await (const { id, latest_message: latest } of joined) {
    const before = seen.get(id);
    if (!latest || latest.id === before?.id) continue;
    const since = before ? Date.parse(before.created_at) - latenessMs : Date.now() - longestPauseMs;
    for (const mention of await findUnanswered(bot, id, since)) await answer(bot, mention);
    seen.set(id, latest);
  }
}

/** The real service if the environment names one, or else a sandbox in which somebody asks every few seconds. */
function connect(id = "", name = ""): Bot {
  const { PUB_TOKEN: token, PUB_ACCESS_TOKEN: accessToken, PUB_ORGANIZATION_ID, PUB_BASE_URL } = process.env;
  if (token || accessToken) {
    const organizationId = PUB_ORGANIZATION_ID || misuse("PUB_ORGANIZATION_ID is needed beside the token.");
    if (!id || !name) misuse("Who is the bot? Say it with --user <id> and --name <name>.");
    const auth = token ? { token } : { accessToken };
    return { pub: new PubClient({ organizationId, baseUrl: PUB_BASE_URL, ...auth }), id, name };
  }
  const sandbox = createSandbox({ users: [{ full_name: "Helper", is_bot: true }], now: () => new Date() });
  const [bot] = sandbox.users;
  const { id: asker } = sandbox.addUser({ full_name: "Maija" });
  const channel = sandbox.addChannel({ name: "Questions", members: [asker] });
  const body = message().mention(bot.id, bot.full_name).text(" are you there?").toBody();
  const ask = () => sandbox.addMessage(channel.id, { sender_id: asker, body, notify_users: [bot.id] });
  ask();
  setInterval(ask, 3_000).unref();
  const { organizationId, url: baseUrl, fetch } = sandbox;
  const pub = new PubClient({ organizationId, token: bot.token, baseUrl, fetch });
  return { pub, id: bot.id, name: bot.full_name };
}

function misuse(problem: string): never {
  throw new PubInputError(problem);
}

async function main(): Promise<void> {
  const texts = { user: { type: "string" }, name: { type: "string" }, every: { type: "string" } } as const;
  const { user, name, every = "5" } = parseArgs({ options: texts }).values;
  const everyMs = Number(every) * 1_000;
  if (!(everyMs > 0 && everyMs < 2 ** 31)) misuse("--every takes a number of seconds above 0.");
  const bot = connect(user, name);
  const seen = new Map<string, Message>();
  console.log(`@${bot.name} is listening. Ctrl-C ends it.`);
  for (;;) {
    try {
      await lookAround(bot, seen);
    } catch (error) {
      if (!PubError.is(error) || !error.retryable) throw error;
      console.error(`${error.message}: trying again`);
    }
    await sleep(everyMs, undefined, { signal });
  }
}

try {
  await main();
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  const isMisuse = error instanceof PubInputError || (error instanceof TypeError && "code" in error);
  if (signal.aborted) console.log("Stopped.");
  else console.error(isMisuse ? `${problem}\n\n${usage}` : problem);
  process.exitCode = signal.aborted ? 0 : isMisuse ? 2 : 1;
}
