import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { aPage, numbered, organizationId, token } from "../support/fault-data.js";
import { failing, gate, hanging, lost, rejection, settleDown } from "../support/fault-fetch.js";
import { cursorOf, listOn, pagesOf, pageUrl, upTo } from "../support/fault-pages.js";
import { FaultServer, json, stallBeforeHeaders, stallInBody } from "../support/fault-server.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(() => {
  process.on("unhandledRejection", note);
});

afterEach(async () => {
  await settleDown();
  expect(unhandled).toEqual([]);
  vi.useRealTimers();
});

afterAll(() => {
  process.off("unhandledRejection", note);
});

const requested = ({ sent }: ReturnType<typeof pagesOf>) => sent.map(({ url }) => cursorOf(url));

/** Takes so many items and leaves the loop, with time for whatever was begun. */
async function take(
  count: number,
  faults: ReturnType<typeof pagesOf>,
  prefetch?: boolean,
): Promise<number[]> {
  const names: number[] = [];
  for await (const { name } of listOn(faults, { prefetch })) {
    names.push(Number(name));
    await settleDown();
    if (names.length === count) break;
  }
  return names;
}

describe("the next page", () => {
  test("is requested before the work on an item begins, though Node's fetch sends a turn later", async () => {
    let hasLeft = false;
    const faults = pagesOf([4, 1], (cursor) =>
      cursor === 0
        ? undefined
        : async () => {
            await new Promise((resolve) => setImmediate(resolve));
            hasLeft = true;
            return Response.json(aPage([numbered(4)]));
          },
    );
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    for (const expected of [false, false, true]) {
      await iterator.next();
      expect(hasLeft).toBe(expected);
    }
    await iterator.return?.();
  });

  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [8, 3],
    [9, 3],
  ])("of pages of 4: with the item number %i, %i requests have been sent", async (count, requests) => {
    const faults = pagesOf([4, 4, 4]);
    expect(await take(count, faults)).toEqual(upTo(count));
    expect(requested(faults)).toEqual(upTo(requests));
  });

  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
  ])("of pages of 3 (an odd number): item %i, %i requests", async (count, requests) => {
    const faults = pagesOf([3, 3]);
    await take(count, faults);
    expect(requested(faults)).toEqual(upTo(requests));
  });

  test.each([
    [4, 1],
    [5, 2],
    [8, 2],
    [9, 3],
  ])("is never fetched ahead with prefetch: false: item %i, %i requests", async (count, requests) => {
    const faults = pagesOf([4, 4, 4]);
    await take(count, faults, false);
    expect(requested(faults)).toEqual(upTo(requests));
  });

  test("is fetched while the current one is worked on", async () => {
    const { promise, resolve } = gate<Response>();
    const faults = pagesOf([2, 1], (cursor) => (cursor === 1 ? () => promise : undefined));
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await settleDown();
    expect(requested(faults)).toEqual([0, 1]);
    const third = iterator.next();
    resolve(Response.json(aPage([numbered(2)])));
    expect((await third).value).toHaveProperty("name", "2");
    expect(requested(faults)).toEqual([0, 1]);
  });

  test("is one ahead, and no more", async () => {
    const faults = pagesOf([2, 2, 2, 2, 2]);
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    for (const expected of [1, 2, 3, 3, 4, 4, 5, 5]) {
      await iterator.next();
      await settleDown();
      expect(faults.sent.length).toBeLessThanOrEqual(expected);
    }
    await iterator.return?.();
  });

  test("of pages(): leaving after the first page has sent one request", async () => {
    const faults = pagesOf([2, 2, 2]);
    for await (const _ of listOn(faults).pages()) {
      await settleDown();
      break;
    }
    expect(requested(faults)).toEqual([0]);
  });

  test("is not fetched ahead by firstPage, nextPage and toArray", async () => {
    const faults = pagesOf([2, 2, 2]);
    const page = await listOn(faults).firstPage();
    await settleDown();
    expect(faults.sent).toHaveLength(1);
    await page.nextPage();
    await settleDown();
    expect(faults.sent).toHaveLength(2);
    await listOn(faults).toArray({ limit: 2 });
    await settleDown();
    expect(faults.sent).toHaveLength(3);
  });
});

