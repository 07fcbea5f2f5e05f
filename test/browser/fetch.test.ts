import { describe, expect, it, vi } from "vitest";
import { startService } from "./support/remote.js";

describe("fetch", () => {
  it("is the page's own, looked up at each request", async () => {
    const service = await startService();
    const pub = service.client();
    const replaced = vi.fn((url: string, init: RequestInit) => original(url, init));
    const original = globalThis.fetch;
    vi.stubGlobal("fetch", replaced);
    await pub.channels.retrieve(service.channelId);
    vi.unstubAllGlobals();
    await pub.channels.retrieve(service.channelId);
    expect(replaced).toHaveBeenCalledTimes(1);
    expect((await service.record()).requests).toHaveLength(2);
  });

  it("is left to choose what the SDK has no business with: keepalive, cache, credentials, referrer", async () => {
    const service = await startService();
    const inits: RequestInit[] = [];
    const watched = (url: string, init: RequestInit) => {
      inits.push(init);
      return fetch(url, init);
    };
    const pub = service.client({ fetch: watched });
    await pub.messages.create(service.channelId, "Hello");
    await pub.channels.list().firstPage();
    expect(inits).toHaveLength(2);
    for (const init of inits) {
      for (const name of ["keepalive", "cache", "credentials", "mode", "referrer", "referrerPolicy"]) {
        expect(init).not.toHaveProperty(name);
      }
    }
  });

  it("can be wrapped to send while the page is left", async () => {
    const service = await startService();
    const requests: Request[] = [];
    const wrapped = (url: string, init: RequestInit) => {
      const request = new Request(url, { ...init, keepalive: true });
      requests.push(request);
      return fetch(request);
    };
    const sent = await service.client({ fetch: wrapped }).messages.create(service.channelId, "Goodbye");
    expect(requests.map(({ keepalive }) => keepalive)).toEqual([true]);
    expect((await service.record()).messages.map(({ id }) => id)).toEqual([sent.id]);
  });
});
