import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  PubAuthenticationError,
  PubClient,
  PubConnectionError,
  PubRateLimitError,
  PubResponseError,
  PubServerError,
} from "../../src/index.js";
import type { Channel } from "../../src/schemas/index.js";
import { createSandbox, type DefaultSandbox, type FaultName } from "../../src/testing/index.js";
import { type Door, doors } from "./doors.js";

describe.each(doors)("through %s", (_, open) => {
  let sandbox: DefaultSandbox;
  let channel: Channel;
  let door: Door;
  let pub: PubClient;

  beforeEach(async () => {
    sandbox = createSandbox({ pageSize: 2 });
    channel = sandbox.addChannel({ name: "Releases" });
    door = await open(sandbox);
    pub = new PubClient({
      organizationId: sandbox.organizationId,
      baseUrl: door.baseUrl,
      fetch: door.fetch,
      accessToken: () => sandbox.users[0].token,
      maxRetries: 0,
    });
  });
  afterEach(() => door.close());

  const send = () => pub.messages.create(channel.id, "Good morning");
  const sent = () => sandbox.data.messages.length;
  const log = () => sandbox.requests.map(({ status, fault }) => [status, fault]);

  test("drop breaks the connection before anything is done", async () => {
    sandbox.fail({ method: "POST", with: "drop" });
    await expect(send()).rejects.toThrow(PubConnectionError);
    expect(sent()).toBe(0);
    await send();
    expect(log()).toEqual([
      [0, "drop"],
      [201, undefined],
    ]);
  });

  test("commit-then-drop does the work, and loses the answer", async () => {
    sandbox.fail({ method: "POST", with: "commit-then-drop" });
    await expect(send()).rejects.toMatchObject({ code: "connection", outcome: "unknown" });
    expect(sent()).toBe(1);
    expect(log()).toEqual([[0, "commit-then-drop"]]);
  });

  test("a lost answer does not make a second message", async () => {
    sandbox.fail({ method: "POST", path: /messages/, times: 1, with: "commit-then-drop" });
    await pub.messages.create(channel.id, "Good morning", { maxRetries: 2 });
    expect(sent()).toBe(1);
  });

  test("stall never answers, and obeys the signal", async () => {
    sandbox.fail({ with: "stall" });
    const gone = new AbortController();
    const sending = pub.messages.create(channel.id, "Good morning", { signal: gone.signal });
    await expect.poll(() => sandbox.requests.length).toBe(1);
    gone.abort("enough");
    await expect(sending).rejects.toBe("enough");
    expect(sent()).toBe(0);
    expect(log()).toEqual([[0, "stall"]]);
  });

  test("stall-body never comes to the body's end, and obeys the signal", async () => {
    sandbox.fail({ with: "stall-body" });
    const gone = new AbortController();
    const response = await door.fetch(`${door.baseUrl}${pathOf(sandbox, channel)}`, {
      headers: { authorization: `Token ${sandbox.users[0].token}` },
      signal: gone.signal,
    });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toMatch(/^\{"id":/);
    const rest = reader?.read();
    gone.abort(new Error("enough"));
    await expect(rest).rejects.toThrow();
  });

  test("cut-body breaks in the middle of the body, after the work", async () => {
    sandbox.fail({ with: "cut-body" });
    await expect(send()).rejects.toMatchObject({ code: "connection", outcome: "unknown" });
    expect(sent()).toBe(1);
  });

  test.each<[FaultName, number]>([
    ["malformed-json", 1],
    ["html", 0],
  ])("%s is an answer that cannot be read", async (fault, done) => {
    sandbox.fail({ with: fault });
    await expect(send()).rejects.toThrow(PubResponseError);
    expect(sent()).toBe(done);
  });

  test("page-cycle leads in a circle, and the next walk through", async () => {
    for (const text of ["1", "2", "3"]) sandbox.addMessage(channel.id, text);
    sandbox.fail({ path: "/channels", with: "page-cycle" });
    await send();
    const walk = () => pub.messages.list(channel.id).toArray({ limit: Number.POSITIVE_INFINITY });
    await expect(walk()).rejects.toThrow(PubResponseError);
    expect(await walk()).toHaveLength(4);
  });

  test("unknown chunks and message types come along, and leave the data alone", async () => {
    await send();
    sandbox.fail({ with: "unknown-chunk" });
    sandbox.fail({ with: "unknown-message-type" });
    const [first] = await pub.messages.list(channel.id).toArray({ limit: 1 });
    expect(first?.body).toMatchObject({ chunks: [{ type: "text" }, { type: "sandbox-chunk" }] });
    const [second] = await pub.messages.list(channel.id).toArray({ limit: 1 });
    expect(second?.type).toBe("sandbox_type");
    expect(await pub.messages.list(channel.id).toArray({ limit: 1 })).toEqual(sandbox.data.messages);
  });

  test("a status comes with what the service says with it, or with what is given", async () => {
    sandbox.fail({ with: { status: 503 } });
    sandbox.fail({ with: { status: 429, retryAfter: 7 } });
    sandbox.fail({ with: { status: 502, body: "<html>Bad gateway</html>", headers: { "X-Proxy": "edge" } } });
    sandbox.fail({ with: { status: 500, body: { detail: "Out of coffee." } } });
    const caught = () => send().then(String, (error: unknown) => error);
    expect(await caught()).toBeInstanceOf(PubServerError);
    const limited = await caught();
    expect(limited).toBeInstanceOf(PubRateLimitError);
    expect(limited).toMatchObject({ retryAfterMs: 7000 });
    expect(await caught()).toMatchObject({ status: 502, body: "<html>Bad gateway</html>" });
    expect(await caught()).toMatchObject({ status: 500, detail: "Out of coffee." });
    expect(sent()).toBe(0);
    expect(log()).toEqual([503, 429, 502, 500].map((status) => [status, "status"]));
  });

  test("latency is added to whatever else happens, and obeys the signal", async () => {
    sandbox.fail({ times: 2, with: { latencyMs: 5 } });
    sandbox.fail({ with: { status: 500 } });
    await expect(send()).rejects.toThrow(PubServerError);
    await send();
    sandbox.fail({ with: { latencyMs: 2 ** 31 - 1 } });
    const gone = new AbortController();
    const sending = pub.messages.create(channel.id, "Good morning", { signal: gone.signal });
    await expect.poll(() => sandbox.requests.length).toBe(3);
    gone.abort("enough");
    await expect(sending).rejects.toBe("enough");
    expect(sent()).toBe(2);
    expect(log()).toEqual([
      [500, "status"],
      [201, "latency"],
      [201, "latency"],
    ]);
  });

  test("an expired token is refused, and the new one taken", async () => {
    const [{ token: old }] = sandbox.users;
    const fresh = sandbox.expireToken(old);
    expect(fresh).not.toBe(old);
    expect(sandbox.users[0].token).toBe(fresh);
    await send();
    const stale = new PubClient({
      organizationId: sandbox.organizationId,
      baseUrl: door.baseUrl,
      fetch: door.fetch,
      token: old,
    });
    await expect(stale.channels.retrieve(channel.id)).rejects.toThrow(PubAuthenticationError);
  });

  test("a 401 by rule has the token asked for again", async () => {
    sandbox.fail({ with: { status: 401 } });
    await send();
    expect(sandbox.requests.map(({ status }) => status)).toEqual([401, 201]);
  });
});

function pathOf({ organizationId }: DefaultSandbox, { id }: Channel): string {
  return `/api/pub/v1/orgs/${organizationId}/channels/${id}`;
}
