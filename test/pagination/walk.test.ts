import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import type { Channel } from "../../src/schemas/channel.js";
import { answer, FaultFetch, failing, rejection, settled } from "../support/fault-fetch.js";
import { cursorOf, listOn, listPath, numbersOf, pagesOf, upTo } from "../support/fault-pages.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

async function all(list: AsyncIterable<Channel>): Promise<number[]> {
  const items: Channel[] = [];
  for await (const item of list) items.push(item);
  return numbersOf(items);
}

describe("a list", () => {
  test("sends nothing until it is iterated, and is no promise", async () => {
    const faults = pagesOf([2]);
    const list = listOn(faults);
    list[Symbol.asyncIterator]();
    list.pages();
    expect(await list).toBe(list);
    expect(list).not.toHaveProperty("then");
    await vi.runAllTimersAsync();
    expect(faults.sent).toHaveLength(0);
  });

  test.each([
    [[0], 0],
    [[3], 3],
    [[2, 2, 1], 5],
    [[0, 0, 2], 2],
    [[1, 0, 0, 0, 1, 0], 2],
    [[0, 0, 0], 0],
  ])("of pages of %j items hands out every item in order, empty pages included", async (sizes, count) => {
    for (const prefetch of [undefined, true, false]) {
      const faults = pagesOf(sizes);
      expect(await all(listOn(faults, { prefetch }))).toEqual(upTo(count));
      expect(faults.sent.map(({ url }) => cursorOf(url))).toEqual(upTo(sizes.length));
    }
  });

  test("can be iterated again, from the start", async () => {
    const faults = pagesOf([2, 1]);
    const list = listOn(faults);
    expect(await all(list)).toEqual([0, 1, 2]);
    expect(await all(list)).toEqual([0, 1, 2]);
    expect(faults.sent).toHaveLength(4);
  });

  test("can be walked twice at once", async () => {
    const list = listOn(pagesOf([2, 1, 2]));
    expect(await Promise.all([all(list), all(list)])).toEqual([upTo(5), upTo(5)]);
  });

  test("stays at its end", async () => {
    const faults = pagesOf([1]);
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    await iterator.next();
    for (let count = 0; count < 3; count++)
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(faults.sent).toHaveLength(1);
  });

  test("keeps the order under next() calls that do not wait for each other", async () => {
    for (const prefetch of [true, false]) {
      const faults = pagesOf([2, 0, 3, 1]);
      const iterator = listOn(faults, { prefetch })[Symbol.asyncIterator]();
      const results = await Promise.all(Array.from({ length: 8 }, () => iterator.next()));
      expect(results.map(({ done, value }) => (done ? "done" : Number(value.name)))).toEqual([
        ...upTo(6),
        "done",
        "done",
      ]);
      expect(faults.sent).toHaveLength(4);
    }
  });

  test("hands out an item of a page that is there in the next turn, also after calls that had to wait", async () => {
    const iterator = listOn(pagesOf([6]))[Symbol.asyncIterator]();
    await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
    await vi.advanceTimersByTimeAsync(0);
    for (let item = 3; item < 6; item++) {
      const taken = vi.fn();
      iterator.next().then(taken);
      await null;
      expect(taken).toHaveBeenCalledWith({
        done: false,
        value: expect.objectContaining({ name: `${item}` }),
      });
    }
  });

  test("keeps the order under next() calls at any moment", async () => {
    const bursts = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }), bursts, async (sizes, calls) => {
        const iterator = listOn(pagesOf(sizes))[Symbol.asyncIterator]();
        const pending: Promise<IteratorResult<Channel, undefined>>[] = [];
        for (const count of calls) {
          for (let call = 0; call < count; call++) pending.push(iterator.next());
          if (pending.length > 0) await pending[pending.length >> 1];
        }
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const results = await Promise.all(pending);
        const expected = results.map((_, index) => (index < total ? index : "done"));
        expect(results.map(({ done, value }) => (done ? "done" : Number(value.name)))).toEqual(expected);
        await iterator.return?.();
      }),
      { numRuns: 100 },
    );
  });
});

