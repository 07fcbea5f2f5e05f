// Waits until a channel's live stream can be watched, and then follows how many watch it, until Ctrl-C:
//
//   node examples/watch-stream.ts --channel <id>
//
// When the stream ends, it waits for the next one. All of this needs no token: it is what visitors may ask.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { PubClient, PubError, PubInputError } from "@giosg/pub-sdk";
import { createSandbox } from "@giosg/pub-sdk/testing";

const usage = `Usage: node examples/watch-stream.ts [--channel <id>] [--every <seconds>]

  --channel <id>      the channel whose stream it is (in the sandbox: the one that is there)
  --every <seconds>   how often it asks for the viewers; 10 by default

With PUB_ORGANIZATION_ID set it asks the real service, without it the sandbox, a service in memory where somebody goes
live a few seconds later. PUB_TOKEN and PUB_ACCESS_TOKEN are neither needed nor sent.`;

const stop = new AbortController();
const { signal } = stop;
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());

/** Follows a stream from the moment when it can be watched to its end. */
async function follow(pub: PubClient, channelId: string, everyMs: number): Promise<void> {
  say("Waiting for the stream.");
  await pub.conference.waitUntilWatchable(channelId, { signal });
  say("The stream can be watched.");
  let shown: number | undefined;
  for (;;) {
    const [status, viewers] = await Promise.all([
      pub.conference.retrieveStreamStatus(channelId, { signal }),
      pub.conference.retrieveStreamViewerCount(channelId, { signal }),
    ]);
    if (!status.is_watchable) return say("The stream is over.");
    if (viewers.viewer_count !== shown) say(`${viewers.viewer_count} watching`);
    shown = viewers.viewer_count;
    await sleep(everyMs, undefined, { signal });
  }
}

/** Follows one stream after the other, and outlives what passes: a service that is down, a network that is away. */
async function watch(pub: PubClient, channelId: string, everyMs: number): Promise<never> {
  for (;;) {
    try {
      await follow(pub, channelId, everyMs);
    } catch (error) {
      if (!PubError.is(error) || !error.retryable) throw error;
      console.error(`${error.message}: trying again`);
    }
    await sleep(everyMs, undefined, { signal });
  }
}

function say(text: string): void {
  console.log(`${new Date().toISOString()}  ${text}`);
}

/** The real service if the environment names an organization, or else a sandbox in which a stream is about to start. */
function connect(channelId = ""): { readonly pub: PubClient; readonly channelId: string } {
  const { PUB_TOKEN, PUB_ACCESS_TOKEN, PUB_ORGANIZATION_ID: organizationId, PUB_BASE_URL } = process.env;
  if (organizationId) {
    const pub = new PubClient({ organizationId, baseUrl: PUB_BASE_URL });
    return { pub, channelId: channelId || misuse("Which channel? Say it with --channel <id>.") };
  }
  if (PUB_TOKEN || PUB_ACCESS_TOKEN) misuse("PUB_ORGANIZATION_ID is needed beside the token.");
  const sandbox = createSandbox();
  const channel = sandbox.addChannel({ name: "Town hall" });
  const status = { is_connected: true, is_watchable: false, seconds_until_watchable: 2 };
  const stream = sandbox.addStream(channel.id, { status });
  setTimeout(() => {
    stream.status = { is_connected: true, is_watchable: true, seconds_until_watchable: 0 };
  }, 2_000).unref();
  setInterval(() => {
    if (stream.status.is_watchable) stream.viewer_count += Math.floor(Math.random() * 5);
  }, 1_000).unref();
  const pub = new PubClient({
    organizationId: sandbox.organizationId,
    baseUrl: sandbox.url,
    fetch: sandbox.fetch,
  });
  return { pub, channelId: channelId || channel.id };
}

function misuse(problem: string): never {
  throw new PubInputError(problem);
}

try {
  const options = { channel: { type: "string" }, every: { type: "string", default: "10" } } as const;
  const { channel, every } = parseArgs({ options }).values;
  const everyMs = Number(every) * 1_000;
  if (!(everyMs > 0 && everyMs < 2 ** 31)) misuse("--every takes a number of seconds above 0.");
  const { pub, channelId } = connect(channel);
  await watch(pub, channelId, everyMs);
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  const isMisuse = error instanceof PubInputError || (error instanceof TypeError && "code" in error);
  if (signal.aborted) say("Stopped.");
  else console.error(isMisuse ? `${problem}\n\n${usage}` : problem);
  process.exitCode = signal.aborted ? 0 : isMisuse ? 2 : 1;
}
