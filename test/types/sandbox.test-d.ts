// Compiled, never run: what the types of the sandbox promise.
import { type FetchFunction, PubClient } from "../../src/index.js";
import type { Channel, Member, Message } from "../../src/schemas/index.js";
import {
  createSandbox,
  type DefaultSandbox,
  type Sandbox,
  type SandboxRequest,
  type SandboxUser,
} from "../../src/testing/index.js";
import { accepts, same } from "./expect-type.js";

const id = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";

export function making(): void {
  same<DefaultSandbox>()(createSandbox());
  same<DefaultSandbox>()(createSandbox({ pageSize: 5, seed: 2, now: () => new Date(), organizationId: id }));
  same<Sandbox>()(createSandbox({ users: 5 }));
  same<Sandbox>()(createSandbox({ users: [{ full_name: "Maija" }] }));
  accepts<Sandbox>(createSandbox());
  const [first, second, third] = createSandbox().users;
  for (const user of [first, second, third]) same<SandboxUser>()(user);
  same<SandboxUser>()(createSandbox({ users: 1 }).users[0]);
  same<SandboxUser | undefined>()(createSandbox({ users: 1 }).users[1]);
  // @ts-expect-error: misspelt options do not compile
  createSandbox({ pagesize: 5 });
  // @ts-expect-error: a page's size is a number
  createSandbox({ pageSize: "5" });
  // @ts-expect-error: misspelt fields do not compile
  createSandbox({ users: [{ name: "Maija" }] });
}

export function using(sandbox: Sandbox): void {
  const { organizationId, url: baseUrl, fetch } = sandbox;
  new PubClient({ organizationId, baseUrl, fetch, token: sandbox.users[0].token });
  accepts<FetchFunction>(fetch);
  accepts<typeof globalThis.fetch>(fetch);
  same<Channel[]>()(sandbox.data.channels);
  same<Message[]>()(sandbox.data.messages);
  same<SandboxRequest | undefined>()(sandbox.requests[0]);
  same<unknown>()(sandbox.requests[0]?.body);
  same<Channel[]>()(sandbox.seed({ channels: 1, messages: 5 }).channels);
  same<Channel>()(sandbox.addChannel({ name: "Releases", creator: id }));
  same<Channel>()(sandbox.addDmChannel([id, id]));
  same<Message>()(sandbox.addMessage(id, "Hello"));
  same<Message>()(sandbox.addMessage(id, { type: "reporting", body: { version: 1, title: "Report" } }));
  same<Member>()(sandbox.addMember(id, id, { is_admin: true, last_seen_at: null }));
  same<void>()(sandbox.reset());
  accepts<typeof globalThis.WebSocket>(sandbox.WebSocket);
  accepts<WebSocket>(new sandbox.WebSocket(new URL(sandbox.socketUrl)));
  same<number>()(sandbox.sockets.open);
  same<() => void>()(sandbox.sockets.restart({ downMs: 5 }));
  // @ts-expect-error: how many are open is a fact
  sandbox.sockets.open = 0;
  sandbox.users[0].token = "a new one";
  // @ts-expect-error: direct messages have members
  sandbox.addDmChannel([]);
  // @ts-expect-error: misspelt fields do not compile
  sandbox.addChannel({ nam: "Releases" });
  // @ts-expect-error: a body is an object
  sandbox.addMessage(id, { body: "Hello" });
  // @ts-expect-error: the lists are the service's own
  sandbox.data.messages = [];
  // @ts-expect-error: what was asked is a fact
  if (sandbox.requests[0]) sandbox.requests[0].status = 500;
}
