import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PubError } from "../../src/errors/pub-error.js";
import { reads, writes } from "../support/fault-calls.js";
import { token } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  cutBody,
  FaultFetch,
  failing,
  hanging,
  lost,
  type Reply,
  settled,
  stalledBody,
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
  expect(reason).toBeInstanceOf(Error);
  return reason as PubError;
}

const html: Reply = () => new Response("<html>");
const redirection: Reply = () =>
  new Response(null, { status: 302, headers: { location: "https://e.example/" } });
const refusals = [400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 429, 451];
const doubts = [408, 500, 501, 502, 503, 504, 505, 507, 599];

describe.each(writes)("$name", ({ method, invoke }) => {
  const once = (reply: Reply) => failure(invoke(clientOf(new FaultFetch(reply), { maxRetries: 0 })));

  test.each(refusals)("%i: the service refused it, no effect", async (status) => {
    expect(await once(failing(status))).toMatchObject({ status, outcome: "no_effect" });
  });

  test.each(doubts)("%i: unknown", async (status) => {
    expect(await once(failing(status))).toMatchObject({ status, outcome: "unknown" });
  });

  test("no answer: unknown", async () => {
    expect(await once(lost())).toMatchObject({ code: "connection", outcome: "unknown", retryable: true });
  });

  test("no answer in time: unknown", async () => {
    expect(await once(hanging())).toMatchObject({ code: "timeout", outcome: "unknown", retryable: true });
  });

  test("a redirect: unknown", async () => {
    expect(await once(redirection)).toMatchObject({ code: "invalid_response", outcome: "unknown" });
  });

  if (method !== "DELETE") {
    test.each([
      ["a body that breaks off", "connection", cutBody()],
      ["a body that stalls", "timeout", stalledBody()],
      ["an answer that is no JSON", "invalid_response", html],
      ["an answer of another shape", "invalid_response", answer({})],
    ] as const)("%s: unknown", async (_, code, reply) => {
      expect(await once(reply)).toMatchObject({ code, outcome: "unknown" });
    });
  }

  test("nothing sent: no effect", async () => {
    const faults = new FaultFetch();
    const error = await failure(invoke(clientOf(faults, { timeoutMs: 5 }), { timeoutMs: -1 }));
    expect(error).toMatchObject({ code: "invalid_input", outcome: "no_effect", retryable: false });
    const stuck = clientOf(faults, { token: () => new Promise<string>(() => {}) });
    expect(await failure(invoke(stuck))).toMatchObject({ code: "timeout", outcome: "no_effect" });
    expect(faults.sent).toHaveLength(0);
  });

  test("a 401 that was asked again and refused is no effect", async () => {
    const faults = new FaultFetch(failing(401), failing(401));
    const error = await failure(invoke(clientOf(faults, { token: () => token })));
    expect(error).toMatchObject({ status: 401, outcome: "no_effect" });
    expect(faults.sent).toHaveLength(2);
  });
});

describe.each(writes.filter(({ isRepeatable }) => isRepeatable))("$name, after a lost attempt", (kind) => {
  test.each([403, 422, 429, 400, 409])("%i leaves it unknown", async (status) => {
    // Where 400 and 409 are read back, nothing is found.
    const faults = new FaultFetch(lost(), failing(status, { "retry-after": "3600" }), failing(404));
    const error = await failure(kind.invoke(clientOf(faults)));
    expect(error).toMatchObject({ status, outcome: "unknown" });
  });

  test.each([408, 503])("%i and then 429: unknown", async (status) => {
    const faults = new FaultFetch(failing(status), failing(429));
    expect(await failure(kind.invoke(clientOf(faults)))).toMatchObject({ status: 429, outcome: "unknown" });
  });

  test("429 and then 403: no effect", async () => {
    const faults = new FaultFetch(failing(429), failing(403));
    expect(await failure(kind.invoke(clientOf(faults)))).toMatchObject({ outcome: "no_effect" });
  });

  test("a time that runs out in the wait stays unknown", async () => {
    const faults = new FaultFetch(lost(), hanging());
    expect(await failure(kind.invoke(clientOf(faults)))).toMatchObject({
      code: "timeout",
      outcome: "unknown",
    });
  });

  test("a token function that answers nonsense before the next attempt leaves it unknown", async () => {
    const faults = new FaultFetch(lost());
    const tokens = [token, ""];
    const pub = clientOf(faults, { token: () => tokens.shift() ?? "" });
    expect(await failure(kind.invoke(pub))).toMatchObject({ code: "invalid_input", outcome: "unknown" });
  });
});

describe.each(reads)("$name", ({ invoke }) => {
  const faults: readonly (readonly [string, Reply])[] = [
    ["no answer", lost()],
    ["no answer in time", hanging()],
    ["a body that breaks off", cutBody()],
    ["no JSON", html],
    ["a redirect", redirection],
    ["another shape", answer({})],
    ...[...refusals, ...doubts].map((status) => [String(status), failing(status)] as const),
  ];

  test.each(faults)("%s: a read has no effect", async (_, reply) => {
    const error = await failure(invoke(clientOf(new FaultFetch(reply), { maxRetries: 1 })));
    expect(error).toMatchObject({ outcome: "no_effect" });
    expect(error).not.toHaveProperty("messageId");
  });
});
