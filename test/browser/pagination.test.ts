import {
  type Message,
  type PubClientOptions,
  PubInputError,
  PubResponseError,
  toPlainText,
} from "@giosg/pub-sdk";
import { describe, expect, it } from "vitest";
import { pageOf } from "../support/wire-fixtures.js";
import { errorOf } from "./support/ends.js";
import type { Awaited } from "./support/protocol.js";
import { type RemoteService, startService } from "./support/remote.js";

const sevenOnPagesOfThree = { messages: 7, pageSize: 3 };
const oldestFirst = { ordering: "created_at" } as const;
const all = [0, 1, 2, 3, 4, 5, 6];

const numberOf = (message: Message) => Number(toPlainText(message).replace("Message ", ""));
const numbersOf = (messages: readonly Message[]) => messages.map(numberOf);

/** Sends something else, so that what was sent before it has arrived, and counts the list's requests. */
async function listRequests(service: RemoteService): Promise<number> {
  await service.client().channels.retrieve(service.channelId);
  const { requests } = await service.record();
  return requests.filter(({ path }) => path.endsWith("/messages")).length;
}

/** Leaves the loop at the third item, once something has arrived. */
async function leaveAfterThree(
  service: RemoteService,
  awaited: Awaited,
  options: Partial<PubClientOptions> = {},
): Promise<void> {
  const seen: number[] = [];
  for await (const message of service.client(options).messages.list(service.channelId, oldestFirst)) {
    seen.push(numberOf(message));
    if (seen.length < 3) continue;
    await service.record(awaited);
    break;
  }
  expect(seen).toEqual([0, 1, 2]);
}

describe("a list over several pages", () => {
  it("gives every item, in order, although its links name another host", async () => {
    const service = await startService(sevenOnPagesOfThree);
    const seen: number[] = [];
    for await (const message of service.client().messages.list(service.channelId, oldestFirst)) {
      seen.push(numberOf(message));
    }
    expect(seen).toEqual(all);
    const { requests } = await service.record();
    expect(requests.map(({ query }) => Object.keys(query))).toEqual([
      ["ordering"],
      ["ordering", "cursor"],
      ["ordering", "cursor"],
    ]);
  });

  it("gives its pages, forwards and back", async () => {
    const service = await startService(sevenOnPagesOfThree);
    const list = service.client().messages.list(service.channelId, oldestFirst);
    const sizes: number[] = [];
    for await (const { results } of list.pages()) sizes.push(results.length);
    expect(sizes).toEqual([3, 3, 1]);
    const second = await (await list.firstPage()).nextPage();
    const first = await second?.previousPage();
    expect([numbersOf(first?.results ?? []), numbersOf(second?.results ?? [])]).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it("goes on from a stored page, and from nowhere with null", async () => {
    const service = await startService(sevenOnPagesOfThree);
    const { messages } = service.client();
    const { next } = await messages.list(service.channelId, oldestFirst).firstPage();
    expect(new URL(next ?? "").origin).not.toBe(service.url);
    const rest = await messages
      .list(service.channelId, { from: next })
      .toArray({ limit: Number.POSITIVE_INFINITY });
    expect(numbersOf(rest)).toEqual([3, 4, 5, 6]);
    expect(await messages.list(service.channelId, { from: null }).toArray({ limit: 9 })).toEqual([]);
    expect(await listRequests(service)).toBe(3);
  });

  it("refuses to go on from what is no page, and sends nothing", async () => {
    const service = await startService();
    const { messages } = service.client();
    for (const from of ["https://example.com/", "/api/other/v1/", `${service.url}/api/pub/%2e%2e/x`]) {
      await errorOf(messages.list(service.channelId, { from }).firstPage(), PubInputError);
    }
    expect((await service.record()).requests).toEqual([]);
  });

  it("requests no more pages than toArray needs", async () => {
    const service = await startService(sevenOnPagesOfThree);
    const list = service.client().messages.list(service.channelId, oldestFirst);
    expect(numbersOf(await list.toArray({ limit: 3 }))).toEqual([0, 1, 2]);
    expect(await listRequests(service)).toBe(1);
    expect(numbersOf(await list.toArray({ limit: 4 }))).toEqual([0, 1, 2, 3]);
    expect(await listRequests(service)).toBe(3);
  });
});

describe("the page ahead", () => {
  it("is fetched while the loop works on the second half of the first one", async () => {
    const service = await startService(sevenOnPagesOfThree);
    for await (const message of service.client().messages.list(service.channelId, oldestFirst)) {
      if (numberOf(message) !== 2) continue;
      expect((await service.record({ requests: 2 })).requests).toHaveLength(2);
      break;
    }
  });

  it("is left alone with prefetch: false", async () => {
    const service = await startService(sevenOnPagesOfThree);
    const list = service.client().messages.list(service.channelId, oldestFirst, { prefetch: false });
    for await (const message of list) {
      if (numberOf(message) === 2) expect(await listRequests(service)).toBe(1);
    }
    expect(await listRequests(service)).toBe(3);
  });

  it("is not asked for by a loop that is left in the first half of the first one", async () => {
    const service = await startService(sevenOnPagesOfThree);
    for await (const _ of service.client().messages.list(service.channelId, oldestFirst)) break;
    expect(await listRequests(service)).toBe(1);
  });

  it.each(["stall before headers", "stall in body"] as const)(
    "is aborted by leaving the loop (%s)",
    async (fault) => {
      const service = await startService(sevenOnPagesOfThree);
      await service.play({ requests: [{}, { fault }] });
      await leaveAfterThree(service, { requests: 2 });
      const { requests } = await service.record({ hangUps: 1 });
      expect(requests.map(({ hungUp }) => hungUp)).toEqual([false, true]);
    },
  );

  it("is aborted by leaving the loop during its preflight", async () => {
    const service = await startService(sevenOnPagesOfThree);
    await service.play({ preflights: [{}, { fault: "stall before headers" }] });
    const signals: (AbortSignal | null | undefined)[] = [];
    const watched = (url: string, init: RequestInit) => {
      signals.push(init.signal);
      return fetch(url, init);
    };
    await leaveAfterThree(service, { preflights: 2 }, { fetch: watched });
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, true]);
  });

  it("that is lost or refused is nobody's rejection once the loop is left", async () => {
    const service = await startService(sevenOnPagesOfThree);
    const { messages } = service.client({ maxRetries: 0 });
    for (const [walk, step] of [{ fault: "cut in body" }, { answer: { status: 403 } }].entries()) {
      await service.play({ requests: [{}, step] });
      for await (const message of messages.list(service.channelId, oldestFirst)) {
        if (numberOf(message) !== 2) continue;
        await service.record({ requests: 2 * (walk + 1) });
        break;
      }
    }
  });
});

