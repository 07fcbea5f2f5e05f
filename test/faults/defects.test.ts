import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MessagePayload } from "../../src/schemas/message.js";
import { aMessage, channelId, messageId, token } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, lost, settled } from "../support/fault-fetch.js";

/*
 * What the matrix and the models found, each in its smallest form.
 */

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function ended<T>(call: Promise<T>) {
  const end = settled(call);
  await vi.runAllTimersAsync();
  return end;
}

const payload: MessagePayload = { id: messageId, body: aMessage().body };
const page = () => new Response("<html></html>", { headers: { "content-type": "text/html" } });

test("a proxy's page with 200 in the place of a DELETE's answer is no success: nothing may be deleted", async () => {
  const { reason } = await ended(clientOf(new FaultFetch(page)).messages.delete(channelId, messageId));
  const issues = [{ path: [], message: "expected an answer of the service, not a page" }];
  expect(reason).toMatchObject({ code: "invalid_response", outcome: "unknown", issues });
});

test("a token function that hangs in a read-back is asked anew by the next call", async () => {
  let isStuck = false;
  const faults = new FaultFetch(
    lost(),
    () => {
      isStuck = true;
      return new Response(null, { status: 409 });
    },
    answer(aMessage()),
  );
  const asked = vi.fn(() => (isStuck ? new Promise<string>(() => {}) : token));
  const pub = clientOf(faults, { token: asked });
  expect((await ended(pub.messages.create(channelId, payload))).reason).toMatchObject({ code: "timeout" });
  isStuck = false;
  expect(await ended(pub.messages.retrieve(channelId, messageId))).toEqual({ value: aMessage() });
});

test.each([
  ["a code and a sentence", { code: "duplicate", message: "It exists." }],
  [
    "a list of errors",
    { type: "validation_error", errors: [{ code: "unique", detail: "It exists.", attr: "id" }] },
  ],
  ["the id and another field", { id: ["It exists."], body: ["This is too long."] }],
  ["nested under errors", { errors: { id: ["It exists."] } }],
])("an id sent before, refused with 400 in another form (%s): the message is read back", async (_, body) => {
  const faults = new FaultFetch(answer(body, 400), answer(aMessage()));
  expect(await ended(clientOf(faults).messages.create(channelId, payload))).toEqual({ value: aMessage() });
});
