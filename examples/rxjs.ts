// Prints what is written in a channel, once a second and with a count, until Ctrl-C: what happens as an observable.
//
//   node examples/rxjs.ts --channel <id>
import { parseArgs } from "node:util";
import { type Message, PubClient, PubInputError, toPlainText } from "@giosg/pub-sdk";
import { type Change, PubRealtime, type Watch } from "@giosg/pub-sdk/realtime";
import { createSandbox } from "@giosg/pub-sdk/testing";
import {
  bufferTime,
  defer,
  filter,
  finalize,
  from,
  fromEvent,
  map,
  merge,
  type Observable,
  scan,
  takeUntil,
} from "rxjs";

const usage = `Usage: node examples/rxjs.ts [--channel <id>]

  --channel <id>   the channel to listen to (in the sandbox: the one that is there)

With PUB_TOKEN (or PUB_ACCESS_TOKEN) and PUB_ORGANIZATION_ID set it listens to the real service, over the socket that
PUB_SOCKET_URL names, or by asking every few seconds. Without them it uses the sandbox, a service in memory where
somebody writes now and then.`;

/** What happens, from the moment of each subscription on, and until its end. */
function changes<T extends object>(watch: (signal: AbortSignal) => Watch<T>): Observable<Change<T>> {
  return defer(() => {
    const leaving = new AbortController();
    // By itself, `from` looks whether anybody listens only when something has happened.
    return from(watch(leaving.signal)).pipe(finalize(() => leaving.abort()));
  });
}

/** The real service if the environment names one, or else a sandbox in which somebody writes. */
function connect(channelId = "") {
  const { PUB_TOKEN: token, PUB_ACCESS_TOKEN: accessToken, PUB_ORGANIZATION_ID } = process.env;
  const { PUB_BASE_URL: baseUrl, PUB_SOCKET_URL: url } = process.env;
  if (token || accessToken) {
    const organizationId = PUB_ORGANIZATION_ID || misuse("PUB_ORGANIZATION_ID is needed beside the token.");
    if (!channelId) misuse("Which channel? Say it with --channel <id>.");
    const auth = token ? { token } : { accessToken };
    const pub = new PubClient({ organizationId, baseUrl, ...auth });
    return { realtime: new PubRealtime(pub, { url }), channelId };
  }
  const sandbox = createSandbox({ now: () => new Date() });
  const { users, fetch, WebSocket, socketUrl } = sandbox;
  const channel = sandbox.addChannel({ name: "Releases" });
  let count = 0;
  setInterval(() => sandbox.addMessage(channel.id, `Message ${++count}`), 400).unref();
  const pub = new PubClient({
    organizationId: sandbox.organizationId,
    token: users[0].token,
    baseUrl: sandbox.url,
    fetch,
  });
  return { realtime: new PubRealtime(pub, { url: socketUrl, WebSocket }), channelId: channel.id };
}

function main(): void {
  const { values } = parseArgs({ options: { channel: { type: "string" } } });
  const { realtime, channelId } = connect(values.channel);
  realtime.onStatus((status) => console.log(`(${status})`));

  changes<Message>((signal) => realtime.messages(channelId, { signal }))
    .pipe(
      filter((change) => change.action === "added"),
      map(({ resource }) => toPlainText(resource)),
      bufferTime(1_000),
      filter((texts) => texts.length > 0),
      scan(({ total }, texts) => ({ total: total + texts.length, texts }), { total: 0, texts: [""] }),
      takeUntil(merge(fromEvent(process, "SIGINT"), fromEvent(process, "SIGTERM"))),
    )
    .subscribe({
      next: ({ total, texts }) => console.log(`${total} so far: ${texts.join(" | ")}`),
      error: complain,
      complete: () => console.log("Stopped."),
    });
}

function complain(error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error);
  const isMisuse = error instanceof PubInputError || (error instanceof TypeError && "code" in error);
  console.error(isMisuse ? `${problem}\n\n${usage}` : problem);
  process.exitCode = isMisuse ? 2 : 1;
}

function misuse(problem: string): never {
  throw new PubInputError(problem);
}

try {
  main();
} catch (error) {
  complain(error);
}
