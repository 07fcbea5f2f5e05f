import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubConnectionError } from "../../src/errors/connection-error.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import { PubServerError } from "../../src/errors/server-error.js";
import type { PubClientOptions } from "../../src/options.js";
import { kindsOfCall } from "../support/fault-calls.js";
import { aChannel, channelId, organizationId, token } from "../support/fault-data.js";
import { gate, rejection, settled } from "../support/fault-fetch.js";
import {
  cutBeforeHeaders,
  cutInBody,
  duplicatedJson,
  type Fault,
  FaultServer,
  json,
  late,
  proxyPage,
  redirect,
  stallBeforeHeaders,
  stallInBody,
  status,
  text,
  tooShortContentLength,
  truncatedJson,
} from "../support/fault-server.js";

let server: FaultServer;
let elsewhere: FaultServer;

beforeAll(async () => {
  server = await FaultServer.start();
  elsewhere = await FaultServer.start([json(aChannel())]);
});

beforeEach(() => {
  // No time is spent on jitter.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all([server.close(), elsewhere.close()]);
});

function client(options: Partial<PubClientOptions> = {}): PubClient {
  return new PubClient({ organizationId, token, baseUrl: server.url, ...options });
}

const again = json({ detail: "Wait." }, 429, { "retry-after": "0" });

describe.each(kindsOfCall)("$name ($method)", ({ invoke, answer, method, isRepeatable }) => {
  const ok = json(answer);
  const isRead = method === "GET";
  const readsBody = method !== "DELETE";

  test("cut before the headers, once", async () => {
    server.play([cutBeforeHeaders(), ok]);
    const { reason } = await settled(invoke(client()));
    expect(server.requests).toHaveLength(isRepeatable ? 2 : 1);
    if (isRepeatable) expect(reason).toBeUndefined();
    else expect(reason).toMatchObject({ code: "connection", outcome: "unknown" });
  });

  test("cut before the headers, for good", async () => {
    server.play([cutBeforeHeaders()]);
    const error = await rejection(invoke(client({ maxRetries: 0 })), PubConnectionError);
    expect(error.outcome).toBe(isRead ? "no_effect" : "unknown");
    expect(server.requests).toHaveLength(1);
  });

  test("cut in the body, once", async () => {
    server.play([cutInBody(answer), ok]);
    const { reason } = await settled(invoke(client()));
    if (!readsBody) {
      expect(reason).toBeUndefined();
      return expect(server.requests).toHaveLength(1);
    }
    expect(server.requests).toHaveLength(isRepeatable ? 2 : 1);
    if (isRepeatable) expect(reason).toBeUndefined();
    else expect(reason).toMatchObject({ code: "connection", outcome: "unknown" });
  });

  test("told to wait, with a body", async () => {
    server.play([again, ok]);
    expect((await settled(invoke(client()))).reason).toBeUndefined();
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body).toBe(server.requests[0]?.body);
  });

  test.each([301, 302, 303, 307, 308])("a redirect (%i) is not followed", async (code) => {
    elsewhere.play([json(answer)]);
    server.play([redirect(`${elsewhere.url}/api/pub/v1/x`, code)]);
    const error = await rejection(invoke(client()), PubResponseError);
    expect(error).toMatchObject({ status: code, method, outcome: isRead ? "no_effect" : "unknown" });
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.requests).toHaveLength(0);
    expect(error.message).not.toContain(elsewhere.url);
  });

  const page = proxyPage(200);
  const unusable: readonly (readonly [string, Fault])[] = [
    ["HTML with 200", page],
    ["an empty body", status(200)],
    ["204", status(204)],
    ["truncated JSON of the announced length", truncatedJson(answer, "right")],
    ["JSON that is longer than announced", tooShortContentLength(answer)],
    ["the same JSON twice", duplicatedJson(answer)],
    ["null", json(null)],
    ["a list", json([])],
    ["a string", json("ok")],
    ["NaN", text("NaN")],
  ];

  test.each(unusable)("%s cannot be used", async (_, fault) => {
    server.play([fault]);
    if (!readsBody && fault !== page)
      return expect(await settled(invoke(client()))).toEqual({ value: undefined });
    const error = await rejection(invoke(client()), PubResponseError);
    expect(error.outcome).toBe(isRead ? "no_effect" : "unknown");
    expect(error.issues.length).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(1);
  });

  test("truncated JSON of another length than announced is a lost answer", async () => {
    if (!readsBody) return;
    server.play([truncatedJson(answer, "wrong"), ok]);
    const { reason } = await settled(invoke(client()));
    expect(server.requests).toHaveLength(isRepeatable ? 2 : 1);
    if (!isRepeatable) expect(reason).toMatchObject({ code: "connection", outcome: "unknown" });
  });

  test("a proxy's page with 502", async () => {
    server.play([proxyPage(502)]);
    const error = await rejection(invoke(client({ maxRetries: 0 })), PubServerError);
    expect(error).toMatchObject({ status: 502, detail: undefined, fieldErrors: {}, retryable: true });
    expect(error.body).toContain("<html>");
    expect(error.message).not.toContain("<");
  });

  const stalls: readonly (readonly [string, Fault])[] = [
    ["before the headers", stallBeforeHeaders()],
    ["in an error's body", stallInBody({ detail: "No." }, 403)],
    ...(readsBody ? ([["in the body", stallInBody(answer)]] as const) : []),
  ];

  test.each(stalls)(
    "a stall %s ends with the caller's signal, and the connection closes",
    async (_, fault) => {
      server.play([fault]);
      const controller = new AbortController();
      const end = settled(invoke(client(), { signal: controller.signal }));
      await server.received(1);
      controller.abort("left");
      expect((await end).reason).toBe("left");
      await server.requests[0]?.closed;
      expect(server.requests).toHaveLength(1);
    },
  );
});

test("a late answer is an answer", async () => {
  const { promise, resolve } = gate();
  server.play([late(promise, json(aChannel()))]);
  const call = client().channels.retrieve(channelId);
  await server.received(1);
  resolve();
  expect(await call).toEqual(aChannel());
});

test("timeoutMs closes the connection under a stalled body", async () => {
  // The client's clock alone: the server's and the runtime's go on.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  server.play([stallInBody(aChannel())]);
  const { promise, resolve } = gate();
  const pub = client({ timeoutMs: 5_000, hooks: { response: () => resolve() } });
  const end = settled(pub.channels.retrieve(channelId));
  await promise;
  vi.advanceTimersByTime(5_000);
  expect((await end).reason).toMatchObject({ code: "timeout", timeoutMs: 5_000 });
  await server.requests[0]?.closed;
});

test("a refused connection is a PubConnectionError that names the reason and not the token", async () => {
  const gone = await FaultServer.start();
  const { url } = gone;
  await gone.close();
  const pub = new PubClient({ organizationId, token, baseUrl: url, maxRetries: 0 });
  const error = await rejection(pub.channels.retrieve(channelId), PubConnectionError);
  expect(error.cause).toMatchObject({ message: "fetch failed", cause: { code: "ECONNREFUSED" } });
});

test("a base URL's prefix goes before each path", async () => {
  server.play([json(aChannel())]);
  await client({ baseUrl: `${server.url}/gateway/` }).channels.retrieve(channelId);
  expect(server.requests[0]?.url).toBe(`/gateway/api/pub/v1/orgs/${organizationId}/channels/${channelId}`);
});
