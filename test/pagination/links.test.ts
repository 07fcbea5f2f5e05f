import { describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import type { Channel } from "../../src/schemas/channel.js";
import { aPage, numbered, organizationId } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, rejection } from "../support/fault-fetch.js";
import { listOn, listPath, numbersOf, origin, pagesOf, pageUrl, upTo } from "../support/fault-pages.js";

/** A service whose first pages name these links as their `next`, one after the other. */
function linking(...links: unknown[]) {
  return new FaultFetch(
    ...links.map((link, index) => answer({ next: link, results: [numbered(index)] })),
    answer(aPage([numbered(links.length)])),
  );
}

async function walked(faults: FaultFetch, prefetch = true) {
  const items: Channel[] = [];
  let error: unknown;
  try {
    for await (const item of listOn(faults, { prefetch })) {
      items.push(item);
      if (items.length > 50) throw new Error("it runs for ever");
    }
  } catch (thrown) {
    error = thrown;
  }
  return { numbers: numbersOf(items), error };
}

describe("a next that leads in a circle", () => {
  test.each([
    ["to itself", [pageUrl(1), pageUrl(1)], 2],
    ["to the first page", [pageUrl(1), origin + listPath], 2],
    ["from the first page to itself", [origin + listPath], 1],
    ["to an earlier page", [pageUrl(1), pageUrl(2), pageUrl(3), pageUrl(1)], 4],
    [
      "to an earlier page under another host",
      [pageUrl(1), pageUrl(2), `http://other.example${listPath}?cursor=1`],
      3,
    ],
  ])("%s throws after what came before", async (_, links, count) => {
    for (const prefetch of [true, false]) {
      const faults = linking(...links);
      const { numbers, error } = await walked(faults, prefetch);
      expect(numbers).toEqual(upTo(count));
      expect(error).toBeInstanceOf(PubResponseError);
      expect(error).toMatchObject({
        issues: [{ path: ["next"], message: "expected a page that was not seen before" }],
        method: "GET",
        path: listPath,
        status: 200,
        outcome: "no_effect",
      });
      expect(faults.sent).toHaveLength(count);
      expect((error as Error).message).not.toContain("cursor");
    }
  });

  test("throws in toArray, in pages() and in nextPage() too", async () => {
    await rejection(listOn(linking(pageUrl(1), pageUrl(1))).toArray({ limit: 9 }), PubResponseError);
    const walk = async () => {
      for await (const _ of listOn(linking(pageUrl(1), pageUrl(1))).pages());
    };
    await rejection(walk(), PubResponseError);
    const page = await listOn(linking(pageUrl(1), pageUrl(1))).firstPage();
    const second = await page.nextPage();
    await rejection(second?.nextPage() ?? Promise.resolve(), PubResponseError);
  });

  test("is not seen where a limit ends the walk before", async () => {
    expect(await listOn(linking(pageUrl(1), pageUrl(1))).toArray({ limit: 2 })).toHaveLength(2);
  });
});

describe("the next page is requested from the configured baseUrl", () => {
  const path = `${listPath}?cursor=1`;

  test.each([
    ["another host", `https://evil.example${path}`],
    ["another scheme", `http://api.giosg.com${path}`],
    ["another port", `https://api.giosg.com:8443${path}`],
    ["credentials", `https://user:password@api.giosg.com${path}`],
    ["no origin", path],
    ["no scheme", `//evil.example${path}`],
    ["a fragment", `${origin}${path}#there`],
  ])("for a next with %s", async (_, next) => {
    const faults = linking(next);
    expect(await walked(faults)).toEqual({ numbers: [0, 1], error: undefined });
    expect(faults.sent[1]?.url).toBe(origin + path);
  });

  test("with its prefix, whether next has that or not", async () => {
    for (const next of [`https://gateway.example/giosg${path}`, origin + path, path]) {
      const faults = linking(next);
      const pub = clientOf(faults, { baseUrl: "https://gateway.example/giosg/" });
      expect(await pub.channels.list().toArray({ limit: 5 })).toHaveLength(2);
      expect(faults.sent[1]?.url).toBe(`https://gateway.example/giosg${path}`);
    }
  });
});

const outside = [
  "",
  "?cursor=1",
  "/",
  "https://api.giosg.com/",
  "https://api.giosg.com/api/pub",
  "https://api.giosg.com/api/other/v1/channels",
  "https://api.giosg.com/api/pub/../admin",
  "https://api.giosg.com/api/pub/%2e%2e/admin",
  "https://api.giosg.com/api/pub/..%2f..%2fadmin",
  "https://api.giosg.com/api/pub/..%5cadmin",
  "https://api.giosg.com\\@evil.example/api/pub/../x",
  "javascript:alert(1)//api/pub/",
  "data:text/html,/api/pub/",
  "file:///api/pub/v1",
  "not a url at all",
  "https://",
];

