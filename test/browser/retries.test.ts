import { type PubClient, PubConnectionError, type PubRetryEvent, PubServerError } from "@giosg/pub-sdk";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { errorOf } from "./support/ends.js";
import { type RemoteService, startService } from "./support/remote.js";

type Send = (pub: PubClient, service: RemoteService) => Promise<unknown>;

const repeatable: readonly (readonly [name: string, send: Send])[] = [
  ["GET", (pub, { channelId }) => pub.channels.retrieve(channelId)],
  ["PATCH", (pub, { channelId }) => pub.channels.update(channelId, { description: "New" })],
  ["PUT", (pub, { channelId }) => pub.channels.replace(channelId, { name: "New", description: "" })],
  ["POST", (pub, { users }) => pub.dmChannels.create(users[0]?.id ?? "", { members: [users[1]?.id ?? ""] })],
  ["GET of a list", (pub) => pub.channels.list().toArray({ limit: 9 })],
];

const retryAfter = { "retry-after": "0.05" };
const unavailable = { answer: { status: 503, headers: retryAfter } };
const tooMany = { answer: { status: 429, headers: retryAfter } };

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0.1);
});

/** A client, and the waits that it made. */
function observed(service: RemoteService) {
  const retries: PubRetryEvent[] = [];
  const pub = service.client({ hooks: { retry: (event) => retries.push(event) } });
  return { pub, retries, waits: () => retries.map(({ delayMs }) => delayMs) };
}

describe.each(repeatable)("%s", (_, send) => {
  it("is repeated after 503 and 429, when Retry-After says", async () => {
    const service = await startService({ exposedHeaders: ["Retry-After"] });
    await service.play({ requests: [unavailable, tooMany] });
    const { pub, waits } = observed(service);
    await send(pub, service);
    expect(waits()).toEqual([50, 50]);
    expect((await service.record()).requests).toHaveLength(3);
  });

  it("is repeated with jitter where the page may not see Retry-After", async () => {
    const service = await startService();
    await service.play({ requests: [unavailable, tooMany] });
    const { pub, retries, waits } = observed(service);
    await send(pub, service);
    expect(waits()).toEqual([30, 60]);
    expect(retries.map(({ status }) => status)).toEqual([503, 429]);
    expect((await service.record()).requests).toHaveLength(3);
  });

  it.each(["cut before headers", "cut in body"] as const)(
    "is repeated after a connection that is %s",
    async (fault) => {
      const service = await startService({ keepAlive: false });
      const big = { answer: { status: 200, body: "x".repeat(100) }, fault };
      await service.play({ requests: [big, big] });
      const { pub, retries } = observed(service);
      await send(pub, service);
      expect(retries.map(({ error }) => error?.code)).toEqual(["connection", "connection"]);
      const { requests } = await service.record();
      expect(requests).toHaveLength(3);
      expect(new Set(requests.map(({ method, path, text }) => `${method} ${path} ${text}`)).size).toBe(1);
    },
  );

  it("is repeated after a preflight that got no answer", async () => {
    const service = await startService({ keepAlive: false });
    await service.play({ preflights: [{ fault: "cut before headers" }] });
    const { pub, waits } = observed(service);
    await send(pub, service);
    expect(waits()).toEqual([30]);
    expect((await service.record()).requests).toHaveLength(1);
  });

  it("fails with what the last attempt came to", async () => {
    const service = await startService({ keepAlive: false });
    await service.play({
      requests: [{ fault: "cut before headers" }, unavailable, { answer: { status: 500 } }],
    });
    const { pub } = observed(service);
    const error = await errorOf(send(pub, service), PubServerError);
    expect(error).toMatchObject({ status: 500, retryable: true });
    expect((await service.record()).requests).toHaveLength(3);
  });
});

describe("channels.create, which cannot be told from a second one", () => {
  const send: Send = (pub) => pub.channels.create({ name: "Once", description: "" });

  it("is repeated where the service says that it did nothing", async () => {
    const service = await startService({ exposedHeaders: ["Retry-After"] });
    await service.play({ requests: [unavailable, tooMany] });
    const { pub, waits } = observed(service);
    await send(pub, service);
    expect(waits()).toEqual([50, 50]);
  });

  it("is not repeated after a 503 whose Retry-After the page may not see", async () => {
    const service = await startService();
    await service.play({ requests: [unavailable] });
    const error = await errorOf(send(service.client(), service), PubServerError);
    expect(error).toMatchObject({ status: 503, outcome: "unknown" });
    expect(error.retryAfterMs).toBeUndefined();
    expect((await service.record()).requests).toHaveLength(1);
  });

  it.each(["cut before headers", "cut in body"] as const)(
    "is not repeated after a connection that is %s",
    async (fault) => {
      const service = await startService({ keepAlive: false });
      await service.play({ requests: [{ fault }] });
      const error = await errorOf(send(service.client(), service), PubConnectionError);
      expect(error).toMatchObject({ outcome: "unknown", retryable: true });
      const { requests, channels } = await service.record();
      expect(requests).toHaveLength(1);
      expect(channels.filter((name) => name === "Once")).toHaveLength(1);
    },
  );
});

it("fails at once where Retry-After does not fit into the call's time", async () => {
  const service = await startService({ exposedHeaders: ["Retry-After"] });
  await service.play({ requests: [{ answer: { status: 503, headers: { "retry-after": "3600" } } }] });
  const { pub, waits } = observed(service);
  const error = await errorOf(pub.channels.retrieve(service.channelId), PubServerError);
  expect(error.retryAfterMs).toBe(3_600_000);
  expect(waits()).toEqual([]);
});

it("gives up where nobody listens", async () => {
  const service = await startService();
  await service.close();
  const { pub, waits } = observed(service);
  const error = await errorOf(pub.channels.retrieve(service.channelId), PubConnectionError);
  expect(error).toMatchObject({ code: "connection", outcome: "no_effect" });
  expect(waits()).toEqual([30, 60]);
});
