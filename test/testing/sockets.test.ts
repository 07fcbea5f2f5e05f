import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel } from "../../src/schemas/index.js";
import { createSandbox, type Sandbox, type SandboxUser } from "../../src/testing/index.js";
import { ask, text, userAt } from "./ask.js";
import { pathOf, SocketClient, type SocketDoor, socketDoors } from "./socket-client.js";

describe.each(socketDoors)("what changes, over %s", (_, openDoor) => {
  let sandbox: Sandbox;
  let door: SocketDoor;
  let [me, other, third]: SandboxUser[] = [];
  let channel: Channel;
  beforeEach(async () => {
    sandbox = createSandbox({ pageSize: 2 });
    [me, other, third] = [userAt(sandbox, 0), userAt(sandbox, 1), userAt(sandbox, 2)];
    channel = sandbox.addChannel({ members: [other.id] });
    door = await openDoor(sandbox);
  });
  afterEach(() => door.close());

  const watch = async (below: string, as = userAt(sandbox, 0)) => {
    const client = await SocketClient.open(door, as);
    expect(await client.sub(pathOf(sandbox, below), as)).toMatchObject({ result: {} });
    return client;
  };
  const write = async (method: string, path: string, body?: object, as = userAt(sandbox, 0)) => {
    const { status, body: answer } = await ask(sandbox, method, path, { as, body });
    expect(status).toBeLessThan(300);
    return answer;
  };

  test("of messages: new ones, edits with what they change, and deleted ones that stay", async () => {
    const path = `/channels/${channel.id}/messages`;
    for (let count = 0; count < 5; count++) sandbox.addMessage(channel.id);
    const client = await watch(path);
    const message = sandbox.addMessage(channel.id, { sender_id: me?.id });
    const added = { channel: pathOf(sandbox, path), resource_id: message.id };
    expect(await client.news()).toEqual([{ ...added, action: "added", resource: message }]);
    await write("PATCH", `${path}/${message.id}`, { body: text("Bye") });
    const { updated_at } = message;
    expect(await client.news()).toEqual([
      { ...added, action: "changed", resource: { body: text("Bye"), is_edited: true, updated_at } },
    ]);
    await write("DELETE", `${path}/${message.id}`);
    expect(await client.news()).toEqual([
      {
        ...added,
        action: "changed",
        resource: { body: {}, type: "deleted", updated_at: message.updated_at },
      },
    ]);
    sandbox.data.messages.splice(sandbox.data.messages.indexOf(message), 1);
    await write("GET", "/channels");
    expect(await client.news()).toEqual([{ ...added, action: "removed" }]);
  });

  test("of members, who are known by their user's id", async () => {
    const path = `/channels/${channel.id}/members`;
    const client = await watch(path);
    const added = { channel: pathOf(sandbox, path), resource_id: third?.id };
    const resource = await write("POST", path, { member_id: third?.id });
    expect(await client.news()).toEqual([{ ...added, action: "added", resource }]);
    await write("PATCH", `${path}/${third?.id}`, { is_admin: true });
    expect(await client.news()).toMatchObject([
      { ...added, action: "changed", resource: { is_admin: true } },
    ]);
    await write("DELETE", `${path}/${third?.id}`);
    expect(await client.news()).toEqual([{ ...added, action: "removed" }]);
  });
});