describe("leaving the loop", () => {
  test("aborts what is under way, and is not held up by it", async () => {
    const faults = pagesOf([2, 2], (cursor) => (cursor === 1 ? hanging() : undefined));
    expect(await take(2, faults)).toEqual([0, 1]);
    expect(faults.sent[1]?.signal.aborted).toBe(true);
  });

  test("by a throw does so too, and the throw is what comes out", async () => {
    const faults = pagesOf([2, 2], (cursor) => (cursor === 1 ? hanging() : undefined));
    const thrown = new Error("mine");
    const walk = async () => {
      for await (const { name } of listOn(faults)) {
        await settleDown();
        if (name === "1") throw thrown;
      }
    };
    expect(await rejection(walk())).toBe(thrown);
    expect(faults.sent[1]?.signal.aborted).toBe(true);
  });

  test("by return() ends a next() that waits", async () => {
    const faults = pagesOf([2], () => hanging());
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    const pending = iterator.next();
    await settleDown();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(faults.sent[0]?.signal.aborted).toBe(true);
  });

  test("by return() before anything was asked for sends nothing", async () => {
    const faults = pagesOf([2]);
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(faults.sent).toHaveLength(0);
  });

  test.each([
    ["is lost", lost()],
    ["is refused", failing(403)],
    ["is nonsense", () => new Response("<html>")],
  ])("while the page ahead %s: nothing is heard of it", async (_, reply) => {
    const faults = pagesOf([2, 2], (cursor) => (cursor === 1 ? reply : undefined));
    expect(await take(2, faults)).toEqual([0, 1]);
  });

  test("ends the retries of the page ahead", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
    const faults = pagesOf([2, 2], (cursor) =>
      cursor === 1 ? failing(503, { "retry-after": "5" }) : undefined,
    );
    await take(2, faults);
    await vi.runAllTimersAsync();
    expect(requested(faults)).toEqual([0, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("on a real server", () => {
  let server: FaultServer;

  beforeAll(async () => {
    server = await FaultServer.start();
  });

  afterAll(async () => {
    await server.close();
  });

  const next = pageUrl(1);
  const first = json(aPage([numbered(0), numbered(1)], next));

  test.each([
    ["before the headers", stallBeforeHeaders()],
    ["in the body", stallInBody(aPage([numbered(2)]))],
  ])("leaving the loop closes the connection of a page that stalls %s", async (_, fault) => {
    server.play([first, fault]);
    const pub = new PubClient({ organizationId, token, baseUrl: server.url });
    for await (const { name } of pub.channels.list()) {
      if (name !== "1") continue;
      await server.received(2);
      break;
    }
    await server.requests[1]?.closed;
    expect(server.requests).toHaveLength(2);
  });

  test("an abort of the caller's signal does so too", async () => {
    server.play([first, stallInBody(aPage([numbered(2)]))]);
    const pub = new PubClient({ organizationId, token, baseUrl: server.url });
    const controller = new AbortController();
    const iterator = pub.channels.list({}, { signal: controller.signal })[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await server.received(2);
    controller.abort("left");
    expect(await rejection(iterator.next())).toBe("left");
    await server.requests[1]?.closed;
  });
});

test.each([
  ["a test's clock, set after the package is loaded", () => {}],
  ["a test's clock, set before", () => void vi.useFakeTimers()],
  ["a setImmediate that never comes", () => void vi.stubGlobal("setImmediate", () => {})],
])("%s does not stop a walk", async (_, prepare) => {
  vi.resetModules();
  prepare();
  const { PubClient } = await import("../../src/client.js");
  vi.useFakeTimers();
  const pub = new PubClient({ organizationId, token, fetch: pagesOf([2, 2, 2]).fetch });
  const names: string[] = [];
  for await (const { name } of pub.channels.list()) names.push(name);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  // Nobody else is to get what was loaded under such a clock.
  vi.resetModules();
  expect(names).toEqual(upTo(6).map(String));
});
