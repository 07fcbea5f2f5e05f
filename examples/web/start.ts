// Starts the chat page:
//
//   npm run example:web -- --port 5173
//
// in the sandbox, a service in memory, or, with PUB_TOKEN (or PUB_ACCESS_TOKEN), PUB_ORGANIZATION_ID and PUB_USER_ID
// set, on the real service. (The page gets that token, so it is served to this machine alone.)
import { parseArgs } from "node:util";
import { PubInputError } from "@giosg/pub-sdk";
import { chatter, exampleSandbox } from "./example-sandbox.ts";
import { serve } from "./serve.ts";
import type { Settings } from "./src/settings.ts";

const usage =
  "Usage: npm run example:web [-- --port <number>]     (5173 unless told; 0 takes one that is free)";

type Ending = () => unknown;
const endings: Ending[] = [];

/** The settings of the real service if the environment names one. */
function realSettings(): Settings | undefined {
  const { PUB_TOKEN, PUB_ACCESS_TOKEN, PUB_ORGANIZATION_ID, PUB_USER_ID, PUB_BASE_URL } = process.env;
  if (!PUB_TOKEN && !PUB_ACCESS_TOKEN) return undefined;
  if (!PUB_ORGANIZATION_ID || !PUB_USER_ID) {
    throw new PubInputError("PUB_ORGANIZATION_ID and PUB_USER_ID are needed beside the token");
  }
  return {
    organizationId: PUB_ORGANIZATION_ID,
    userId: PUB_USER_ID,
    ...(PUB_TOKEN ? { token: PUB_TOKEN } : { accessToken: PUB_ACCESS_TOKEN ?? "" }),
    ...(PUB_BASE_URL && { baseUrl: PUB_BASE_URL }),
  };
}

async function start(): Promise<void> {
  const { port = "5173" } = parseArgs({ options: { port: { type: "string" } } }).values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new PubInputError("--port takes 0 to 65535");
  let settings = realSettings;
  const page = await serve(() => settings() ?? raise("The settings are not there yet."), Number(port));
  endings.push(page.close);
  if (!realSettings()) {
    const sandbox = exampleSandbox(page.url);
    const { url: baseUrl, close } = await sandbox.listen();
    endings.push(close, chatter(sandbox, 20_000));
    const { organizationId, users } = sandbox;
    settings = () => ({ organizationId, userId: users[0].id, token: users[0].token, baseUrl });
  }
  console.log(`The chat page is at ${page.url}/ and Ctrl-C ends it.`);
}

function raise(problem: string): never {
  throw new Error(problem);
}

async function end(): Promise<void> {
  await Promise.all(endings.splice(0).map((ending) => ending()));
}

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => void end().then(() => console.log("Ended.")));
}

try {
  await start();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
  await end();
}
