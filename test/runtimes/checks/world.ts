import { PubClient, type PubClientOptions } from "@giosg/pub-sdk";
import { createSandbox, type DefaultSandbox } from "@giosg/pub-sdk/testing";
import { furnish } from "./furnish.ts";
import type { Runtime } from "./suite.ts";

/** What the service says that it was asked. */
export interface Told {
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }[];
  /** How many requests reached the other origin. */
  readonly elsewhere: number;
  /** Texts of the messages that it holds. */
  readonly texts: readonly string[];
}

/** A service of a check's own, and clients of it. */
export interface World {
  readonly organizationId: string;
  readonly users: DefaultSandbox["users"];
  /** UUID of the channel that is there from the start. */
  readonly channelId: string;
  client(options?: Partial<PubClientOptions>): PubClient;
}

/** A service over HTTP. */
export interface HttpWorld extends World {
  readonly baseUrl: string;
  told(): Promise<Told>;
  /** Ends a scenario's faults. */
  mend(): Promise<void>;
  /** Resolves once a request stalls. */
  stalled(): Promise<void>;
  /** Resolves once the client has let go of every request that stalls. */
  gone(): Promise<void>;
}

let count = 0;

/** A service over HTTP that behaves as a scenario says. */
export function overHttp(at: Runtime, scenario = "plain"): HttpWorld {
  count += 1;
  const baseUrl = `${at.origin}/${scenario}/${at.name}-${count}`;
  // The service's own sandbox is made from the same seed: its ids and tokens are these.
  const sandbox = createSandbox();
  const ask = async (what: string) => (await fetch(`${baseUrl}/${what}`)).json();
  return {
    ...worldOf(sandbox, { baseUrl }),
    baseUrl,
    told: () => ask("told"),
    mend: () => ask("mend"),
    stalled: () => ask("stalled"),
    gone: () => ask("gone"),
  };
}

/** A service in memory. */
export function inMemory(): World {
  const sandbox = createSandbox({ pageSize: 3 });
  return worldOf(sandbox, { baseUrl: sandbox.url, fetch: sandbox.fetch });
}

function worldOf(sandbox: DefaultSandbox, defaults: Partial<PubClientOptions>): World {
  const { organizationId, users } = sandbox;
  const [{ token }] = users;
  const { id: channelId } = furnish(sandbox);
  const client = (options?: Partial<PubClientOptions>) =>
    new PubClient({ organizationId, token, ...defaults, ...options });
  return { organizationId, users, channelId, client };
}