describe("a next outside /api/pub/", () => {
  test.each(outside)("%j throws after what came before, and nothing is sent there", async (next) => {
    const faults = linking(next);
    const { numbers, error } = await walked(faults);
    expect(numbers).toEqual([0]);
    expect(error).toBeInstanceOf(PubResponseError);
    expect(error).toMatchObject({ issues: [{ path: ["next"], message: "expected a URL under /api/pub/" }] });
    expect(faults.sent).toHaveLength(1);
    expect((error as Error).message).not.toContain("evil");
  });

  test.each(outside)("a previous like that (%j) throws when it is followed", async (previous) => {
    const page = await listOn(new FaultFetch(answer(aPage([numbered(0)], null, previous)))).firstPage();
    const error = await rejection(page.previousPage(), PubResponseError);
    expect(error.issues[0]?.path).toEqual(["previous"]);
  });
});

describe("from", () => {
  test("goes on at a stored page", async () => {
    const faults = pagesOf([2, 2, 2]);
    const page = await listOn(faults).firstPage();
    expect(numbersOf(await listOn(faults, {}, page.next).toArray({ limit: 9 }))).toEqual([2, 3, 4, 5]);
    expect(faults.sent.map(({ url }) => url).slice(1)).toEqual([pageUrl(1), pageUrl(2)]);
  });

  test("null gives nothing and sends nothing", async () => {
    const faults = pagesOf([2]);
    const list = listOn(faults, {}, null);
    expect(await list.toArray({ limit: 9 })).toEqual([]);
    for await (const _ of list) expect.unreachable("there is an item");
    const page = await list.firstPage();
    expect(page).toMatchObject({ results: [], next: null, previous: null });
    expect(await page.nextPage()).toBeNull();
    expect(await page.previousPage()).toBeNull();
    expect(faults.sent).toHaveLength(0);
  });

  test("undefined starts at the first page", async () => {
    const faults = pagesOf([1]);
    expect(await listOn(faults, {}, undefined).toArray({ limit: 9 })).toHaveLength(1);
    expect(faults.sent[0]?.url).toBe(origin + listPath);
  });

  test.each([...outside, 7, {}, true, new URL(pageUrl(1))])("%j is a PubInputError", async (from) => {
    const faults = pagesOf([1]);
    const list = listOn(faults, {}, from as string);
    const { issues } = await rejection(list.firstPage(), PubInputError);
    expect(issues).toEqual([{ path: ["from"], message: "expected a URL under /api/pub/" }]);
    await rejection(list.toArray({ limit: 1 }), PubInputError);
    await rejection(list[Symbol.asyncIterator]().next(), PubInputError);
    expect(faults.sent).toHaveLength(0);
  });

  test("of another host never takes the token there", async () => {
    const faults = pagesOf([1, 1]);
    await listOn(faults, {}, `https://evil.example${listPath}?cursor=1`).firstPage();
    expect(faults.sent[0]?.url).toBe(pageUrl(1));
  });

  test("still has its ids checked", async () => {
    const list = clientOf(pagesOf([1])).messages.list("nonsense", { from: null });
    await rejection(list.firstPage(), PubInputError);
  });
});

describe("a list's options", () => {
  test("query goes with the first page, headers with each", async () => {
    const faults = pagesOf([1, 1, 1]);
    const options = { query: { trace: "on", skip: undefined }, headers: { "X-Trace": "1" } };
    const list = clientOf(faults).channels.list({ ordering: "-created_at" }, options);
    await list.toArray({ limit: 9 });
    expect(faults.sent.map(({ url }) => new URL(url).search)).toEqual([
      "?ordering=-created_at&trace=on",
      "?cursor=1",
      "?cursor=2",
    ]);
    for (const { headers } of faults.sent) expect(headers["X-Trace"]).toBe("1");
  });

  test("query does not go with a stored page", async () => {
    const faults = pagesOf([1, 1]);
    await listOn(faults, { query: { trace: "on" } }, pageUrl(1)).firstPage();
    expect(faults.sent[0]?.url).toBe(pageUrl(1));
  });

  test("organizationId names the list's organization", async () => {
    const other = "99999999-9999-4999-8999-999999999999";
    const faults = pagesOf([1]);
    await listOn(faults, { organizationId: other }).firstPage();
    expect(faults.sent[0]?.url).toBe(`${origin}${listPath.replace(organizationId, other)}`);
  });

  test.each([{ timeoutMs: 0 }, { maxRetries: -1 }, { query: { a: {} } }, { headers: { Accept: "x" } }])(
    "%j is refused when the list is asked for",
    async (options) => {
      const faults = pagesOf([1]);
      await rejection(listOn(faults, options as never).firstPage(), PubInputError);
      expect(faults.sent).toHaveLength(0);
    },
  );
});
