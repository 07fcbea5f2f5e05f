import { expect } from "vitest";
import { createSandbox, type Sandbox, type SandboxUser } from "../../src/testing/index.js";
import { ask, userAt } from "./ask.js";
import { pathOf, SocketClient, type SocketDoor } from "./sockets-client.js";

/** A sandbox with a door to its sockets, three users, and a channel of the first two; ways to watch it and to write. */
export async function openRoom(openDoor: (sandbox: Sandbox) => Promise<SocketDoor>) {
  // Pages are short: subscriptions see all of them.
  const sandbox = createSandbox({ pageSize: 1 });
  const [me, other, third] = [userAt(sandbox, 0), userAt(sandbox, 1), userAt(sandbox, 2)];
  sandbox.addChannel({ members: [other.id] });
  const channel = sandbox.addChannel({ members: [other.id] });
  const door = await openDoor(sandbox);
  return {
    sandbox,
    door,
    me,
    other,
    third,
    channel,
    room: `/channels/${channel.id}`,
    /** A client that is told of a path's changes, by the first user's connection. */
    async watch(below: string, as: SandboxUser = me) {
      const client = await SocketClient.open(door, me);
      expect(await client.sub(pathOf(sandbox, below), as)).toMatchObject({ result: {} });
      return client;
    },
    /** Asks for a write over REST, which succeeds, and answers its answer. */
    async write(method: string, path: string, body?: object, as: SandboxUser = me) {
      const { status, body: answer } = await ask(sandbox, method, path, { as, body });
      expect(status).toBeLessThan(300);
      return answer;
    },
  };
}

/** What {@link openRoom} opens. */
export type Room = Awaited<ReturnType<typeof openRoom>>;
