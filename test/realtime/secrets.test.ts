import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scripted } from "./support/scripted-socket.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

const secret = "s3cret/t0ken+1";
const users = { users: [{ token: secret }] };

beforeEach(fakeTime);
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Everything that a log could show of it. */
function shown(...values: unknown[]): string {
  return values
    .map((value) => `${inspect(value, { depth: 20, showHidden: true, getters: true })} ${String(value)}`)
    .join("\n");
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(secret);
  expect(text).not.toContain(encodeURIComponent(secret));
}

test("the token is in no error and no hook, also where a WebSocket throws its URL", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const logs = (["log", "warn", "error", "info", "debug"] as const).map((name) => vi.spyOn(console, name));
  let urls = 0;
  class Throwing extends EventTarget {
    constructor(url: string) {
      super();
      urls += Number(url.includes(encodeURIComponent(secret)));
      throw new SyntaxError(`cannot connect to ${url}`);
    }
    send(): void {}
    close(): void {}
  }
  const { sandbox, realtime, channel, events } = setUp({ WebSocket: Throwing }, users);
  const live = realtime.messages(channel.id).collection();
  const { loop } = listen(realtime.messages(channel.id));
  await pass(60_000);
  expect(urls).toBeGreaterThan(1);
  expectNoSecret(shown(realtime, live, events));
  realtime.close();
  const error = await live.ready.catch((thrown: unknown) => thrown);
  expectNoSecret(shown(error, live.error, await loop.catch((thrown: unknown) => thrown)));
  for (const log of logs) expect(log).not.toHaveBeenCalled();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(sandbox.requests.every(({ path }) => !path.includes(secret))).toBe(true);
});

test("the token is in nothing that is handed out while it is watched, nor in a refusal", async () => {
  const { WebSocket, last } = scripted();
  const { sandbox, realtime, channel, events } = setUp({ WebSocket }, users);
  const watch = realtime.messages(channel.id);
  const live = watch.collection();
  const { seen, loop } = listen(watch);
  await turn();
  last().open();
  await turn();
  last().answer();
  await turn();
  sandbox.addMessage(channel.id);
  await turn();
  expectNoSecret(shown(realtime, watch, live, seen, events));
  const refused = realtime.members(channel.id).collection();
  await turn();
  last().answer({ code: 403, message: "No." });
  const error = await refused.ready.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "realtime" });
  expectNoSecret(shown(error) + JSON.stringify(error));
  realtime.close();
  await loop;
});
