import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PubResponseError } from "../../src/errors/response-error.js";
import { PubServerError } from "../../src/errors/server-error.js";
import { aChannel, channelId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  gate,
  type Reply,
  rejection,
  settled,
} from "../support/fault-fetch.js";
import { recorder } from "../support/fault-hooks.js";

// A body that nobody reads keeps its connection from the next request.

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** An answer whose body tells whether it was let go of. */
function unread(status: number) {
  const cancel = vi.fn();
  const start = (controller: ReadableStreamDefaultController) =>
    controller.enqueue(new TextEncoder().encode("{}"));
  const reply: Reply = () => new Response(new ReadableStream({ start, cancel }), { status });
  return { reply, cancel };
}

test("of a redirect", async () => {
  const { reply, cancel } = unread(302);
  await rejection(clientOf(new FaultFetch(reply)).channels.retrieve(channelId), PubResponseError);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("of a 401 that is answered with a new token", async () => {
  const { reply, cancel } = unread(401);
  const pub = clientOf(new FaultFetch(reply, answer(aChannel())), { token: () => "abc" });
  await pub.channels.retrieve(channelId);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("of a failure that is retried, which is told without a body", async () => {
  const { reply, cancel } = unread(503);
  const { hooks, told } = recorder();
  const end = settled(
    clientOf(new FaultFetch(reply, answer(aChannel())), { hooks }).channels.retrieve(channelId),
  );
  await vi.runAllTimersAsync();
  expect((await end).value).toEqual(aChannel());
  expect(cancel).toHaveBeenCalledTimes(1);
  const retried = told.find(([hook]) => hook === "retry")?.[1].error;
  expect(retried).toBeInstanceOf(PubServerError);
  expect(retried).toHaveProperty("body", undefined);
});

test("of a success that promises nothing", async () => {
  const { reply, cancel } = unread(200);
  await clientOf(new FaultFetch(reply)).channels.delete(channelId);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("of an answer that comes although the call was aborted", async () => {
  const { reply, cancel } = unread(200);
  const late = gate();
  // A fetch that does not listen to its signal.
  const deaf: Reply = async (sent) => {
    await late.promise;
    return reply(sent);
  };
  const controller = new AbortController();
  const { signal } = controller;
  const end = rejection(clientOf(new FaultFetch(deaf)).channels.retrieve(channelId, { signal }));
  await vi.advanceTimersByTimeAsync(1);
  controller.abort("left");
  expect(await end).toBe("left");
  late.resolve();
  await vi.advanceTimersByTimeAsync(1);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("that cannot be let go of leaves no rejection unhandled", async () => {
  const handled = vi.fn();
  const stuck: Reply = () => {
    const response = new Response(null, { status: 204 });
    Object.defineProperty(response, "body", { value: { cancel: () => ({ catch: handled }) } });
    return response;
  };
  await clientOf(new FaultFetch(stuck)).channels.delete(channelId);
  expect(handled).toHaveBeenCalledWith(expect.any(Function));
});
