import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { PubClient, PubInputError } from "../../src/index.js";
import { createSandbox, type SandboxServer } from "../../src/testing/index.js";

const open: SandboxServer[] = [];
const listening = async (sandbox = createSandbox(), port?: number) => {
  const server = await sandbox.listen(port);
  open.push(server);
  return { sandbox, server };
};
afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe("a sandbox that listens", () => {
  test("serves a client over HTTP, page by page", async () => {
    const { sandbox, server } = await listening(createSandbox({ pageSize: 2 }));
    sandbox.seed({ channels: 5, messages: 0 });
    const pub = new PubClient({
      organizationId: sandbox.organizationId,
      baseUrl: server.url,
      token: sandbox.users[0].token,
    });
    const names: string[] = [];
    for await (const { name } of pub.channels.list()) names.push(name);
    expect(names).toHaveLength(5);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { next } = await pub.channels.list().firstPage();
    expect(next?.startsWith(`${server.url}/api/pub/v1/orgs/`)).toBe(true);
    const sent = await pub.messages.create(
      sandbox.addChannel({ name: "Ä" }).id,
      "Näyttää hyvältä 👍 ".repeat(9000),
    );
    expect(sandbox.data.messages.at(-1)).toEqual(sent);
    await pub.channels.delete(sandbox.addChannel().id);
  });

  test("takes a free port, or the one that is asked for", async () => {
    const { server } = await listening();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    const { port } = server;
    await server.close();
    expect((await listening(createSandbox(), port)).server.port).toBe(port);
  });

  test("answers preflights, and opens answers to pages of any origin", async () => {
    const { sandbox, server } = await listening();
    const channels = `${server.url}/api/pub/v1/orgs/${sandbox.organizationId}/channels`;
    const preflight = await fetch(channels, {
      method: "OPTIONS",
      headers: {
        origin: "https://app.example.com",
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": expect.stringContaining("PATCH"),
      "access-control-allow-headers": "authorization,content-type",
    });
    expect(sandbox.requests).toEqual([]);
    sandbox.fail({ after: 1, with: { status: 429, retryAfter: 1 } });
    for (const status of [401, 429]) {
      const answer = await fetch(channels, { headers: { origin: "https://app.example.com" } });
      expect(answer.status).toBe(status);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-expose-headers")).toBe("*");
      await answer.text();
    }
  });

  test("ends what is under way when it is closed, and closes once", async () => {
    const { sandbox, server } = await listening();
    sandbox.fail({ with: "stall" });
    const waiting = fetch(server.url).then(String, (error: Error) => error.message);
    const idle = connect(server.port, "127.0.0.1");
    await once(idle, "connect");
    await expect.poll(() => sandbox.requests.length).toBe(1);
    const gone = once(idle, "close");
    await Promise.all([server.close(), server.close()]);
    expect(await waiting).toBe("fetch failed");
    await gone;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test("is closed by `await using`", async () => {
    const { server } = await listening();
    await server[Symbol.asyncDispose]();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test("survives requests that break off or make no sense", async () => {
    const { server } = await listening();
    for (const start of [
      "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{",
      "no HTTP at all\r\n\r\n",
    ]) {
      const socket = connect(server.port, "127.0.0.1").on("error", () => {});
      const closed = once(socket, "close");
      socket.end(start);
      socket.resume();
      await closed;
    }
    expect((await fetch(server.url)).status).toBe(404);
  });

  test("tells the mistakes of the test itself as 500", async () => {
    const { sandbox, server } = await listening(createSandbox({ now: () => "soon" }));
    const answer = await fetch(`${server.url}/api/pub/v1/orgs/${sandbox.organizationId}/channels`, {
      method: "POST",
      headers: { authorization: `Token ${sandbox.users[0].token}`, "content-type": "application/json" },
      body: '{"name":"A"}',
    });
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { detail: expect.stringMatching(/now must be/) },
    ]);
  });
});

describe("listening is refused", () => {
  test("at a port that is taken", async () => {
    const { server } = await listening();
    const second = createSandbox().listen(server.port);
    await expect(second).rejects.toThrow(PubInputError);
    await expect(second).rejects.toThrow(`port ${server.port} is in use: take another one, or 0`);
  });

  test.each([[-1], [65_536], [1.5], [Number.NaN]])("at port %s", async (port) => {
    await expect(createSandbox().listen(port)).rejects.toThrow(/port must be a whole number from 0 to 65535/);
  });

  test("where there is no Node", async () => {
    vi.stubGlobal("process", undefined);
    await expect(createSandbox().listen()).rejects.toThrow(/sandbox.listen needs Node 22.3 or later/);
  });
});
