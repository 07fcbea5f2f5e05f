import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

test("an abort rejects with signal.reason, untouched, and releases everything", async () => {
  const { sandbox, channel, realtime } = setUp();
  const controller = new AbortController();
  const removed = vi.spyOn(controller.signal, "removeEventListener");
  const { loop } = listen(realtime.messages(channel.id, { signal: controller.signal }));
  const live = realtime.messages(channel.id, { signal: controller.signal }).collection();
  await live.ready;
  const reason = { why: "enough" };
  controller.abort(reason);
  expect(await loop.catch((error: unknown) => error)).toBe(reason);
  expect(live.status).toBe("closed");
  await turn();
  expect(sandbox.sockets.open).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(removed).toHaveBeenCalledTimes(2);
});

test("a signal that has aborted before opens nothing", async () => {
  const { sandbox, channel, realtime } = setUp();
  const signal = AbortSignal.abort("before");
  const { loop } = listen(realtime.messages(channel.id, { signal }));
  expect(await loop.catch((error: unknown) => error)).toBe("before");
  const live = realtime.messages(channel.id, { signal }).collection();
  expect(await live.ready.catch((error: unknown) => error)).toBe("before");
  await turn();
  expect(sandbox.sockets.open).toBe(0);
  expect(sandbox.requests).toEqual([]);
});

test.each(["break", "return", "throw"])("%s in the loop releases everything", async (how) => {
  const { sandbox, channel, realtime } = setUp();
  const controller = new AbortController();
  const removed = vi.spyOn(controller.signal, "removeEventListener");
  const loop = (async () => {
    for await (const change of realtime.messages(channel.id, { signal: controller.signal })) {
      if (how === "break") break;
      if (how === "return") return change;
      throw new Error("mine");
    }
    return undefined;
  })().catch((error: unknown) => error);
  await turn();
  sandbox.addMessage(channel.id);
  const end = await loop;
  if (how === "throw") expect(end).toEqual(new Error("mine"));
  await turn();
  expect(sandbox.sockets.open).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(removed).toHaveBeenCalledTimes(1);
});

test("nothing happens before the loop begins, and each loop begins anew", async () => {
  const { sandbox, channel, realtime } = setUp();
  const watch = realtime.messages(channel.id);
  watch[Symbol.asyncIterator]();
  await turn();
  expect(sandbox.sockets.open).toBe(0);
  const first = listen(watch);
  await turn();
  sandbox.addMessage(channel.id);
  await turn();
  const second = listen(watch);
  await turn();
  const { id } = sandbox.addMessage(channel.id);
  await turn();
  expect(first.seen).toHaveLength(2);
  expect(second.seen).toMatchObject([{ action: "added", id }]);
  realtime.close();
});

test("ready rejects where a collection is closed before, and is never an unhandled rejection", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const { sandbox, channel, realtime } = setUp();
  const live = realtime.messages(channel.id).collection();
  live.close();
  realtime.messages(channel.id).collection().close();
  sandbox.sockets.refuse("/channels");
  realtime.channels().collection();
  await turn();
  await expect(live.ready).rejects.toMatchObject({ name: "AbortError" });
  expect(live.error).toBeUndefined();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  realtime.close();
});

test("what was handed over before close is still there to be taken", async () => {
  const { sandbox, channel, realtime } = setUp();
  const loop = realtime.messages(channel.id)[Symbol.asyncIterator]();
  const first = loop.next();
  await turn();
  for (const words of ["one", "two"]) sandbox.addMessage(channel.id, words);
  await first;
  await turn();
  realtime.close();
  expect(await loop.next()).toMatchObject({ done: false, value: { action: "added" } });
  expect(await loop.next()).toEqual({ done: true, value: undefined });
  expect(await loop.next()).toEqual({ done: true, value: undefined });
});
