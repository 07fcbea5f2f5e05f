import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PubError } from "../../src/index.js";
import { PubRealtimeError } from "../../src/realtime/index.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, pass, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

test("a refused subscription ends that watch with a PubRealtimeError, and leaves the others alone", async () => {
  const { sandbox, channel, realtime } = setUp();
  const other = sandbox.addChannel({ name: "Other" });
  sandbox.sockets.refuse(`/channels/${channel.id}/messages`, { code: 403 });
  const refused = listen(realtime.messages(channel.id));
  const also = realtime.messages(channel.id).collection();
  const { seen } = listen(realtime.messages(other.id));
  const error: unknown = await refused.loop.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PubRealtimeError);
  expect(PubError.is(error)).toBe(true);
  expect(error).toMatchObject({
    code: "realtime",
    status: 403,
    path: `/api/pub/v1/orgs/${sandbox.organizationId}/channels/${channel.id}/messages`,
    detail: "The subscription has been refused.",
    retryable: false,
  });
  await expect(also.ready).rejects.toBeInstanceOf(PubRealtimeError);
  expect(also.status).toBe("closed");
  expect(also.error).toBeInstanceOf(PubRealtimeError);
  await turn();
  sandbox.addMessage(other.id);
  await turn();
  expect(seen).toHaveLength(1);
  expect(realtime.status).toBe("open");
  expect(sandbox.sockets.open).toBe(1);
  const { token } = sandbox.users[0];
  expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain(token);
  realtime.close();
});

test("a path that is not there is refused as well", async () => {
  const { realtime } = setUp();
  const { loop } = listen(realtime.messages("00000000-0000-4000-8000-000000000000"));
  await expect(loop).rejects.toMatchObject({ code: "realtime", status: 404 });
  await turn();
  expect(realtime.status).toBe("idle");
  expect(vi.getTimerCount()).toBe(0);
});

test.each([429, 500, 503])("a refusal that passes (%i) is tried again", async (code) => {
  const { sandbox, channel, realtime } = setUp();
  sandbox.sockets.refuse(/messages$/, { code, times: 2 });
  const live = realtime.messages(channel.id).collection();
  await pass(5_000);
  expect(live.status).toBe("live");
  realtime.close();
});

test("a token that is refused although it was renewed ends the watch", async () => {
  const { sandbox, channel, realtime } = setUp();
  sandbox.sockets.refuse(/messages$/, { code: 401 });
  const { loop } = listen(realtime.messages(channel.id));
  await pass(5_000);
  await expect(loop).rejects.toMatchObject({ code: "realtime", status: 401 });
});

test("what can be read no more ends the watch with the answer's error", async () => {
  const { sandbox, channel, realtime } = setUp();
  const { loop } = listen(realtime.messages(channel.id));
  sandbox.fail({ method: "GET", with: { status: 403 } });
  await expect(loop).rejects.toMatchObject({ code: "forbidden", status: 403 });
  realtime.close();
});
