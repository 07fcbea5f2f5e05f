import { execFile } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createSandbox, type SandboxServer } from "../../src/testing/index.js";

const open: SandboxServer[] = [];
const listening = async () => {
  const sandbox = createSandbox();
  const server = await sandbox.listen();
  open.push(server);
  return { sandbox, server, token: sandbox.users[0].token };
};
afterEach(async () => {
  vi.doUnmock("ws");
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function upgrade(server: SandboxServer, path: string, protocol = "websocket"): Promise<number> {
  const headers = {
    connection: "Upgrade",
    upgrade: protocol,
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13",
  };
  const asked = request(`${server.url}${path}`, { headers });
  asked.end();
  return new Promise((resolve, reject) => {
    asked.once("error", reject);
    asked.once("response", (response) => resolve(response.resume().statusCode ?? 0));
    asked.once("upgrade", (_, socket) => {
      socket.destroy();
      resolve(101);
    });
  });
}

/** Ends by itself, or not at all: nothing is left that keeps Node. */
const program = `
  import { createSandbox } from "./src/testing/index.ts";
  const sandbox = createSandbox();
  const server = await sandbox.listen();
  const url = (base) => base + "/websocket?token=" + sandbox.users[0].token;
  const sockets = [new WebSocket(url(server.socketUrl)), new sandbox.WebSocket(url(sandbox.socketUrl))];
  await Promise.all(sockets.map((socket) => new Promise((resolve) => { socket.onopen = resolve; })));
  await server.close();
  while (sandbox.sockets.open > 1) await new Promise((resolve) => setTimeout(resolve, 5));
`;

describe("a sandbox that listens", () => {
  test("leaves nothing behind that keeps Node", async () => {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    const hooks = "./test/endurance/source-hooks.mjs";
    const parameters = ["--import", hooks, "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd, timeout: 30_000 });
    expect(stdout).toBe("");
  });

  test("takes sockets at its port, where the token is good", async () => {
    const { sandbox, server, token } = await listening();
    expect(server.socketUrl).toBe(`ws://127.0.0.1:${server.port}`);
    expect(await upgrade(server, `/websocket?token=${token}`)).toBe(101);
    expect(await upgrade(server, `/some/where/websocket?token=${token}`)).toBe(101);
    expect(await upgrade(server, `/sockets?token=${token}`)).toBe(404);
    expect(await upgrade(server, "/websocket?token=unknown")).toBe(401);
    sandbox.sockets.refuseConnections();
    expect(await upgrade(server, `/websocket?token=${token}`)).toBe(503);
    await expect.poll(() => sandbox.sockets.open).toBe(0);
    // The log is of requests, and a handshake is none.
    expect(sandbox.requests).toEqual([]);
  });

  test("answers those who offer HTTP/2 over HTTP/1.1, as it did", async () => {
    const { server } = await listening();
    expect(await upgrade(server, "/api/pub/v1", "h2c")).toBe(404);
    expect((await fetch(server.url)).status).toBe(404);
  });

  test("ends its sockets when it is closed, also those that are stalled", async () => {
    const { sandbox, server, token } = await listening();
    const sockets = [1, 2].map(() => new WebSocket(`${server.socketUrl}/websocket?token=${token}`));
    const [first] = sockets;
    await Promise.all(sockets.map((socket) => once(socket, "open")));
    sandbox.sockets.stall();
    const third = new WebSocket(`${server.socketUrl}/websocket?token=${token}`);
    await once(third, "open");
    const gone = Promise.all([...sockets, third].map((socket) => once(socket, "close")));
    await server.close();
    for (const [event] of await gone) expect(event).toMatchObject({ code: 1006 });
    expect(first?.readyState).toBe(3);
    await expect.poll(() => sandbox.sockets.open).toBe(0);
  });

  test("tells the sockets of every server, and those in memory", async () => {
    const { sandbox, server, token } = await listening();
    const real = new WebSocket(`${server.socketUrl}/websocket?token=${token}`);
    const inMemory = new sandbox.WebSocket(`${sandbox.socketUrl}/websocket?token=${token}`);
    await once(real, "open");
    await expect.poll(() => inMemory.readyState).toBe(1);
    expect(sandbox.sockets.open).toBe(2);
    sandbox.sockets.restart();
    await Promise.all([real, inMemory].map((socket) => once(socket, "close")));
  });

  test("serves HTTP without ws, and says of sockets that there are none", async () => {
    vi.doMock("ws", () => {
      throw new Error("not installed");
    });
    const { server, token } = await listening();
    expect(await upgrade(server, `/websocket?token=${token}`)).toBe(501);
    expect((await fetch(server.url)).status).toBe(404);
  });
});
