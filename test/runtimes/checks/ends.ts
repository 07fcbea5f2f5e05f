import { PubTimeoutError } from "@giosg/pub-sdk";
import { check, equal, failure, ok, thrownBy } from "./suite.ts";
import { overHttp } from "./world.ts";

for (const [scenario, when] of [
  ["stall", "before the answer"],
  ["stall-body", "in the middle of the answer"],
] as const) {
  check(`ends: an abort ${when} rejects with the reason itself, and lets go of the request`, async (at) => {
    const world = overHttp(at, scenario);
    const controller = new AbortController();
    const call = world.client().channels.retrieve(world.channelId, { signal: controller.signal });
    const reason = { is: "the caller's own" };
    const thrown = thrownBy(call);
    await world.stalled();
    controller.abort(reason);
    ok((await thrown) === reason, "the reason is the same object");
    await world.gone();
  });

  check(`ends: timeoutMs ${when} rejects with PubTimeoutError, and lets go of the request`, async (at) => {
    const world = overHttp(at, scenario);
    const call = world.client({ timeoutMs: 1_000 }).messages.create(world.channelId, "Hello");
    const error = await failure(call, PubTimeoutError);
    equal([error.code, error.timeoutMs, error.outcome], ["timeout", 1_000, "unknown"]);
    await world.gone();
  });
}

check("ends: a signal that has aborted sends nothing", async (at) => {
  const world = overHttp(at);
  const signal = AbortSignal.abort();
  const thrown = await thrownBy(world.client().channels.retrieve(world.channelId, { signal }));
  ok(thrown === signal.reason, "the reason is the runtime's own AbortError");
  equal((await world.told()).requests.length, 0, "the number of requests");
});

check("ends: a signal aborts the wait before a retry", async (at) => {
  const controller = new AbortController();
  const hooks = { retry: () => setTimeout(() => controller.abort("enough"), 5) };
  const world = overHttp(at, "limited-once");
  const { signal } = controller;
  const thrown = await thrownBy(world.client({ hooks }).channels.retrieve(world.channelId, { signal }));
  equal(thrown, "enough");
  equal((await world.told()).requests.length, 1, "the number of requests");
});
