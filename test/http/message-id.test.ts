import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import type { PubError } from "../../src/errors/pub-error.js";
import { aMessage, channelId, messageId } from "../support/fault-data.js";
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
  expect(reason).toBeInstanceOf(Error);
  return reason as PubError;
}

const html: Reply = () => new Response("<html>");
const redirection: Reply = () =>
  new Response(null, { status: 302, headers: { location: "https://e.example/" } });

describe("messageId", () => {
  const payload = { id: messageId, body: aMessage().body };
  const create = (faults: FaultFetch, options = {}) =>
    failure(clientOf(faults, options).messages.create(channelId, payload));

  test.each([
    ["a refusal", failing(400)],
    ["a conflict", failing(409)],
    ["a 403", failing(403)],
    ["a 404", failing(404)],
    ["a 418", failing(418)],
    ["a 429", failing(429)],
    ["a 5xx", failing(500)],
    ["no answer", lost()],
    ["no answer in time", hanging()],
    ["a redirect", redirection],
    ["no JSON", html],
    ["another shape", answer({})],
  ])("is on %s", async (_, reply) => {
    const error = await create(new FaultFetch(reply));
    expect(error.messageId).toBe(messageId);
    expect(JSON.parse(JSON.stringify(error))).toHaveProperty("messageId", messageId);
  });

  test("is the id that was sent, where the SDK chose it", async () => {
    const faults = new FaultFetch(lost());
    const error = await failure(clientOf(faults).messages.create(channelId, "Hello"));
    const ids = faults.sent.map(({ body }) => (body as { id: string }).id);
    expect(ids).toEqual([error.messageId, error.messageId, error.messageId]);
  });

  test.each([
    ["a channel id", "nonsense", {}],
    ["an organization", channelId, { organizationId: "nonsense" }],
    ["a timeout", channelId, { timeoutMs: 0 }],
    ["a header", channelId, { headers: { Accept: "text/html" } }],
    ["a query", channelId, { query: { a: {} as never } }],
    ["a signal", channelId, { signal: {} as never }],
  ])("is on the PubInputError for %s", async (_, channel, options) => {
    const error = await failure(clientOf(new FaultFetch()).messages.create(channel, payload, options));
    expect(error).toBeInstanceOf(PubInputError);
    expect(error).toMatchObject({ messageId, outcome: "no_effect" });
  });

  test("is on the PubInputError of a client without a token", async () => {
    const pub = clientOf(new FaultFetch(), { token: undefined });
    expect(await failure(pub.messages.create(channelId, payload))).toMatchObject({
      code: "invalid_input",
      messageId,
    });
  });

  test("is on the PubInputError for a token that is none", async () => {
    expect(await create(new FaultFetch(), { token: () => "" })).toMatchObject({
      code: "invalid_input",
      messageId,
    });
  });

  test.each([
    ["a body", { ...payload, body: { version: 3, chunks: [{ type: "text" }] } }],
    ["notify_users", { ...payload, notify_users: ["nobody"] }],
    ["notify_channel", { ...payload, notify_channel: "yes" }],
  ])("is on the PubInputError for %s, where the payload has an id", async (_, wrong) => {
    const error = await failure(clientOf(new FaultFetch()).messages.create(channelId, wrong as never));
    expect(error).toMatchObject({ code: "invalid_input", messageId });
  });
});
