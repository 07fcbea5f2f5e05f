import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubConnectionError } from "../../src/errors/connection-error.js";
import { PubInputError } from "../../src/errors/input-error.js";
import { aChannel, aMessage, channelId, organizationId, token } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, rejection } from "../support/fault-fetch.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const url = `https://api.giosg.com/api/pub/v1/orgs/${organizationId}/channels`;

describe("fetch is called", () => {
  test("as fetch(url, init), unbound, with plain data", async () => {
    const calls: unknown[][] = [];
    const receivers: unknown[] = [];
    async function fetch(this: unknown, ...parameters: unknown[]) {
      receivers.push(this);
      calls.push(parameters);
      return Response.json(aChannel());
    }
    const pub = new PubClient({ organizationId, token, fetch });
    await pub.channels.create({ name: "General" });
    expect(receivers).toEqual([undefined]);
    expect(calls).toEqual([
      [
        url,
        {
          method: "POST",
          headers: {
            Accept: "application/json",
            Authorization: `Token ${token}`,
            "Content-Type": "application/json",
          },
          body: '{"name":"General"}',
          redirect: "manual",
          signal: expect.any(AbortSignal),
        },
      ],
    ]);
    const init = calls[0]?.[1] as RequestInit;
    expect(Object.getPrototypeOf(init)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(init.headers)).toBe(Object.prototype);
  });

  test("without a body and its type, where there is none", async () => {
    const faults = new FaultFetch(answer(aChannel()));
    await clientOf(faults).channels.retrieve(channelId);
    expect(faults.sent[0]?.init).not.toHaveProperty("body");
    expect(faults.sent[0]?.headers).toEqual({ Accept: "application/json", Authorization: `Token ${token}` });
  });

  test("with the headers of the call besides", async () => {
    const faults = new FaultFetch(answer(aChannel()));
    const headers = { "X-Trace": "1", "x-none": undefined };
    await clientOf(faults).channels.retrieve(channelId, { headers });
    expect(faults.sent[0]?.headers).toEqual({
      Accept: "application/json",
      Authorization: `Token ${token}`,
      "X-Trace": "1",
    });
  });

  test("from a page without the headers of the call, which fail the service's CORS check", async () => {
    vi.stubGlobal("location", { href: "https://app.example/" });
    const faults = new FaultFetch(answer(aChannel()));
    await clientOf(faults).channels.retrieve(channelId, { headers: { "X-Trace": "1" } });
    expect(faults.sent[0]?.headers).toEqual({ Accept: "application/json", Authorization: `Token ${token}` });
  });

  test("as globalThis.fetch, looked up at each call", async () => {
    const pub = new PubClient({ organizationId, token });
    const first = vi.fn(async () => Response.json(aChannel({ name: "first" })));
    const second = vi.fn(async () => Response.json(aChannel({ name: "second" })));
    vi.stubGlobal("fetch", first);
    expect((await pub.channels.retrieve(channelId)).name).toBe("first");
    vi.stubGlobal("fetch", second);
    expect((await pub.channels.retrieve(channelId)).name).toBe("second");
  });
});

describe("reserved headers", () => {
  const names = ["Authorization", "authorization", "ACCEPT", "Content-Type", "content-type"];

  test.each(names)("%s is a PubInputError", async (name) => {
    const faults = new FaultFetch(answer(aChannel()));
    const call = clientOf(faults).channels.retrieve(channelId, { headers: { [name]: "my-own-value" } });
    expect((await rejection(call, PubInputError)).message).not.toContain("my-own-value");
    expect(faults.sent).toHaveLength(0);
  });

  test.each([
    { "a b": "c" },
    { "": "c" },
    { "a:": "c" },
    { a: "b\r\nc: d" },
    { a: "b\0" },
    { a: "日本" },
    { a: 7 as unknown as string },
  ])("%j cannot be sent", async (headers) => {
    const faults = new FaultFetch(answer(aChannel()));
    await rejection(clientOf(faults).channels.retrieve(channelId, { headers }), PubInputError);
    expect(faults.sent).toHaveLength(0);
  });
});

describe("what fetch answers", () => {
  test("may be like a Response, from another realm or a polyfill", async () => {
    const data = JSON.stringify(aMessage());
    const response = runInNewContext(
      `({
        status: 201, ok: true, type: "basic",
        headers: { get: (name) => (name === "x-request-id" ? "r" : null) },
        text: async () => data,
      })`,
      { data },
    );
    const requestIds: unknown[] = [];
    const pub = clientOf(new FaultFetch(() => response), {
      hooks: { response: ({ requestId }) => requestIds.push(requestId) },
    });
    expect(await pub.messages.create(channelId, "Hello")).toEqual(aMessage());
    expect(requestIds).toEqual(["r"]);
  });

  test("may be an error like a Response", async () => {
    const response = {
      status: 403,
      ok: false,
      headers: new Headers(),
      text: async () => '{"detail":"No."}',
    } as Response;
    const reason = await rejection(clientOf(new FaultFetch(() => response)).channels.retrieve(channelId));
    expect(reason).toMatchObject({ status: 403, detail: "No." });
  });

  test.each([undefined, null, {}, "text"])("%j is no answer", async (response) => {
    const faults = new FaultFetch(() => response as unknown as Response);
    const error = await rejection(
      clientOf(faults, { maxRetries: 0 }).channels.delete(channelId),
      PubConnectionError,
    );
    expect(error.outcome).toBe("unknown");
    expect(error.cause).toHaveProperty("message", "fetch answered no Response");
  });

  const weird = Object.assign(new Error("x"), { message: 42 });
  const circle = new Error("circle");
  circle.cause = circle;

  test.each([
    ["a string", "failed"],
    ["undefined", undefined],
    ["null", null],
    ["an Error whose message is no string", weird],
    ["an Error whose name is no string", Object.assign(new Error("x"), { name: 7 })],
    ["an Error that is its own cause", circle],
    ["an Error without a message", new Error()],
    ["a frozen Error", Object.freeze(new Error("x"))],
  ])("%s that is thrown is a PubConnectionError", async (_, thrown) => {
    const faults = new FaultFetch(() => Promise.reject(thrown));
    const error = await rejection(clientOf(faults, { maxRetries: 0 }).channels.delete(channelId));
    expect(error).toBeInstanceOf(PubConnectionError);
    expect(error).toMatchObject({ outcome: "unknown", code: "connection" });
    if (!(thrown instanceof Error)) expect(error).not.toHaveProperty("cause");
  });

  test("a fetch that throws at once is a PubConnectionError too", async () => {
    const fetch = () => {
      throw new TypeError("Failed to fetch");
    };
    const pub = new PubClient({ organizationId, token, fetch, maxRetries: 0 });
    await rejection(pub.channels.retrieve(channelId), PubConnectionError);
  });

  test.each([7, "fetch", {}, null])("fetch: %j is refused", (fetch) => {
    expect(() => new PubClient({ organizationId, token, fetch: fetch as never })).toThrow(PubInputError);
  });
});
