import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";

const urlOf = ({ socketUrl, users }: Sandbox) => `${socketUrl}/websocket?token=${users[0].token}`;
const ended = (socket: WebSocket) =>
  new Promise<string[]>((resolve) => {
    const events: string[] = [];
    for (const type of ["open", "error", "message"]) socket.addEventListener(type, () => events.push(type));
    socket.addEventListener("close", ({ code, wasClean }) =>
      resolve([...events, `close ${code} ${wasClean ? "clean" : "unclean"}`]),
    );
  });
afterEach(() => {
  vi.useRealTimers();
});

describe("sandbox.WebSocket", () => {
  test("takes the place of the platform's own", async () => {
    const sandbox = createSandbox();
    const Class: typeof WebSocket = sandbox.WebSocket;
    const socket = new Class(urlOf(sandbox));
    expect([Class.CONNECTING, Class.OPEN, Class.CLOSING, Class.CLOSED]).toEqual([0, 1, 2, 3]);
    expect([socket.CONNECTING, socket.OPEN, socket.CLOSING, socket.CLOSED]).toEqual([0, 1, 2, 3]);
    expect(socket).toBeInstanceOf(EventTarget);
    expect([socket.url, socket.readyState, socket.bufferedAmount]).toEqual([urlOf(sandbox), 0, 0]);
    expect(() => socket.send("too early")).toThrow(expect.objectContaining({ name: "InvalidStateError" }));
    const onopen = vi.fn();
    socket.onopen = onopen;
    await expect.poll(() => socket.readyState).toBe(1);
    expect(onopen).toHaveBeenCalledOnce();
    const end = ended(socket);
    socket.close(4000, "bye");
    expect(socket.readyState).toBe(2);
    socket.send("too late");
    expect(await end).toEqual(["close 4000 clean"]);
    expect(socket.readyState).toBe(3);
    socket.close();
  });

  test("connects, whatever the host, and works while timers are faked", async () => {
    vi.useFakeTimers();
    const sandbox = createSandbox();
    const { token } = sandbox.users[0];
    const socket = new sandbox.WebSocket(new URL(`https://sockets.example.com/a/b/websocket?token=${token}`));
    expect(socket.url).toMatch(/^wss:/);
    const opened = new Promise((resolve) => socket.addEventListener("open", resolve));
    await opened;
    const answered = new Promise<MessageEvent>((resolve) => socket.addEventListener("message", resolve));
    socket.send(new Uint8Array(2));
    expect(JSON.parse((await answered).data)).toMatchObject({ id: null, error: { code: 400 } });
    socket.close();
    expect(await ended(socket)).toEqual(["close 1005 clean"]);
  });

  test("tells nothing within the call that causes it", async () => {
    const sandbox = createSandbox();
    const { token } = sandbox.users[0];
    const channel = `/api/pub/v1/orgs/${sandbox.organizationId}/channels`;
    const socket = new sandbox.WebSocket(urlOf(sandbox));
    const events: string[] = [];
    for (const type of ["open", "message", "close"]) socket.addEventListener(type, () => events.push(type));
    await expect.poll(() => events.length).toBe(1);
    socket.send(JSON.stringify({ id: 1, method: "sub", params: { channel, token } }));
    expect(events).toHaveLength(1);
    await expect.poll(() => events.length).toBe(2);
    sandbox.addChannel();
    sandbox.sockets.restart();
    expect(events).toHaveLength(2);
    await expect.poll(() => events).toEqual(["open", "message", "message", "close"]);
  });

  test.each<[string, (sandbox: Sandbox) => string]>([
    ["an unknown token", ({ socketUrl }) => `${socketUrl}/websocket?token=unknown`],
    ["no token", ({ socketUrl }) => `${socketUrl}/websocket`],
    ["another path", ({ socketUrl, users }) => `${socketUrl}/sockets?token=${users[0].token}`],
    [
      "a deleted user's token",
      (sandbox) => {
        sandbox.users[0].is_deleted = true;
        return urlOf(sandbox);
      },
    ],
  ])("fails as a refused handshake does, with %s", async (_, url) => {
    const sandbox = createSandbox();
    const socket = new sandbox.WebSocket(url(sandbox));
    expect(await ended(socket)).toEqual(["error", "close 1006 unclean"]);
    expect([socket.readyState, sandbox.sockets.open]).toEqual([3, 0]);
  });

  test("fails when it is closed before it is open", async () => {
    const sandbox = createSandbox();
    const socket = new sandbox.WebSocket(urlOf(sandbox));
    socket.close();
    expect(await ended(socket)).toEqual(["error", "close 1006 unclean"]);
    expect(sandbox.sockets.open).toBe(0);
  });

  test.each(["websocket?token=secret", "ftp://a/websocket?token=secret", "wss://a/websocket?token=secret#a"])(
    "refuses the URL %s, and does not repeat it",
    (url) => {
      const { WebSocket } = createSandbox();
      expect(() => new WebSocket(url)).toThrow(
        expect.objectContaining({ name: "SyntaxError", message: expect.not.stringContaining("secret") }),
      );
    },
  );

  test("closes with codes that are a client's to use", () => {
    const sandbox = createSandbox();
    const socket = new sandbox.WebSocket(urlOf(sandbox));
    for (const code of [1001, 2999, 5000]) {
      expect(() => socket.close(code)).toThrow(expect.objectContaining({ name: "InvalidAccessError" }));
    }
    expect(() => socket.close(1000, "ä".repeat(62))).toThrow(
      expect.objectContaining({ name: "SyntaxError" }),
    );
    socket.close();
  });

  test("prints no token", () => {
    const sandbox = createSandbox();
    const socket = new sandbox.WebSocket(urlOf(sandbox));
    const printed = `${inspect(socket, { depth: 9, showHidden: true })} ${JSON.stringify(socket)}`;
    expect(printed).not.toContain(sandbox.users[0].token);
    socket.close();
  });
});
