import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { PubClient } from "../src/client.js";
import { PubInputError } from "../src/errors/input-error.js";
import type { PubClientOptions } from "../src/options.js";
import { cannedClient } from "./support/canned-fetch.js";
import { channel, ids, pageOf } from "./support/wire-fixtures.js";

const organizationId = ids.organization;
const secret = "tok_LJ4yq0Jw3bVv";

function refusal(options: unknown): PubInputError {
  try {
    new PubClient(options as PubClientOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(PubInputError);
    return error as PubInputError;
  }
  throw new Error("The options were accepted");
}

describe("new PubClient refuses", () => {
  it.each([
    ["no options", undefined],
    ["null", null],
    ["a string", organizationId],
    ["no organization", { token: secret }],
    ["an empty organization", { organizationId: "" }],
    ["an organization that is no UUID", { organizationId: "acme" }],
    ["an organization with a path", { organizationId: `${organizationId}/../x` }],
    ["an organization that is null", { organizationId: null }],
    ["both kinds of token", { organizationId, token: secret, accessToken: secret }],
    ["both kinds of token, as functions", { organizationId, token: () => secret, accessToken: () => secret }],
    ["an empty token", { organizationId, token: "" }],
    ["an empty access token", { organizationId, accessToken: "" }],
    ["a token with its word", { organizationId, token: `Token ${secret}` }],
    ["an access token with its word", { organizationId, accessToken: `Bearer ${secret}` }],
    ["a token with a line break", { organizationId, token: `${secret}\nX-Injected: ${secret}` }],
    ["a token with a line break at its end", { organizationId, token: `${secret}\n` }],
    ["a token with a space before", { organizationId, token: ` ${secret}` }],
    ["a token beyond ASCII", { organizationId, token: `${secret}\u2603` }],
    ["a token that is null", { organizationId, token: null }],
    ["a token that is a number", { organizationId, token: 5 }],
    ["a token in an object", { organizationId, accessToken: { token: secret } }],
    ["a promise of a token", { organizationId, accessToken: Promise.resolve(secret) }],
    ["fetch that is no function", { organizationId, fetch: "fetch" }],
    ["no time at all", { organizationId, timeoutMs: 0 }],
    ["negative time", { organizationId, timeoutMs: -5 }],
    ["time that is no number", { organizationId, timeoutMs: Number.NaN }],
    ["time in words", { organizationId, timeoutMs: "30s" }],
    ["negative retries", { organizationId, maxRetries: -1 }],
    ["half a retry", { organizationId, maxRetries: 0.5 }],
    ["retries that are no number", { organizationId, maxRetries: Number.NaN }],
    ["retries in words", { organizationId, maxRetries: "2" }],
    ["another way with invalid answers", { organizationId, onInvalid: "ignore" }],
  ])("%s, without a word of the token", (_, options) => {
    const error = refusal(options);
    expect(error).toMatchObject({
      code: "invalid_input",
      outcome: "no_effect",
      retryable: false,
    });
    expect(error.issues.length).toBeGreaterThan(0);
    expect(error.message.length).toBeLessThanOrEqual(300);
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error) + error.stack).not.toContain(secret);
  });

  it.each([
    "",
    "api.giosg.com",
    "/api",
    "//api.giosg.com",
    "http://api.giosg.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://10.0.0.1",
    "http://192.168.1.5:8080",
    "http://[::2]",
    `https://${secret}@api.giosg.com`,
    `https://user:${secret}@api.giosg.com`,
    `http://user:${secret}@localhost`,
    `https://api.giosg.com?token=${secret}`,
    `https://api.giosg.com#${secret}`,
    "ftp://api.giosg.com",
    "ws://localhost",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    42,
  ])("the base URL %s", (baseUrl) => {
    const error = refusal({ organizationId, baseUrl });
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain(secret);
  });
});