describe("toArray", () => {
  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 1],
    [3, 3, 2],
    [4, 4, 2],
    [5, 5, 3],
    [6, 5, 3],
    [Number.POSITIVE_INFINITY, 5, 3],
  ])("with limit %d gives %i items with %i requests", async (limit, count, requests) => {
    const faults = pagesOf([2, 2, 1]);
    expect(numbersOf(await listOn(faults).toArray({ limit }))).toEqual(upTo(count));
    await vi.runAllTimersAsync();
    expect(faults.sent).toHaveLength(requests);
  });

  test.each([undefined, null, "5", -1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY, {}])(
    "refuses limit %s before anything is sent",
    async (limit) => {
      const faults = pagesOf([2]);
      await rejection(listOn(faults).toArray({ limit } as { limit: number }), PubInputError);
      expect(faults.sent).toHaveLength(0);
    },
  );

  test("refuses to be called without a limit", async () => {
    const list = listOn(pagesOf([2])) as unknown as { toArray(options?: unknown): Promise<unknown> };
    await rejection(list.toArray(), PubInputError);
    await rejection(list.toArray({}), PubInputError);
    await rejection(list.toArray(null), PubInputError);
  });
});

describe("a page that fails", () => {
  const failingAt = (cursor: number) => {
    let isBroken = true;
    const faults = pagesOf([2, 2, 2], (at) => (at === cursor && isBroken ? failing(404) : undefined));
    const repair = () => {
      isBroken = false;
    };
    return { faults, repair };
  };

  test.each([
    [0, [], true],
    [1, [0, 1], true],
    [2, [0, 1, 2, 3], true],
    [1, [0, 1], false],
  ])("page %i: what came before is handed out, then the error", async (cursor, before, prefetch) => {
    const { faults } = failingAt(cursor);
    const items: Channel[] = [];
    const walk = async () => {
      for await (const item of listOn(faults, { prefetch })) items.push(item);
    };
    await rejection(walk(), PubNotFoundError);
    expect(numbersOf(items)).toEqual(before);
  });

  test("ends the iteration, and a new one starts anew", async () => {
    const { faults, repair } = failingAt(1);
    const list = listOn(faults);
    const iterator = list[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await rejection(iterator.next(), PubNotFoundError);
    repair();
    for (let count = 0; count < 3; count++)
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(await all(list)).toEqual(upTo(6));
  });

  test("is told to one of the next() calls that wait, the others are done", async () => {
    const { faults } = failingAt(0);
    const iterator = listOn(faults)[Symbol.asyncIterator]();
    const ends = await Promise.all([1, 2, 3].map(() => settled(iterator.next())));
    expect(ends[0]?.reason).toBeInstanceOf(PubNotFoundError);
    expect(ends[1]?.value).toEqual({ done: true, value: undefined });
    expect(ends[2]?.value).toEqual({ done: true, value: undefined });
    expect(faults.sent).toHaveLength(1);
  });

  test("is retried as any read", async () => {
    let failures = 0;
    const faults = pagesOf([1, 1], (cursor) => (cursor === 1 && failures++ < 2 ? failing(503) : undefined));
    const end = settled(all(listOn(faults)));
    await vi.runAllTimersAsync();
    expect((await end).value).toEqual([0, 1]);
    expect(faults.sent).toHaveLength(4);
  });
});

describe("an answer that is no page", () => {
  test.each([
    {},
    { next: null },
    { results: [] },
    { next: 7, results: [] },
    { next: null, results: {} },
    [],
    null,
  ])("%j fails, whatever onInvalid says", async (data) => {
    for (const onInvalid of ["throw", "report"] as const) {
      const error = await rejection(listOn(new FaultFetch(answer(data)), { onInvalid }).firstPage());
      expect(error).toMatchObject({ code: "invalid_response", outcome: "no_effect" });
    }
  });
  test.each([
    [{ next: null }, ["results"], "expected an array"],
    [{ next: 7, results: [] }, ["next"], "expected a URL or null"],
  ])("%j is told by what is missing", async (data, path, message) => {
    const call = listOn(new FaultFetch(answer(data)), { onInvalid: "report" }).firstPage();
    const error = await rejection(call, PubResponseError);
    expect(error.issues).toEqual([{ path, message }]);
    expect(error.message).toBe(`GET ${listPath} answered 200, not as the API promises: ${path}: ${message}`);
  });
});
