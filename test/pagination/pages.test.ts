import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubResponseError } from "../../src/errors/response-error.js";
import { PubTimeoutError } from "../../src/errors/timeout-error.js";
import { deaf, failing, hanging, rejection, settled } from "../support/fault-fetch.js";
import { cursorOf, listOn, numbersOf, pagesOf, pageUrl } from "../support/fault-pages.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("pages()", () => {
  test("hands out every page, in order, the empty ones included", async () => {
    const faults = pagesOf([2, 0, 1]);
    const pages: number[][] = [];
    for await (const page of listOn(faults).pages()) pages.push(numbersOf(page.results));
    expect(pages).toEqual([[0, 1], [], [2]]);
    expect(faults.sent).toHaveLength(3);
  });

  test("gives pages that can be gone on from", async () => {
    for await (const page of listOn(pagesOf([1, 1, 1])).pages()) {
      const after = await page.nextPage();
      expect(after === null ? null : numbersOf(after.results)).toEqual(
        page.next === null ? null : [Number(page.results[0]?.name) + 1],
      );
    }
  });
});

describe("a page", () => {
  test("has what the service sent", async () => {
    const page = await listOn(pagesOf([2, 1])).firstPage();
    expect(page).toMatchObject({ next: pageUrl(1), previous: null });
    expect(numbersOf(page.results)).toEqual([0, 1]);
    const second = await page.nextPage();
    expect(second).toMatchObject({ next: null, previous: pageUrl(0) });
  });

  test("can be left forward as often as one likes", async () => {
    const faults = pagesOf([1, 1, 1]);
    const first = await listOn(faults).firstPage();
    for (let time = 0; time < 3; time++) {
      const second = await first.nextPage();
      const third = await second?.nextPage();
      expect(numbersOf(third?.results ?? [])).toEqual([2]);
      expect(await third?.nextPage()).toBeNull();
    }
    expect(faults.sent.map(({ url }) => cursorOf(url))).toEqual([0, 1, 2, 1, 2, 1, 2]);
  });

  test("can be left forward twice at once", async () => {
    const first = await listOn(pagesOf([1, 1])).firstPage();
    const [one, two] = await Promise.all([first.nextPage(), first.nextPage()]);
    expect(numbersOf(one?.results ?? [])).toEqual(numbersOf(two?.results ?? []));
  });

  test("can be left backward, and forward again", async () => {
    const third = await listOn(pagesOf([1, 1, 1]), {}, pageUrl(2)).firstPage();
    const second = await third.previousPage();
    expect(numbersOf(second?.results ?? [])).toEqual([1]);
    const first = await second?.previousPage();
    expect(numbersOf(first?.results ?? [])).toEqual([0]);
    expect(await first?.previousPage()).toBeNull();
    const again = await first?.nextPage();
    expect(numbersOf((await again?.nextPage())?.results ?? [])).toEqual([2]);
  });

  test("can be asked for the next one again after that failed", async () => {
    let isBroken = true;
    const faults = pagesOf([1, 1], (cursor) => (cursor === 1 && isBroken ? failing(403) : undefined));
    const page = await listOn(faults).firstPage();
    await rejection(page.nextPage());
    isBroken = false;
    expect(numbersOf((await page.nextPage())?.results ?? [])).toEqual([1]);
  });

  test("takes a signal for the step alone, beside the list's own", async () => {
    const faults = pagesOf([1, 1], (cursor) => (cursor === 1 ? hanging() : undefined));
    const ofList = new AbortController();
    const page = await listOn(faults, { signal: ofList.signal }).firstPage();
    const ofStep = new AbortController();
    const step = settled(page.nextPage({ signal: ofStep.signal }));
    await vi.advanceTimersByTimeAsync(0);
    ofStep.abort("step");
    expect((await step).reason).toBe("step");
    const other = settled(page.nextPage());
    await vi.advanceTimersByTimeAsync(0);
    ofList.abort("list");
    expect((await other).reason).toBe("list");
  });
});

describe("the signal of a list", () => {
  test("aborted in the middle of items that are there: the next step rejects with its reason", async () => {
    for (const reason of [new Error("left"), "left", undefined]) {
      const controller = new AbortController();
      const faults = pagesOf([4, 4]);
      const iterator = listOn(faults, { signal: controller.signal })[Symbol.asyncIterator]();
      await iterator.next();
      controller.abort(reason);
      expect(await rejection(iterator.next())).toBe(controller.signal.reason);
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
      await vi.runAllTimersAsync();
      expect(faults.sent).toHaveLength(1);
    }
  });

  test("aborted from within the loop", async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const walk = async () => {
      for await (const { name } of listOn(pagesOf([3, 3]), { signal: controller.signal })) {
        seen.push(name);
        if (name === "1") controller.abort("enough");
      }
    };
    expect(await rejection(walk())).toBe("enough");
    expect(seen).toEqual(["0", "1"]);
  });

  test("aborted before: nothing is sent", async () => {
    const faults = pagesOf([1]);
    const signal = AbortSignal.abort("before");
    const list = listOn(faults, { signal });
    expect(await rejection(list[Symbol.asyncIterator]().next())).toBe("before");
    expect(await rejection(list.pages().next())).toBe("before");
    expect(await rejection(list.firstPage())).toBe("before");
    expect(await rejection(list.toArray({ limit: 1 }))).toBe("before");
    expect(faults.sent).toHaveLength(0);
  });

  test("aborted during toArray", async () => {
    const controller = new AbortController();
    const faults = pagesOf([1, 1], (cursor) => (cursor === 1 ? deaf() : undefined));
    const end = settled(listOn(faults, { signal: controller.signal }).toArray({ limit: 9 }));
    await vi.advanceTimersByTimeAsync(0);
    controller.abort("left");
    expect((await end).reason).toBe("left");
  });
});

test("timeoutMs is for each page, also for one that is fetched ahead", async () => {
  const faults = pagesOf([2, 2], (cursor) => (cursor === 1 ? deaf() : undefined));
  const iterator = listOn(faults, { timeoutMs: 1_000 })[Symbol.asyncIterator]();
  await iterator.next();
  await vi.advanceTimersByTimeAsync(5_000);
  await iterator.next();
  const third = settled(iterator.next());
  await vi.advanceTimersByTimeAsync(1_000);
  expect((await third).reason).toBeInstanceOf(PubTimeoutError);
});

test("a failure of a page ahead comes after the items that are there, however late they are taken", async () => {
  const faults = pagesOf([4, 1], (cursor) => (cursor === 1 ? () => new Response("<html>") : undefined));
  const iterator = listOn(faults)[Symbol.asyncIterator]();
  for (let item = 0; item < 4; item++) {
    expect((await iterator.next()).value).toHaveProperty("name", String(item));
    await vi.advanceTimersByTimeAsync(60_000);
  }
  await rejection(iterator.next(), PubResponseError);
  expect(faults.sent).toHaveLength(2);
});
