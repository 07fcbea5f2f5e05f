import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { aMember, aMessage, channelId, organizationId, token, userId } from "../support/fault-data.js";
import { commitThenCut, type Fault, FaultServer, json, status } from "../support/fault-server.js";

let server: FaultServer;

beforeAll(async () => {
  server = await FaultServer.start();
});

beforeEach(() => {
  // No time is spent on jitter.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

function client(): PubClient {
  return new PubClient({ organizationId, token, baseUrl: server.url });
}

describe("what a lost answer leaves behind", () => {
  test("a message is there once, whatever was lost", async () => {
    const held = new Map<string, unknown>();
    const commit = ({ body }: { body: string }) => {
      const payload = JSON.parse(body) as { id: string; body: never };
      if (!held.has(payload.id)) held.set(payload.id, aMessage({ id: payload.id, body: payload.body }));
    };
    const lost: Fault[] = [
      commitThenCut(commit),
      ({ request, response }) => {
        commit(request);
        response.writeHead(504).end();
      },
    ];
    for (const fault of lost) {
      held.clear();
      server.play(({ method, url, body }, index) => {
        if (index === 0) return fault;
        if (method === "GET") return json(held.get(url.slice(-36)));
        const { id } = JSON.parse(body) as { id: string };
        return held.has(id) ? json({ id: ["Not unique."] }, 400) : json(aMessage({ id }), 201);
      });
      const message = await client().messages.create(channelId, "Hello");
      expect([...held.values()]).toEqual([message]);
      expect(server.requests.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
    }
  });

  test("a member is there once", async () => {
    let isMember = false;
    server.play(({ method }, index) => {
      if (index === 0) {
        return commitThenCut(() => {
          isMember = true;
        });
      }
      if (method === "GET") return isMember ? json(aMember()) : status(404);
      return json({ member_id: ["Is a member."] }, 409);
    });
    expect(await client().members.add(channelId, userId)).toEqual(aMember());
  });

  test("what is deleted is deleted", async () => {
    let isThere = true;
    server.play((_, index) =>
      index === 0
        ? commitThenCut(() => {
            isThere = false;
          })
        : status(isThere ? 204 : 404),
    );
    expect(await client().channels.delete(channelId)).toBeUndefined();
    expect(isThere).toBe(false);
  });
});
