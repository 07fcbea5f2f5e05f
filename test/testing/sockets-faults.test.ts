import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/index.js";
import type { Channel } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask, text, userAt } from "./ask.js";
import { pathOf, SocketClient, type SocketDoor, socketDoors } from "./sockets-client.js";

let sandbox: Sandbox;
let channel: Channel;
let path: string;
beforeEach(() => {
  sandbox = createSandbox();
  channel = sandbox.addChannel();
  path = pathOf(sandbox, `/channels/${channel.id}/messages`);
});
const write = (count: number) =>
  Array.from({ length: count }, (_, index) => sandbox.addMessage(channel.id, `Message ${index}`).id);
const ids = (changes: readonly { readonly resource_id: string }[]) => changes.map((each) => each.resource_id);

describe.each(socketDoors)("over %s", (_, openDoor) => {
  let door: SocketDoor;
  beforeEach(async () => {
    door = await openDoor(sandbox);
  });
  afterEach(() => door.close());
  const open = () => SocketClient.open(door, sandbox.users[0]);
  const watch = async () => {
    const client = await open();
    expect(await client.sub(path, sandbox.users[0])).toMatchObject({ result: {} });
    return client;
  };

  test("drop ends every socket without a close frame, and nothing else", async () => {
    const clients = [await watch(), await watch()];
    expect(sandbox.sockets.open).toBe(2);
    expect(sandbox.sockets.subscriptions).toEqual(
      clients.map(() => ({ channel: path, userId: sandbox.users[0].id })),
    );
    sandbox.sockets.drop();
    for (const { closed } of clients) expect(await closed).toMatchObject({ code: 1006, wasClean: false });
    expect([sandbox.sockets.open, sandbox.sockets.subscriptions]).toEqual([0, []]);
    const again = await watch();
    const [id] = write(1);
    expect(ids(await again.news())).toEqual([id]);
  });

  test("restart closes every socket, and takes none until it is over", async () => {
    const client = await watch();
    const [id] = write(1);
    const up = sandbox.sockets.restart();
    expect(await client.closed).toEqual({ code: 1012, reason: "service restart", wasClean: true });
    expect(ids(client.changes)).toEqual([id]);
    await expect(open()).rejects.toThrow("no connection");
    up();
    await open();
    const soon = sandbox.sockets.restart({ downMs: 1 });
    await expect.poll(() => open().then(() => "open", String)).toBe("open");
    soon();
  });

  test("a refused subscription leaves the others alone", async () => {
    const client = await open();
    const other = pathOf(sandbox, "/channels");
    const undo = sandbox.sockets.refuse(`/channels/${channel.id}/messages`);
    sandbox.sockets.refuse(/members$/, { code: 503, times: 1 });
    expect(await client.sub(path, sandbox.users[0])).toMatchObject({ error: { code: 403 } });
    expect(await client.sub(other, sandbox.users[0])).toMatchObject({ result: {} });
    const members = pathOf(sandbox, `/channels/${channel.id}/members`);
    expect(await client.sub(members, sandbox.users[0])).toMatchObject({ error: { code: 503 } });
    expect(await client.sub(members, sandbox.users[0])).toMatchObject({ result: {} });
    undo();
    expect(await client.sub(path, sandbox.users[0])).toMatchObject({ result: {} });
  });

  test("connections are refused, as often as is asked for", async () => {
    sandbox.sockets.refuseConnections({ times: 1 });
    const client = new SocketClient(door, sandbox.users[0].token);
    const errors: Event[] = [];
    client.socket.onerror = (event) => errors.push(event);
    expect(await client.closed).toMatchObject({ code: 1006, wasClean: false });
    expect([errors.length, client.socket.readyState]).toEqual([1, 3]);
    await open();
    const undo = sandbox.sockets.refuseConnections();
    for (const _ of [1, 2]) await expect(open()).rejects.toThrow("no connection");
    undo();
    await open();
  });

  test("a stalled socket stays open and says nothing more; new ones work", async () => {
    const client = await watch();
    const [early] = write(1);
    expect(ids(await client.news())).toEqual([early]);
    sandbox.sockets.stall();
    const answered = vi.fn();
    void client.sub(path, sandbox.users[0]).then(answered);
    const later = await watch();
    const [id] = write(1);
    expect(ids(await later.news())).toEqual([id]);
    expect(client.changes).toEqual([]);
    expect(answered).not.toHaveBeenCalled();
    expect(client.socket.readyState).toBe(1);
    sandbox.sockets.drop();
    expect(await client.closed).toMatchObject({ code: 1006 });
  });

  test("a muted service confirms and forgets, on new connections, until it is undone", async () => {
    const before = await watch();
    const undo = sandbox.sockets.mute();
    const muted = await watch();
    const [first] = write(1);
    expect(ids(await before.news())).toEqual([first]);
    expect(await muted.news()).toEqual([]);
    undo();
    const [second] = write(1);
    expect(ids(await muted.news())).toEqual([second]);
  });

  test("changes come twice, and in another order, until it is undone", async () => {
    const client = await watch();
    const once = sandbox.sockets.duplicate();
    const [a] = write(1);
    expect(ids(await client.news())).toEqual([a, a]);
    once();
    const inOrder = sandbox.sockets.reorder(3);
    const [b, c, d, e, f] = write(5);
    expect(ids(await client.news())).toEqual([d, c, b]);
    inOrder();
    expect(ids(await client.news())).toEqual([f, e]);
    const [g, h] = write(2);
    expect(ids(await client.news())).toEqual([g, h]);
  });

  test("an expired token closes the sockets that were opened with it, and subscribes no more", async () => {
    const { token: old } = sandbox.users[0];
    const other = userAt(sandbox, 1);
    const stays = await SocketClient.open(door, other);
    const client = await watch();
    const token = sandbox.sockets.expire();
    expect(sandbox.users[0].token).toBe(token);
    expect(await client.closed).toMatchObject({ code: 4401, wasClean: true });
    expect(await stays.sub(path, { token: old })).toMatchObject({ error: { code: 401 } });
    await expect(SocketClient.open(door, { token: old })).rejects.toThrow("no connection");
    expect(await stays.sub(path, { token })).toMatchObject({ result: {} });
    sandbox.users[0].token = "another";
    expect(sandbox.sockets.open).toBe(1);
  });

  test("commit-then-drop of HTTP is told all the same", async () => {
    const client = await watch();
    sandbox.fail({ method: "POST", with: "commit-then-drop" });
    const body = { body: text("Hi") };
    await expect(ask(sandbox, "POST", path, { body })).rejects.toThrow("fetch failed");
    expect(await client.news()).toMatchObject([{ action: "added", resource: { body: text("Hi") } }]);
  });

  test("reset closes every socket at once, and ends the faults", async () => {
    sandbox.sockets.mute();
    const client = await watch();
    sandbox.sockets.delay(2_000_000_000);
    sandbox.sockets.refuseConnections();
    sandbox.sockets.restart({ downMs: 2_000_000_000 });
    sandbox.reset();
    expect(await client.closed).toMatchObject({ code: 1012 });
    channel = sandbox.addChannel();
    path = pathOf(sandbox, `/channels/${channel.id}/messages`);
    const again = await watch();
    const [id] = write(1);
    expect(ids(await again.news())).toEqual([id]);
  });
});

