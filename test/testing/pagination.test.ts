import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ChannelSchema,
  type Message,
  MessageSchema,
  type PageData,
  pageSchema,
} from "../../src/schemas/index.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask, expectAnswer } from "./ask.js";

const messagePage = (sandbox: Sandbox, path: string) =>
  expectAnswer(ask(sandbox, "GET", path), 200, pageSchema(MessageSchema));

const ids = (messages: readonly Message[]) => messages.map((message) => message.id);

test("a page has its neighbours' full addresses, with the query that was asked for", async () => {
  const sandbox = createSandbox({ pageSize: 2 });
  const channel = sandbox.addChannel();
  for (const words of ["a", "b", "c"]) sandbox.addMessage(channel.id, words);
  const path = `/api/pub/v1/orgs/${sandbox.organizationId}/channels/${channel.id}/messages`;
  const first = await messagePage(sandbox, `${path}?ordering=-created_at&later=1`);
  expect(first).toMatchObject({ previous: null, results: [{}, {}] });
  const next = new URL(first.next ?? "");
  expect(next.origin + next.pathname).toBe(sandbox.url + path);
  expect(next.searchParams.get("ordering")).toBe("-created_at");
  expect(next.searchParams.get("later")).toBe("1");
  const second = await messagePage(sandbox, next.href);
  expect(second).toMatchObject({ next: null, results: [{}] });
  expect(await messagePage(sandbox, second.previous ?? "")).toEqual(first);
});

test("the addresses name the host that was asked", async () => {
  const sandbox = createSandbox({ pageSize: 1 });
  sandbox.addChannel();
  sandbox.addChannel();
  const page = ask(
    sandbox,
    "GET",
    `http://localhost:8123/api/pub/v1/orgs/${sandbox.organizationId}/channels`,
  );
  expect((await expectAnswer(page, 200, pageSchema(ChannelSchema))).next).toMatch(
    /^http:\/\/localhost:8123\/api\/pub\/v1\//,
  );
});

test.each([
  "",
  "x",
  "bm90IGpzb24",
  "%E0%A4%A",
  btoa('["after",["2026"]]'),
  btoa('["within",null]'),
  btoa('["after",[1,2]]'),
  btoa('["after",["2026","2026"]]'),
])("the cursor %j is refused", async (cursor) => {
  const sandbox = createSandbox();
  const path = `/channels/${sandbox.addChannel().id}/messages?cursor=${cursor}`;
  expect(await ask(sandbox, "GET", path)).toMatchObject({ status: 404, body: { detail: "Invalid cursor" } });
});

test("an empty list has no neighbours", async () => {
  const sandbox = createSandbox();
  expect(await ask(sandbox, "GET", "/conference/streams")).toMatchObject({
    body: { next: null, previous: null, results: [] },
  });
});

describe("whatever the page size and ordering", () => {
  const kinds = fc.record({
    pageSize: fc.integer({ min: 1, max: 7 }),
    ordering: fc.constantFrom("", "created_at", "-created_at", "-colour,-created_at"),
    // Few different times, so that many messages share theirs.
    times: fc.array(fc.nat(9), { maxLength: 30 }),
  });

  function prepare(pageSize: number, times: readonly number[]) {
    const sandbox = createSandbox({ pageSize });
    const channel = sandbox.addChannel();
    const add = (time: number) => sandbox.addMessage(channel.id, { created_at: new Date(time * 1000) });
    for (const time of times) add(time);
    return { sandbox, add, path: `/channels/${channel.id}/messages` };
  }

  test("the pages hold every message once, in order, forwards and backwards", async () => {
    await fc.assert(
      fc.asyncProperty(kinds, async ({ pageSize, ordering, times }) => {
        const { sandbox, path } = prepare(pageSize, times);
        const pages: PageData<Message>[] = [await messagePage(sandbox, `${path}?ordering=${ordering}`)];
        for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
          pages.push(await messagePage(sandbox, next));

        const forwards = pages.map((page) => ids(page.results));
        // Sorting is stable: what was written at once stays as it was inserted.
        const sorted = sandbox.data.messages.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
        expect(forwards.flat()).toEqual(ids(ordering.startsWith("-") ? sorted.toReversed() : sorted));
        for (const page of forwards.slice(0, -1)) expect(page).toHaveLength(pageSize);

        const backwards: string[] = [];
        for (let previous = pages.at(-1)?.previous; previous; ) {
          const page = await messagePage(sandbox, previous);
          backwards.unshift(...ids(page.results));
          previous = page.previous;
        }
        expect(backwards).toEqual(forwards.slice(0, -1).flat());
      }),
      { numRuns: 150 },
    );
  });

  test("messages that come and go meanwhile neither double nor hide the others", async () => {
    const meanwhile = fc.array(fc.record({ time: fc.nat(9), removes: fc.option(fc.nat(30)) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(kinds, meanwhile, async ({ pageSize, ordering, times }, changes) => {
        const { sandbox, add, path } = prepare(pageSize, times);
        const lasting = new Set(ids(sandbox.data.messages));
        const pending = [...changes];
        const seen: string[] = [];
        for (let next: string | null = `${path}?ordering=${ordering}`; next !== null; ) {
          const page: PageData<Message> = await messagePage(sandbox, next);
          seen.push(...ids(page.results));
          next = page.next;
          const change = pending.shift();
          if (change) add(change.time);
          const [removed] = change?.removes == null ? [] : sandbox.data.messages.splice(change.removes, 1);
          if (removed) lasting.delete(removed.id);
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect([...lasting].filter((id) => !seen.includes(id))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("several keys order one after the other", async () => {
    const sandbox = createSandbox({ pageSize: 2 });
    const [a, b, c] = ["2026-01-02", "2026-01-01", "2026-01-02"].map(
      (day) => sandbox.addChannel({ created_at: day }).id,
    );
    sandbox.addMessage(String(c));
    const listed: string[] = [];
    for (let next: string | null = "/channels?ordering=-created_at,latest_message_created_at"; next; ) {
      const page: PageData<{ id: string }> = await expectAnswer(
        ask(sandbox, "GET", next),
        200,
        pageSchema(ChannelSchema),
      );
      listed.push(...page.results.map(({ id }) => id));
      next = page.next;
    }
    expect(listed).toEqual([a, c, b]);
  });
});

test("a history of ten thousand messages is read without its length being felt", async () => {
  const sandbox = createSandbox();
  const { channels } = sandbox.seed({ channels: 1, messages: 10_000 });
  const start = performance.now();
  const seen: string[] = [];
  for (let next: string | null = `/channels/${channels[0]?.id}/messages?ordering=-created_at`; next; ) {
    const { body } = await ask(sandbox, "GET", next);
    const page = body as PageData<Message>;
    seen.push(...ids(page.results));
    next = page.next;
  }
  expect(seen).toEqual(ids(sandbox.data.messages).toReversed());
  // 400 pages take a tenth of this; what grows with the square of the length would take ten times as much.
  expect(performance.now() - start).toBeLessThan(3000);
});
