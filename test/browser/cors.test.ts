import { PubClient, PubConnectionError } from "@giosg/pub-sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import { errorOf, rejectionOf } from "./support/ends.js";
import { startService } from "./support/remote.js";

afterEach(() => {
  // biome-ignore lint/suspicious/noDocumentCookie: the simple way is available on every page
  document.cookie = "session=; max-age=0";
});

describe("the service of these tests", () => {
  it("takes a page's plain request", async () => {
    const service = await startService();
    const path = `${service.root.replace("/v1/", "/public/v1/")}/channels/${service.channelId}/conference`;
    expect((await fetch(`${service.url}${path}/stream_status`)).status).toBe(404);
    const { requests, preflights } = await service.record();
    expect([requests.length, preflights.length]).toEqual([1, 0]);
  });

  it("is on another origin, in a page that may use everything", async () => {
    const service = await startService();
    expect(new URL(service.url).origin).not.toBe(location.origin);
    expect(isSecureContext).toBe(true);
  });

  it.each([
    ["X-Trace", {}],
    ["Cache-Control", { cache: "no-store" }],
  ] as const)("notices %s, and the browser keeps it back", async (name, init) => {
    const service = await startService();
    const headers = { [name]: "1" };
    expect(
      await rejectionOf(fetch(`${service.url}${service.root}/channels`, { headers, ...init })),
    ).toBeInstanceOf(TypeError);
    const { requests, violations } = await service.close();
    expect(requests).toEqual([]);
    expect(violations).toEqual([`a preflight for the header ${name.toLowerCase()}`]);
  });

  it("notices headers that come without a preflight", async () => {
    const service = await startService();
    await rejectionOf(fetch(`${service.url}${service.root}/channels`, { cache: "no-store" }));
    expect((await service.close()).violations).toEqual(["the header pragma", "the header cache-control"]);
  });

  it("notices cookies", async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the simple way is available on every page
    document.cookie = "session=1";
    const service = await startService();
    await rejectionOf(fetch(`${service.url}${service.root}/channels`, { credentials: "include" }));
    expect((await service.close()).violations).toEqual(["the header cookie"]);
  });
});

it("sends no cookie, and takes none", async () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the simple way is available on every page
  document.cookie = "session=1";
  const service = await startService();
  await service.play({ requests: [{ headers: { "set-cookie": "tracked=1" } }] });
  const pub = service.client();
  await pub.channels.retrieve(service.channelId);
  await pub.messages.create(service.channelId, "Hello");
  expect(document.cookie).toBe("session=1");
  const { requests } = await service.record();
  expect(requests).toHaveLength(2);
});

it("asks the public calls without a preflight, whatever the token", async () => {
  const service = await startService();
  await service.play({
    requests: [
      {
        answer: {
          status: 200,
          body: { is_connected: false, is_watchable: false, seconds_until_watchable: 0 },
        },
      },
      { answer: { status: 200, body: { viewer_count: 3 } } },
    ],
  });
  const token = vi.fn(() => "secret");
  const { conference } = service.client({ token });
  await conference.retrieveStreamStatus(service.channelId, { query: { lang: "fi" } });
  await conference.retrieveStreamViewerCount(service.channelId);
  const { requests, preflights } = await service.record();
  expect(preflights).toEqual([]);
  expect(requests).toHaveLength(2);
  for (const { headers } of requests) {
    expect(headers.accept).toBe("application/json");
    expect(headers).not.toHaveProperty("authorization");
    expect(headers).not.toHaveProperty("content-type");
  }
  expect(token).not.toHaveBeenCalled();
});

it("repeats a public call without a preflight, and waits for a stream without one", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const service = await startService();
  const watchable = { is_connected: true, is_watchable: true, seconds_until_watchable: 0 };
  await service.play({
    requests: [
      { answer: { status: 503 } },
      { answer: { status: 200, body: watchable } },
      { answer: { status: 200, body: watchable } },
    ],
  });
  const { conference } = new PubClient({ organizationId: service.organizationId, baseUrl: service.url });
  expect(await conference.retrieveStreamStatus(service.channelId)).toEqual(watchable);
  expect(await conference.waitUntilWatchable(service.channelId)).toEqual(watchable);
  const { requests, preflights } = await service.record();
  expect([requests.length, preflights.length]).toEqual([3, 0]);
});

describe("a service that does not know the page's origin", () => {
  const elsewhere = { allowedOrigin: "https://app.example.com" };

  it("gives a connection error; of a write it is not known that it had no effect", async () => {
    const service = await startService(elsewhere);
    const pub = service.client({ maxRetries: 0 });
    const read = await errorOf(pub.channels.retrieve(service.channelId), PubConnectionError);
    expect(read).toMatchObject({ code: "connection", outcome: "no_effect", retryable: true });
    const write = await errorOf(pub.messages.create(service.channelId, "Hello"), PubConnectionError);
    expect(write).toMatchObject({ code: "connection", outcome: "unknown", messageId: expect.any(String) });
    const { requests } = await service.close();
    expect(requests).toEqual([]);
  });
});
