import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PubHooks } from "../../src/http/hooks.js";
import { aChannel, aMessage } from "../support/fault-data.js";
import { FaultFetch, failing, lost, type Reply, settled } from "../support/fault-fetch.js";
import { listPath, origin } from "../support/fault-pages.js";
import { expectNoLeak } from "./forms.js";
import {
  credentials,
  expiring,
  knownFrom,
  observed,
  renewing,
  secrets,
  sendAll,
  tokenOf,
  tokens,
} from "./planted.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const names: readonly (keyof PubHooks)[] = ["request", "response", "retry", "error", "invalid"];

const echoed: Reply = (sent) =>
  Response.json(
    { detail: knownFrom(sent), [knownFrom(sent)]: [knownFrom(sent)] },
    { status: 503, headers: { "x-echo": encodeURIComponent(knownFrom(sent)) } },
  );

const refused: Reply = (sent) => Response.json({ detail: knownFrom(sent) }, { status: 400 });

/** An answer whose drift is told: known fields of other types, unknown ones by any name. */
const drifted: Reply = (sent) => {
  const known = knownFrom(sent);
  const chunks = [{ type: "text", text: [known] }, { type: "link" }, { type: known, [known]: known }];
  return Response.json({
    ...aMessage(),
    id: known,
    created_at: known,
    [known]: known,
    body: { version: 3, chunks },
  });
};

test.each(credentials)("no hook is told what was sent, with %s for a token", async (_, options) => {
  const { pub, events } = observed(new FaultFetch(lost(), echoed, refused, refused, drifted), options());
  for (let count = 0; count < 2; count++) {
    const end = settled(sendAll(pub, { onInvalid: "report" }));
    await vi.runAllTimersAsync();
    await end;
  }
  expect(new Set(events.map(({ hook }) => hook))).toEqual(new Set(names));
  for (const { event } of events) expectNoLeak(event, secrets);
});

test("nor is it after a refresh", async () => {
  const replies = new FaultFetch(expiring(lost()), lost(), echoed, refused, refused, drifted);
  const { pub, events, faults } = observed(replies, { token: renewing() });
  for (let count = 0; count < 2; count++) {
    const end = settled(sendAll(pub, { onInvalid: "report" }));
    await vi.runAllTimersAsync();
    await end;
  }
  expect(faults.sent.map(tokenOf)).toContain(tokens.second);
  expect(new Set(events.map(({ hook }) => hook))).toEqual(new Set(names));
  for (const { event } of events) expectNoLeak(event, secrets);
});

describe("a link to another page that repeats the token", () => {
  const linking = (next: string): Reply => {
    let count = 0;
    return () => (count++ ? failing(404)({} as never) : Response.json({ next, results: [aChannel()] }));
  };

  test.each([
    ["in its query", `${origin}${listPath}?cursor=2&token=${tokens.first}`],
    ["in its fragment", `${origin}${listPath}?cursor=2#${tokens.first}`],
    ["as its user", `https://${tokens.first}@api.giosg.com${listPath}?cursor=2`],
    ["as its host", `https://${tokens.first}.example${listPath}?cursor=2`],
    ["in a path out of the API", `${origin}/${tokens.first}`],
    ["in its path", `${origin}/api/pub/v1/${tokens.first}?cursor=2`],
    ["in its path, encoded", `${origin}/api/pub/v1/a${encodeURIComponent(`/${tokens.first}`)}?cursor=2`],
  ])("%s: neither the hooks nor the error show it", async (_, next) => {
    const { pub, events } = observed(linking(next));
    const page = await pub.channels.list().firstPage();
    const { reason } = await settled(page.nextPage());
    expect(reason).toBeInstanceOf(Error);
    expectNoLeak(reason, secrets);
    expectNoLeak(events, secrets);
  });
});

test("a link to a page before that repeats the token", async () => {
  const previous = `${origin}/elsewhere/${tokens.first}`;
  const { pub, events } = observed(() => Response.json({ next: null, previous, results: [] }));
  const page = await pub.channels.list().firstPage();
  const { reason } = await settled(page.previousPage());
  expect(reason).toHaveProperty("code", "invalid_response");
  expectNoLeak(reason, secrets);
  expectNoLeak(events, secrets);
});
