import { PubClient } from "@giosg/pub-sdk";
import { createSandbox } from "@giosg/pub-sdk/testing";
import { furnish } from "./furnish.ts";

const sandbox = createSandbox();
const { id: channelId } = furnish(sandbox);
const [{ token }] = sandbox.users;
const { organizationId } = sandbox;

let asked = 0;
let shared: PubClient | undefined;

/** A client that the requests of a worker share, as they share its token function's answer: how often that was asked. */
export async function checkSharedClient(request: Request, origin: string): Promise<Response | undefined> {
  if (new URL(request.url).pathname !== "/shared") return undefined;
  shared ??= new PubClient({ organizationId, token: freshToken, baseUrl: `${origin}/plain/shared` });
  const { name } = await shared.channels.retrieve(channelId);
  return Response.json({ name, asked });
}

async function freshToken(): Promise<string> {
  asked += 1;
  await new Promise((resolve) => setTimeout(resolve, 100));
  return token;
}