describe("new PubClient takes", () => {
  it.each([
    [undefined, "https://api.giosg.com"],
    ["https://api.giosg.com/", "https://api.giosg.com"],
    ["HTTPS://API.GIOSG.COM", "https://api.giosg.com"],
    ["https://api.giosg.com:8443", "https://api.giosg.com:8443"],
    ["https://proxy.example.com/giosg", "https://proxy.example.com/giosg"],
    ["https://proxy.example.com/eu/giosg/", "https://proxy.example.com/eu/giosg"],
    ["https://proxy.example.com/giosg//", "https://proxy.example.com/giosg"],
    ["http://localhost", "http://localhost"],
    ["http://localhost:3000/prefix", "http://localhost:3000/prefix"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["http://127.8.9.10", "http://127.8.9.10"],
    ["http://[::1]:3000", "http://[::1]:3000"],
    ["http://pub.localhost", "http://pub.localhost"],
    ["http://a.b.localhost:81", "http://a.b.localhost:81"],
  ])("the base URL %s", async (baseUrl, start) => {
    const { pub, requests } = cannedClient(() => ({ text: JSON.stringify(channel) }), { baseUrl });
    await pub.channels.retrieve(ids.channel);
    expect(requests[0]?.url).toBe(`${start}/api/pub/v1/orgs/${organizationId}/channels/${ids.channel}`);
  });

  it.each([1, 0.5, 2 ** 31, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
    "%d for timeoutMs",
    async (timeoutMs) => {
      const { pub } = cannedClient(() => ({ text: JSON.stringify(channel) }), {
        timeoutMs,
      });
      if (timeoutMs > 1) expect(await pub.channels.retrieve(ids.channel)).toEqual(channel);
    },
  );

  it.each([0, 10, Number.POSITIVE_INFINITY])("%d for maxRetries", async (maxRetries) => {
    const { pub } = cannedClient(() => ({ text: JSON.stringify(channel) }), {
      maxRetries,
    });
    expect(await pub.channels.retrieve(ids.channel)).toEqual(channel);
  });

  it("options that are undefined as options that are left out", async () => {
    const options = {
      accessToken: undefined,
      baseUrl: undefined,
      timeoutMs: undefined,
      maxRetries: undefined,
      onInvalid: undefined,
      hooks: undefined,
    };
    const { pub, requests } = cannedClient(() => ({ text: JSON.stringify(channel) }), options);
    expect(
      await pub.channels.retrieve(ids.channel, {
        signal: undefined,
        query: undefined,
      }),
    ).toEqual(channel);
    expect(requests[0]?.url).toMatch(/^https:\/\/api\.giosg\.com\//);
  });
});

describe("a client", () => {
  it("sends nothing and asks for no token while it is made and its lists are", () => {
    const fetch = vi.fn();
    const token = vi.fn();
    const pub = new PubClient({ organizationId, token, fetch });
    pub.channels.list();
    pub.messages.list(ids.channel, { ordering: "-created_at" }).pages();
    pub.members.list(ids.channel)[Symbol.asyncIterator]();
    expect(fetch).not.toHaveBeenCalled();
    expect(token).not.toHaveBeenCalled();
  });

  it("calls fetch as fetch(url, init), with plain strings and exactly its own headers", async () => {
    const { pub, requests } = cannedClient(() => ({ text: JSON.stringify(channel) }), { token: secret });
    await pub.channels.update(ids.channel, { name: "Releases" });
    const [request] = requests;
    expect(request?.url).toBe(
      `https://api.giosg.com/api/pub/v1/orgs/${organizationId}/channels/${ids.channel}`,
    );
    expect(request?.init.method).toBe("PATCH");
    expect(request?.init.body).toBe('{"name":"Releases"}');
    expect(Object.fromEntries(new Headers(request?.init.headers))).toEqual({
      accept: "application/json",
      authorization: `Token ${secret}`,
      "content-type": "application/json",
    });
  });

  it("looks globalThis.fetch up at each request, so that a test or a polyfill can replace it", async () => {
    const pub = new PubClient({ organizationId, token: secret });
    const fetch = vi.fn(async () => new Response(JSON.stringify(pageOf(channel))));
    vi.stubGlobal("fetch", fetch);
    try {
      expect(await pub.channels.list().toArray({ limit: 1 })).toEqual([channel]);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("is not changed by what becomes of the options afterwards", async () => {
    const options: {
      -readonly [Key in keyof PubClientOptions]: PubClientOptions[Key];
    } = {
      organizationId,
      token: secret,
    };
    const { pub, requests } = cannedClient(() => ({ text: JSON.stringify(channel) }), options);
    options.organizationId = ids.otherOrganization;
    options.token = "another";
    await pub.channels.retrieve(ids.channel);
    expect(requests[0]?.url).toContain(organizationId);
    expect(new Headers(requests[0]?.init.headers).get("authorization")).toBe(`Token ${secret}`);
  });

  it("shows no token when it is printed", () => {
    const pub = new PubClient({ organizationId, token: secret });
    expect(inspect(pub, { depth: 20, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(pub)).not.toContain(secret);
  });

  it("does not send its API token as an access token, nor the other way round", async () => {
    for (const [options, header] of [
      [{ token: secret }, `Token ${secret}`],
      [{ token: () => secret }, `Token ${secret}`],
      [{ token: undefined, accessToken: secret }, `Bearer ${secret}`],
      [{ token: undefined, accessToken: async () => secret }, `Bearer ${secret}`],
    ] as const) {
      const { pub, requests } = cannedClient(() => ({ text: JSON.stringify(channel) }), options);
      await pub.channels.retrieve(ids.channel);
      expect(new Headers(requests[0]?.init.headers).get("authorization")).toBe(header);
    }
  });
});
