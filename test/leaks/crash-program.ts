// What an application does with a failed call: `node crash-program.ts <way>`. Token and text come from outside, so
// that no line of this file shows them.
import { PubClient } from "../../src/client.js";

const { PLANTED_TOKEN: token = "", PLANTED_TEXT: text = "", STATUS: status = "400" } = process.env;
const id = "11111111-1111-4111-8111-111111111111";
const way = process.argv[2];

/** A service that repeats all it got, in whatever it answers, or no service at all. */
async function careless(_: string, { body }: RequestInit): Promise<Response> {
  const echo = body ? `${token} ${text}` : token;
  if (status === "0") {
    throw Object.assign(new TypeError(echo, { cause: new Error(echo) }), {
      request: { authorization: echo },
    });
  }
  const headers = { "x-echo": encodeURIComponent(echo) };
  return new Response(JSON.stringify({ detail: echo, [echo]: echo }), { status: Number(status), headers });
}

const pub = new PubClient({ organizationId: id, token, fetch: careless, maxRetries: 0 });
const call = () => pub.messages.create(id, text);

if (way === "rejection") void call();
if (way === "iteration") {
  void (async () => {
    for await (const channel of pub.channels.list()) console.log(channel);
  })();
}
if (way === "exception") {
  call().catch((error) => {
    setImmediate(() => {
      throw error;
    });
  });
}
if (way === "wrapped") {
  call().catch((cause) => {
    throw new AggregateError([cause], "The application failed", { cause });
  });
}
if (way === "logged") {
  const error = await call().catch((thrown) => thrown);
  console.log(error);
  console.error("failed:", { error });
  console.trace(error);
  console.table([error]);
  console.dir(error, { depth: null, showHidden: true });
  console.log("%s %o %O %j", error, error, error, error);
}
