import { beforeEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask, nobody, userAt } from "./ask.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

describe("a token", () => {
  test.each(["Token", "Bearer", "token"])("is accepted with the word %s", async (word) => {
    const headers = { authorization: `${word} ${sandbox.users[0].token}` };
    expect(await ask(sandbox, "GET", "/channels", { headers })).toMatchObject({ status: 200 });
  });

  test.each(["", "Token", "Token ", "Basic abc", "Token wrong", "Bearer wrong"])(
    "is missed or refused in %j",
    async (authorization) => {
      const reply = await ask(sandbox, "GET", "/channels", { headers: { authorization } });
      expect(reply).toMatchObject({ status: 401, body: { detail: expect.any(String) } });
      expect(reply.headers.get("www-authenticate")).toBe("Token");
    },
  );

  test("is replaced at once, as if the old one had expired", async () => {
    const old = sandbox.users[0].token;
    sandbox.users[0].token = "fresh";
    expect(await ask(sandbox, "GET", "/channels")).toMatchObject({ status: 200 });
    const headers = { authorization: `Token ${old}` };
    expect(await ask(sandbox, "GET", "/channels", { headers })).toMatchObject({ status: 401 });
  });

  test("of a deleted or removed user is refused", async () => {
    const [gone, removed] = [userAt(sandbox, 1), userAt(sandbox, 2)];
    gone.is_deleted = true;
    sandbox.users.pop();
    expect(await ask(sandbox, "GET", "/channels", { as: gone })).toMatchObject({ status: 401 });
    expect(await ask(sandbox, "GET", "/channels", { as: removed })).toMatchObject({ status: 401 });
  });

  test("of an added user is accepted", async () => {
    const bot = sandbox.addUser({ full_name: "Bot", is_bot: true });
    expect(await ask(sandbox, "GET", `/users/${bot.id}/joined-channels`, { as: bot })).toMatchObject({
      status: 200,
    });
  });
});

test("another organization is refused", async () => {
  const reply = await ask(sandbox, "GET", `/api/pub/v1/orgs/${nobody}/channels`);
  expect(reply).toMatchObject({ status: 403, body: { detail: expect.any(String) } });
});

test("public paths need no token and know no other organization", async () => {
  const channel = sandbox.addChannel();
  sandbox.addStream(channel.id);
  const path = (org: string) =>
    `/api/pub/public/v1/orgs/${org}/channels/${channel.id}/conference/stream_status`;
  const headers = { authorization: "" };
  expect(await ask(sandbox, "GET", path(sandbox.organizationId), { headers })).toMatchObject({ status: 200 });
  expect(await ask(sandbox, "GET", path(nobody), { headers })).toMatchObject({ status: 404 });
});

describe("a request that leads nowhere", () => {
  test.each(["/api/pub/v1/orgs", "/api/pub/v2/orgs/x/channels", "/channels/", "/channels/x/likes"])(
    "%s is not found, with or without a token",
    async (path) => {
      const expected = { status: 404, body: { detail: "Not found." } };
      expect(await ask(sandbox, "GET", path)).toMatchObject(expected);
      expect(await ask(sandbox, "GET", path, { headers: { authorization: "" } })).toMatchObject(expected);
    },
  );

  test("a method that a path does not have is named, with those it has", async () => {
    const reply = await ask(sandbox, "PUT", "/channels", { body: {} });
    expect(reply).toMatchObject({ status: 405, body: { detail: 'Method "PUT" not allowed.' } });
    expect(reply.headers.get("allow")).toBe("GET, POST");
  });

  test("an unknown user is not found", async () => {
    for (const list of ["joined-channels", "dm-channels", "active_conferences"]) {
      expect(await ask(sandbox, "GET", `/users/${nobody}/${list}`)).toMatchObject({ status: 404 });
    }
  });
});
