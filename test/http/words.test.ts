import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import type { PubErrorEvent } from "../../src/http/hooks.js";
import { aChannel, channelId, organizationId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  failing,
  hanging,
  rejection,
  settled,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const pub = clientOf(new FaultFetch(answer(aChannel())));
const messageOf = async (call: Promise<unknown>) => ((await rejection(call)) as Error).message;

describe("wrong use is told in words that say what is accepted", () => {
  test("of the client's options", () => {
    const token = "a-token";
    expect(() => new PubClient({ organizationId, token, accessToken: token })).toThrow(/exclude each other/);
    expect(() => new PubClient({ organizationId, token: "Token abc" })).toThrow(
      /visible ASCII.* without spaces/,
    );
    expect(() => new PubClient({ organizationId, fetch: 5 as never })).toThrow("fetch must be a function");
    expect(() => new PubClient(null as never)).toThrow(/organizationId/);
  });

  test("of a call without a token", async () => {
    const call = new PubClient({ organizationId }).channels.retrieve(channelId);
    expect(await messageOf(call)).toMatch(/needs a token/);
  });

  test("of a payload that JSON cannot carry", async () => {
    const call = pub.channels.update(channelId, { name: "x", member_count: Number.NaN } as never);
    expect(await messageOf(call)).toMatch(/^payload must be plain JSON data/);
  });

  test("of a list", async () => {
    expect(await messageOf(pub.channels.list({ from: "x://y" }).firstPage())).toMatch(
      /URL of a page of this API/,
    );
    expect(await messageOf(pub.channels.list(5 as never).firstPage())).toMatch(
      /parameters must be a plain object/,
    );
    expect(await messageOf(pub.channels.list().toArray({} as never))).toMatch(/limit must be a whole number/);
  });
});

test("the error hook tells how long the call took", async () => {
  const events: PubErrorEvent[] = [];
  const hooks = { error: (event: PubErrorEvent) => void events.push(event) };
  vi.advanceTimersByTime(5_000);
  const end = settled(
    clientOf(new FaultFetch(hanging()), { hooks, timeoutMs: 700 }).channels.retrieve(channelId),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  await end;
  expect(events.map(({ durationMs }) => durationMs)).toEqual([700]);
});

test("what the caller's own code threw keeps its own stack", async () => {
  const own = (await rejection(clientOf(new FaultFetch(failing(404))).channels.retrieve(channelId))) as Error;
  expect(own).toBeInstanceOf(PubNotFoundError);
  own.stack = "its own stack";
  const token = () => Promise.reject(own);
  expect(await rejection(clientOf(new FaultFetch(), { token }).channels.retrieve(channelId))).toBe(own);
  const signal = AbortSignal.abort(own);
  expect(await rejection(pub.channels.retrieve(channelId, { signal }))).toBe(own);
  expect(own.stack).toBe("its own stack");
});

test("a page in the place of a DELETE's answer is told as such", async () => {
  const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
  const call = clientOf(new FaultFetch(page)).channels.delete(channelId);
  const reason = await rejection(call);
  expect(reason).toHaveProperty("issues", [
    { path: [], message: "expected an answer of the service, not a page" },
  ]);
});
