import { PubConnectionError, PubRateLimitError } from "@giosg/pub-sdk";
import { check, equal, failure } from "./suite.ts";
import { overHttp } from "./world.ts";

for (const [scenario, what] of [
  ["cut-once", "a connection that is cut"],
  ["cut-body-once", "an answer that is cut off"],
  ["busy-once", "a 503"],
  ["limited-once", "a 429"],
] as const) {
  check(`retries: ${what} is tried again`, async (at) => {
    const world = overHttp(at, scenario);
    equal((await world.client().channels.retrieve(world.channelId)).name, "Furnished");
    equal((await world.told()).requests.length, 2, "the number of requests");
  });
}

check("retries: Retry-After is obeyed exactly", async (at) => {
  const delays: unknown[] = [];
  const hooks = { retry: ({ delayMs }: { readonly delayMs?: number }) => delays.push(delayMs) };
  const world = overHttp(at, "limited-once");
  await world.client({ hooks }).channels.retrieve(world.channelId);
  equal(delays, [1_000]);
});

check("retries: a Retry-After that does not fit fails at once", async (at) => {
  const world = overHttp(at, "limited");
  const error = await failure(world.client().channels.retrieve(world.channelId), PubRateLimitError);
  equal(error.retryAfterMs, 3_600_000);
  equal((await world.told()).requests.length, 1, "the number of requests");
});

check("retries: they end, and hooks hear of each", async (at) => {
  const heard: string[] = [];
  const note = (name: string) => () => heard.push(name);
  const hooks = { request: note("request"), retry: note("retry"), error: note("error") };
  const world = overHttp(at, "cut");
  await failure(world.client({ hooks }).channels.retrieve(world.channelId), PubConnectionError);
  equal(heard, ["request", "retry", "request", "retry", "request", "error"]);
});