describe("a link", () => {
  const linking = (next: string) => ({ status: 200, body: { ...pageOf(), next } });

  it("to another origin never takes the token there", async () => {
    const [service, other] = await Promise.all([startService(), startService()]);
    const path = `${service.root}/channels`;
    const pages = [linking(`${other.url}${path}?cursor=2`), { status: 200, body: pageOf() }];
    await service.play({ requests: pages.map((answer) => ({ answer })) });
    await service.client().channels.list().toArray({ limit: Number.POSITIVE_INFINITY });
    const { requests } = await service.record();
    expect(requests.map(({ path, query }) => [path, query])).toEqual([
      [path, {}],
      [path, { cursor: "2" }],
    ]);
    const { requests: astray, preflights } = await other.record();
    expect([...astray, ...preflights]).toEqual([]);
  });

  it.each(["https://example.com/elsewhere", "/api/pub/../admin", "javascript:alert(1)"])(
    "out of the API (%s) ends in an error",
    async (next) => {
      const service = await startService();
      await service.play({ requests: [{ answer: linking(next) }] });
      const list = service.client().channels.list();
      const error = await errorOf(list.toArray({ limit: 9 }), PubResponseError);
      expect(error.issues).toEqual([{ path: ["next"], message: expect.any(String) }]);
      expect((await service.record()).requests).toHaveLength(1);
    },
  );

  it("in a circle ends in an error", async () => {
    const service = await startService();
    const circle = `${service.url}${service.root}/channels?cursor=1`;
    await service.play({ requests: Array(9).fill({ answer: linking(circle) }) });
    await errorOf(service.client().channels.list().toArray({ limit: 9 }), PubResponseError);
    expect((await service.record()).requests).toHaveLength(2);
  });
});
