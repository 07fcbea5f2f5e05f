import {
  PubAuthenticationError,
  PubBadRequestError,
  PubConflictError,
  PubError,
  PubHttpError,
  PubInputError,
  PubNotFoundError,
  PubPermissionError,
  PubRateLimitError,
  PubResponseError,
  PubServerError,
} from "@giosg/pub-sdk";
import { describe, expect, it } from "vitest";
import { errorOf, printed } from "./support/ends.js";
import { startService } from "./support/remote.js";

const token = "tok-7f3Kq9ZxW2vB5nM8";
const secret = "Layoffs are announced on Monday";

const classes = [
  [400, PubBadRequestError, "bad_request", "no_effect"],
  [401, PubAuthenticationError, "unauthenticated", "no_effect"],
  [403, PubPermissionError, "forbidden", "no_effect"],
  [404, PubNotFoundError, "not_found", "no_effect"],
  [409, PubConflictError, "conflict", "no_effect"],
  [418, PubHttpError, "http", "no_effect"],
  [422, PubBadRequestError, "bad_request", "no_effect"],
  [429, PubRateLimitError, "rate_limited", "no_effect"],
  [500, PubServerError, "server", "unknown"],
  [502, PubServerError, "server", "unknown"],
  [503, PubServerError, "server", "unknown"],
] as const;

describe.each(classes)("%i", (status, type, code, outcome) => {
  it("comes as its class, with what the service said and nothing that was sent", async () => {
    const service = await startService();
    const body = { detail: "Not today.", body: { chunks: [`${secret} is no text`] }, echo: token };
    await service.play({ requests: [{ answer: { status, body } }] });
    const pub = service.client({ token, maxRetries: 0 });
    const error = await errorOf(pub.messages.create(service.channelId, secret), type);
    expect(error).toBeInstanceOf(PubHttpError);
    expect(PubError.is(error)).toBe(true);
    expect(error).toMatchObject({ name: type.name, status, code, outcome, method: "POST" });
    expect(error.path).toBe(`${service.root}/channels/${service.channelId}/messages`);
    expect(error.detail).toBe("Not today.");
    expect(error.fieldErrors).toMatchObject({ "body.chunks": [expect.any(String)] });
    expect(error.body).toEqual(body);
    expect(error.headers.get("content-type")).toBe("application/json");
    expect(error.message).toBe(`POST ${error.path} answered ${status}: Not today.`);
    for (const hidden of [token, secret]) expect(printed(error)).not.toContain(hidden);
  });
});

it("field errors stand in the message, without what was sent", async () => {
  const service = await startService();
  const answer = {
    status: 400,
    body: { name: [`"${secret}" is taken.`], members: { "0": ["Unknown user."] } },
  };
  await service.play({ requests: [{ answer }] });
  const create = service.client().channels.create({ name: secret, description: "" });
  const error = await errorOf(create, PubBadRequestError);
  expect(error.fieldErrors).toEqual({ name: [`"${secret}" is taken.`], "members.0": ["Unknown user."] });
  expect(error.message).toContain("name: ");
  expect(error.message).not.toContain(secret);
});

it("a proxy's page is the server's failure, or no answer of the service", async () => {
  const service = await startService();
  const page = "<html><title>502 Bad Gateway</title></html>";
  const headers = { "content-type": "text/html" };
  const answers = [502, 200].map((status) => ({ answer: { status, body: page, headers } }));
  await service.play({ requests: answers });
  const { channels } = service.client({ maxRetries: 0 });
  expect(await errorOf(channels.retrieve(service.channelId), PubServerError)).toMatchObject({ body: page });
  await errorOf(channels.retrieve(service.channelId), PubResponseError);
});

it.each([
  [undefined, undefined, undefined],
  [["X-Request-Id", "Retry-After"], "req-1", 7_000],
  [["CF-Ray"], "ray-1", undefined],
])(
  "of an answer that exposes %s it shows what the page may see",
  async (exposedHeaders, requestId, retryAfterMs) => {
    const service = await startService({ ...(exposedHeaders && { exposedHeaders }) });
    const headers = { "x-request-id": "req-1", "cf-ray": "ray-1", "retry-after": "7" };
    await service.play({ requests: [{ answer: { status: 429, headers } }] });
    const call = service.client({ timeoutMs: 5_000, maxRetries: 0 }).channels.list().firstPage();
    const error = await errorOf(call, PubRateLimitError);
    expect(error.requestId).toBe(requestId);
    expect(error.retryAfterMs).toBe(retryAfterMs);
  },
);

it("wrong input is refused before anything is sent", async () => {
  const service = await startService();
  const { channels, messages } = service.client();
  await errorOf(channels.retrieve("../admin"), PubInputError);
  await errorOf(messages.create(service.channelId, ""), PubInputError);
  const headers = { Authorization: "Token other" };
  await errorOf(channels.retrieve(service.channelId, { headers }), PubInputError);
  expect(() => service.client({ baseUrl: "http://service.example.com" })).toThrow(PubInputError);
  const { requests, preflights } = await service.record();
  expect([...requests, ...preflights]).toEqual([]);
});
