import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PubClient } from "../../src/client.js";
import { Call } from "../../src/http/call.js";
import { Deadline } from "../../src/http/deadline.js";
import { Http } from "../../src/http/http.js";
import { TokenSource } from "../../src/http/token-source.js";
import { aChannel, channelId, organizationId, userId } from "../support/fault-data.js";
import { FaultFetch, hanging, type Reply, settleDown, settled } from "../support/fault-fetch.js";
import { cursorOf, pageUrl } from "../support/fault-pages.js";
import { expectNoLeak, formsOf } from "./forms.js";
import { credentials, expiring, observed, renewing, tokenOf, tokens } from "./planted.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

const secrets = Object.values(tokens);

/** Three pages, of which the third never comes. */
const pages: Reply = (sent) => {
  const cursor = cursorOf(sent.url);
  if (cursor === 2) return hanging()(sent);
  return Response.json({
    next: pageUrl(cursor + 1),
    previous: cursor ? pageUrl(cursor - 1) : null,
    results: [aChannel(), aChannel()],
  });
};

const resources = [
  "channels",
  "dmChannels",
  "messages",
  "members",
  "notificationSettings",
  "conference",
] as const satisfies readonly (keyof PubClient)[];

describe.each(credentials)("with %s for a token", (_, options) => {
  /** A client that has sent its token. */
  async function clientAfterCalls() {
    const { pub, faults } = observed(pages, options());
    await pub.channels.list().firstPage();
    expect(faults.sent.map(tokenOf)).toEqual([tokens.first]);
    return pub;
  }

  test("the client and its resources do not show it", async () => {
    const pub = await clientAfterCalls();
    expect(Object.keys(pub).sort()).toEqual([...resources].sort());
    expectNoLeak(pub, secrets);
    for (const name of resources) {
      expectNoLeak(pub[name], secrets);
      expectNoLeak(Reflect.get(pub[name], "http"), secrets);
      expect(Reflect.get(pub[name], "http")).toBeInstanceOf(Http);
    }
  });

  test("lists and their pages do not show it", async () => {
    const pub = await clientAfterCalls();
    const lists = [
      pub.channels.list(),
      pub.channels.listJoined(userId),
      pub.dmChannels.list(userId),
      pub.messages.list(channelId),
      pub.members.list(channelId),
      pub.conference.listStreams(),
      pub.conference.listRecordedStreams(channelId),
    ];
    for (const list of lists) expectNoLeak(list, secrets);
    const first = await pub.channels.list().firstPage();
    const second = await first.nextPage();
    for (const page of [first, second, await second?.previousPage()]) {
      expect(page?.results).toHaveLength(2);
      expectNoLeak(page, secrets);
    }
  });

  test("an iterator in the middle of its loop does not show it", async () => {
    const pub = await clientAfterCalls();
    const iterators: AsyncIterableIterator<unknown>[] = [
      pub.channels.list()[Symbol.asyncIterator](),
      pub.channels.list().pages(),
    ];
    for (const iterator of iterators) {
      expectNoLeak(iterator, secrets);
      const waiting = iterator.next();
      expectNoLeak([iterator, waiting], secrets);
      const { value } = await waiting;
      await iterator.next();
      expectNoLeak([iterator, value, waiting], secrets);
      const stuck = Array.from({ length: 4 }, () => settled(iterator.next()));
      await settleDown();
      expectNoLeak([iterator, stuck], secrets);
      await iterator.return?.();
      expectNoLeak(iterator, secrets);
      await Promise.all(stuck);
    }
  });

  test("a call on its way does not show it", async () => {
    const pub = await clientAfterCalls();
    const controller = new AbortController();
    const page = await pub.channels.list({ from: pageUrl(1) }, { signal: controller.signal }).firstPage();
    const waiting = page.nextPage();
    await settleDown();
    expectNoLeak([pub, page, waiting, controller, controller.signal], secrets);
    controller.abort("over");
    await settled(waiting);
    expectNoLeak([pub, page, controller.signal], secrets);
  });
});

test("a refreshed token is shown by nothing either", async () => {
  const { pub, faults, events } = observed(expiring(pages), { token: renewing() });
  const list = pub.channels.list();
  const iterator = list[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.next();
  expect(faults.sent.map(tokenOf)).toContain(tokens.second);
  for (const value of [pub, pub.channels, list, iterator, await list.firstPage(), events]) {
    expectNoLeak(value, secrets);
  }
  await iterator.return?.();
});

test("what the calls are made with shows it only to code that asks", async () => {
  const source = new TokenSource("Token", tokens.first);
  const asked = new TokenSource("Bearer", () => tokens.second);
  await asked.renew(await asked.get());
  const http = new Http({ organizationId, token: tokens.first, fetch: new FaultFetch(pages).fetch });
  for (const value of [source, asked, http]) expectNoLeak(value, secrets);
});

test("a call's time does not show what it is for", () => {
  const deadline = new Deadline(1_000, undefined);
  const request = {
    path: "/p",
    url: "https://e.example/p",
    headers: {},
    body: undefined,
    isLinked: false,
    carried: [],
  };
  const call = new Call({ method: "GET", path: [] }, request, {} as never, deadline);
  call.tokens.add(tokens.first);
  expectNoLeak([deadline, call.facts], secrets);
  deadline.dispose();
});

test("a page is plain data for stores and workers", async () => {
  const { pub } = observed(pages);
  const page = await pub.channels.list().firstPage();
  expect(structuredClone({ ...page })).toEqual({
    results: [aChannel(), aChannel()],
    next: pageUrl(1),
    previous: null,
  });
  expect(JSON.parse(formsOf(page).JSON ?? "")).toEqual({
    results: [aChannel(), aChannel()],
    next: pageUrl(1),
    previous: null,
  });
});
