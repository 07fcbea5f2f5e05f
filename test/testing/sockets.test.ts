import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, nobody, text, userAt } from "./ask.js";
import { pathOf, socketDoors } from "./sockets-client.js";
import { openRoom, type Room } from "./sockets-room.js";

describe.each(socketDoors)("what is promised of sockets, over %s", (_, openDoor) => {
  let sandbox: Room["sandbox"];
  let door: Room["door"];
  let me: Room["me"];
  let other: Room["other"];
  let third: Room["third"];
  let channel: Room["channel"];
  let room: Room["room"];
  let watch: Room["watch"];
  let write: Room["write"];
  beforeEach(async () => {
    ({ sandbox, door, me, other, third, channel, room, watch, write } = await openRoom(openDoor));
  });
  afterEach(() => door.close());

  test("what is told can be read over REST", async () => {
    const path = `${room}/messages`;
    const client = await watch(path);
    const read: Promise<number>[] = [];
    client.socket.addEventListener("message", ({ data }) => {
      const { params } = JSON.parse(data);
      if (params)
        read.push(ask(sandbox, "GET", `${path}/${params.resource_id}`).then(({ status }) => status));
    });
    for (let count = 0; count < 5; count++) await write("POST", path, { body: text("Hi") });
    sandbox.addMessage(channel.id);
    await client.news();
    expect(await Promise.all(read)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  test("what changes is told once for one path, to each who watches, and no more after unsub", async () => {
    const path = `${room}/messages`;
    const [one, two] = [await watch(path), await watch(path, other)];
    expect(await one.sub(pathOf(sandbox, path), userAt(sandbox, 0))).toMatchObject({ result: {} });
    const { id } = sandbox.addMessage(channel.id);
    for (const client of [one, two]) {
      expect((await client.news()).map(({ resource_id }) => resource_id)).toEqual([id]);
    }
    await one.ask({ method: "unsub", params: { channel: pathOf(sandbox, path) } });
    sandbox.addMessage(channel.id);
    expect(await one.news()).toEqual([]);
    expect(await two.news()).toHaveLength(1);
    two.socket.close(1000, "enough");
    expect(await two.closed).toEqual({ code: 1000, reason: "enough", wasClean: true });
    await expect.poll(() => sandbox.sockets.open).toBe(1);
    expect(sandbox.sockets.subscriptions).toEqual([]);
  });

  test("a subscription is refused with a code that says why", async () => {
    const client = await watch("/channels");
    const closed = sandbox.addChannel({ is_private: true, creator: userAt(sandbox, 1).id });
    const org = sandbox.organizationId;
    const cases: [string, number][] = [
      [pathOf(sandbox, `/channels/${closed.id}/messages`), 403],
      [pathOf(sandbox, "/channels").replace(org, nobody), 403],
      [pathOf(sandbox, `/channels/${nobody}/messages`), 404],
      [pathOf(sandbox, `/users/${nobody}/joined-channels`), 404],
      [pathOf(sandbox, `${room}/members/${third.id}/notification_settings`), 404],
      [pathOf(sandbox, "/channels/"), 400],
      [pathOf(sandbox, "/channels?ordering=created_at"), 400],
      [pathOf(sandbox, "/channels").slice(1), 400],
      [pathOf(sandbox, "/conference/streams"), 400],
      [pathOf(sandbox, `${room}/messages/${nobody}`), 400],
    ];
    for (const [path, code] of cases) {
      const answer = await client.sub(path, userAt(sandbox, 0));
      expect(answer, path).toMatchObject({ error: { code, message: expect.stringMatching(/\w\.$/) } });
    }
    const channels = pathOf(sandbox, "/channels");
    const secret = "a-token-that-nobody-has";
    const answer = await client.sub(channels, { token: secret });
    expect(answer).toMatchObject({ error: { code: 401 } });
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(sandbox.sockets.subscriptions).toHaveLength(1);
  });

  test("a request that makes no sense is answered with 400, under its id where it has one", async () => {
    const client = await watch("/channels");
    const token = me.token;
    const channel = pathOf(sandbox, "/channels");
    const cases: [unknown, number | null][] = [
      ["no JSON", null],
      ["null", null],
      [{ method: "sub", params: { channel, token } }, null],
      [{ id: 70, method: "pub", params: { channel, token } }, 70],
      [{ id: 71, method: "sub" }, 71],
      [{ id: 72, method: "sub", params: { channel } }, 72],
      [{ id: 73, method: "sub", params: { token } }, 73],
    ];
    for (const [frame, id] of cases) {
      expect(await client.say(frame, id)).toMatchObject({ id, error: { code: 400 } });
    }
    sandbox.addChannel();
    expect(await client.news()).toHaveLength(1);
  });
});
