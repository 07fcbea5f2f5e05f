import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubError } from "../../src/errors/pub-error.js";
import { kindsOfCall } from "../support/fault-calls.js";
import { aChannel, channelId, organizationId, token } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  failing,
  hanging,
  lost,
  type Reply,
  settled,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function failure(call: Promise<unknown>): Promise<PubError> {
  const end = settled(call);
  await vi.runAllTimersAsync();
  const { reason } = await end;
  expect(PubError.is(reason)).toBe(true);
  return reason as PubError;
}

const path = `/api/pub/v1/orgs/${organizationId}/channels/${channelId}`;
const retrieve = (reply: Reply, options = {}) =>
  failure(clientOf(new FaultFetch(reply), options).channels.retrieve(channelId));

describe("a message", () => {
  test.each([
    [answer({ detail: "Not found." }, 404), `GET ${path} answered 404: Not found.`],
    [answer({ name: ["Too long."] }, 400), `GET ${path} answered 400: name: Too long.`],
    [
      answer({ name: ["Too long.", "Taken."], body: { chunks: [{ text: ["Blank."] }] } }, 400),
      `GET ${path} answered 400: name: Too long. Taken.; body.chunks.0.text: Blank.`,
    ],
    [answer({ non_field_errors: ["Odd."], a: "b" }, 422), `GET ${path} answered 422: Odd.; a: b`],
    [answer({ detail: "", name: ["Too long."] }, 400), `GET ${path} answered 400: name: Too long.`],
    [answer({ detail: "One\n  line." }, 400), `GET ${path} answered 400: One line.`],
    [answer({}, 403), `GET ${path} answered 403`],
    [failing(418), `GET ${path} answered 418`],
    [() => new Response("<html>502</html>", { status: 404 }), `GET ${path} answered 404`],
    [lost(), `GET ${path} got no answer`],
    [hanging(), `GET ${path} did not end within 30000 ms`],
    [() => new Response(null, { status: 301 }), /answered 301, not as the API promises: expected an answer/],
    [answer({ ...aChannel(), name: 7 }), /answered 200, not as the API promises: name: expected a string$/],
  ] as [Reply, string | RegExp][])("reads well (%#)", async (reply, message) => {
    const error = await retrieve(reply, { maxRetries: 0 });
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
  });

  const long = "A long sentence on what was wrong. ".repeat(40);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`field_${at}`, [long]]));

  test.each(kindsOfCall)(
    "of $name names method, path and status in one line of at most 300",
    async ({ invoke, method }) => {
      for (const body of [{ detail: long }, { detail: `a\r\n\u2028${long}` }, many, [long, long]]) {
        const faults = new FaultFetch(answer(body, 418));
        const { message } = await failure(invoke(clientOf(faults)));
        const { pathname } = new URL(faults.sent[0]?.url ?? "");
        expect(message.startsWith(`${method} ${pathname} answered 418: `)).toBe(true);
        expect(message.length).toBeLessThanOrEqual(300);
        expect(message).toMatch(/^[^\r\n\u2028\u2029]+$/);
      }
    },
  );

  test.each([
    ["a refusal", answer({ detail: long }, 400)],
    ["no answer", lost()],
    ["no answer in time", hanging()],
    ["an unusable answer", answer({})],
    ["a redirect", failing(302)],
  ])("of a page with a long path, for %s, has at most 300 too", async (_, reply) => {
    const from = `https://api.giosg.com/api/pub/v1/${"long/".repeat(120)}`;
    const list = clientOf(new FaultFetch(reply), { maxRetries: 0 }).channels.list({ from });
    const { message } = await failure(list.firstPage());
    expect(message.length).toBeLessThanOrEqual(300);
    expect(message).toMatch(/^GET \/api\/pub\/v1\/long/);
  });

  test("of an unusable answer names at most a few of many issues", async () => {
    const items = Array.from({ length: 100 }, () => ({ id: 7 }));
    const list = clientOf(new FaultFetch(answer({ next: null, results: items }))).channels.list();
    const { message, issues } = (await failure(list.firstPage())) as PubError & { issues: unknown[] };
    expect(message.length).toBeLessThanOrEqual(300);
    expect(message).toMatch(/results\.0\.id: expected .*and \d+ more\)$/);
    expect(issues.length).toBeGreaterThan(100);
  });

  test("never shows a token, also not a short one", async () => {
    for (const secret of ["k7", "Zq3", "hunter2", token]) {
      const reply = answer({ detail: `No such token: ${secret}.`, [secret]: [secret] }, 403);
      const error = await retrieve(reply, { token: secret });
      expect(error.message).toContain("answered 403: No such token: [redacted].");
    }
  });

  test("never shows either token of a refresh", async () => {
    const faults = new FaultFetch(failing(401), answer({ detail: "I know old7 and new8." }, 403));
    const pub = clientOf(faults, { token: ({ refresh }) => (refresh ? "new8" : "old7") });
    const { message } = await failure(pub.channels.retrieve(channelId));
    expect(message).toContain("I know [redacted] and [redacted].");
  });
});
