import { PubClient } from "../../../src/client.js";
import { type Change, PubRealtime, type PubRealtimeOptions } from "../../../src/realtime/index.js";
import { createSandbox, type SandboxOptions } from "../../../src/testing/index.js";
import { turn } from "./time.js";

/** A service, its first user's client, a channel, and what hooks are told. */
export function setUp(options: PubRealtimeOptions = {}, service: SandboxOptions = {}) {
  const sandbox = createSandbox(service);
  const { organizationId, users, url: baseUrl, fetch, socketUrl: url, WebSocket } = sandbox;
  const pub = new PubClient({
    organizationId,
    accessToken: () => users[0].token,
    baseUrl,
    fetch,
    maxRetries: 0,
  });
  const channel = sandbox.addChannel({ name: "Releases" });
  const events: unknown[] = [];
  const hooks = { stale: (event: object) => events.push({ stale: event }) };
  const realtime = new PubRealtime(pub, { url, WebSocket, hooks, ...options });
  realtime.onStatus((status) => events.push(status));
  return { sandbox, pub, channel, realtime, events };
}

/** A loop that takes everything. */
export function listen<T>(watch: AsyncIterable<Change<T>>) {
  const seen: Change<T>[] = [];
  const loop = (async () => {
    for await (const change of watch) seen.push(change);
  })();
  // Looked at by those tests that expect it.
  loop.catch(() => {});
  return { seen, loop, begun: turn() };
}