describe("in memory", () => {
  const door = () => ({ url: sandbox.socketUrl, WebSocket: sandbox.WebSocket, close: async () => {} });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("a delay holds every frame back, in order, until it is undone", async () => {
    vi.useFakeTimers();
    const client = await SocketClient.open(door(), sandbox.users[0]);
    await client.sub(path, sandbox.users[0]);
    const undo = sandbox.sockets.delay(1000);
    const [a] = write(1);
    undo();
    const [b] = write(1);
    await vi.advanceTimersByTimeAsync(999);
    expect(client.changes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ids(client.changes)).toEqual([a, b]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("what is stalled is closed by nobody, until the line comes to its end", async () => {
    const client = await SocketClient.open(door(), sandbox.users[0]);
    await client.sub(path, sandbox.users[0]);
    const closed = vi.fn();
    void client.closed.then(closed);
    sandbox.sockets.stall();
    client.socket.close();
    await new Promise((resolve) => setTimeout(resolve));
    expect([client.socket.readyState, sandbox.sockets.open, sandbox.sockets.subscriptions]).toEqual([
      2,
      1,
      [],
    ]);
    expect(closed).not.toHaveBeenCalled();
    sandbox.sockets.restart()();
    expect(await client.closed).toMatchObject({ code: 1006 });
    expect(sandbox.sockets.open).toBe(0);
  });

  test("what is held back by a delay leaves no timer when the socket ends", async () => {
    vi.useFakeTimers();
    const client = await SocketClient.open(door(), sandbox.users[0]);
    await client.sub(path, sandbox.users[0]);
    sandbox.sockets.delay(1000);
    write(3);
    expect(vi.getTimerCount()).toBe(3);
    client.socket.close();
    expect(await client.closed).toMatchObject({ code: 1005, wasClean: true });
    expect(vi.getTimerCount()).toBe(0);
  });
});

// @ts-expect-error: misspelt options do not compile
const misspelt = ({ sockets }: Sandbox) => sockets.restart({ downms: 1 });

describe("what makes no sense is refused in words", () => {
  test.each<[string, (sandbox: Sandbox) => unknown, RegExp]>([
    ["delay", ({ sockets }) => sockets.delay(-1), /^ms must be a number from 0/],
    ["duplicate", ({ sockets }) => sockets.duplicate(0), /^times must be a whole number from 1 to 1000/],
    ["reorder", ({ sockets }) => sockets.reorder(1), /^count must be a whole number from 2 to 10000/],
    ["restart", ({ sockets }) => sockets.restart({ downMs: Number.NaN }), /^downMs must be a number from 0/],
    ["refuse", ({ sockets }) => sockets.refuse("channels"), /^path must be a string that begins with/],
    [
      "refuse's code",
      ({ sockets }) => sockets.refuse("/channels", { code: 200 }),
      /^code must be .* 400 to 599/,
    ],
    ["refuseConnections", ({ sockets }) => sockets.refuseConnections({ times: 0 }), /^times must be/],
    ["expire", ({ sockets }) => sockets.expire("maija"), /^userId must be a UUID/],
    ["an option", misspelt, /does not know the option downms; there are downMs/],
  ])("%s", (_, wrong, words) => {
    expect(() => wrong(sandbox)).toThrow(PubInputError);
    expect(() => wrong(sandbox)).toThrow(words);
  });
});
