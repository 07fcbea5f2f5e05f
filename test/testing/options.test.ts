import { describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/testing/index.js";
import { ask } from "./ask.js";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("options", () => {
  test("without any there are an organization and three users with tokens", () => {
    const sandbox = createSandbox();
    expect(sandbox.organizationId).toMatch(uuid);
    expect(sandbox.users).toHaveLength(3);
    expect(new Set(sandbox.users.map((user) => user.token)).size).toBe(3);
    for (const user of sandbox.users) {
      expect(user.id).toMatch(uuid);
      expect(user.organization_id).toBe(sandbox.organizationId);
      expect(user.full_name).toMatch(/^\S+ \S+$/);
    }
  });

  test("users can be counted, or named with what matters of them", () => {
    expect(createSandbox({ users: 12 }).users).toHaveLength(12);
    const { users } = createSandbox({ users: [{ full_name: "Maija", token: "secret" }, { is_bot: true }] });
    expect(users).toMatchObject([
      { full_name: "Maija", token: "secret", is_bot: false },
      { is_bot: true, token: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ]);
  });

  test("ids are lowered", () => {
    const organizationId = "4B6D8087-F266-4DE6-B391-62567D4A84B2";
    expect(createSandbox({ organizationId }).organizationId).toBe(organizationId.toLowerCase());
  });

  test.each<[string, object, RegExp]>([
    ["no UUID", { organizationId: "giosg" }, /organizationId must be a UUID/],
    ["no users", { users: 0 }, /users must be a whole number from 1 to 10000/],
    ["an empty list of users", { users: [] }, /users must be/],
    ["a user that is null", { users: [null] }, /users must be/],
    ["a user's id that is no UUID", { users: [{ id: "maija" }] }, /users.id must be a UUID/],
    ["a token that no header can carry", { users: [{ token: "a b" }] }, /users.token must be/],
    ["a name that is no string", { users: [{ full_name: 1 }] }, /users.full_name must be/],
    ["a flag that is none", { users: [{ is_bot: "yes" }] }, /users.is_bot must be/],
    ["two users with one token", { users: [{ token: "a" }, { token: "a" }] }, /differ in their token/],
    ["pages without items", { pageSize: 0 }, /pageSize must be a whole number from 1 to 1000/],
    ["half an item", { pageSize: 2.5 }, /pageSize must be/],
    ["no date", { now: "yesterday" }, /now must be a Date or an ISO 8601 string/],
    ["an invalid date", { now: new Date(Number.NaN) }, /now must be/],
    ["a seed of words", { seed: "lucky" }, /seed must be a whole number/],
    [
      "a user's field that is unknown",
      { users: [{}, { typo: 1 }] },
      /know the user field typo; there are id, /,
    ],
    ["an unknown option", { pagesize: 10 }, /does not know the option pagesize/],
  ])("%s is refused", (_, options, message) => {
    expect(() => createSandbox(options as SandboxOptions)).toThrow(PubInputError);
    expect(() => createSandbox(options as SandboxOptions)).toThrow(message);
  });
});

describe("time", () => {
  test("starts where it is told and moves with each write", () => {
    const { addChannel } = createSandbox({ now: "2025-05-05T05:05:05Z", users: 1 });
    expect(addChannel().created_at).toBe("2025-05-05T05:05:05.000Z");
    expect(addChannel().created_at > "2025-05-05T05:05:05.000Z").toBe(true);
  });

  test("follows a function, neither ahead of it nor back", () => {
    let time = 1e12;
    const { addChannel } = createSandbox({ now: () => new Date(time), users: 1 });
    const created = (at: number) => {
      time = at;
      return Date.parse(addChannel().created_at) - 1e12;
    };
    expect([1e12, 1e12, 1e12 + 2, 1e12 + 1, 1e12 + 3].map(created)).toEqual([0, 0, 2, 2, 3]);
  });

  test("is the caller's where it follows that one, whatever is written at once", () => {
    const sandbox = createSandbox({ now: () => new Date() });
    const { id } = sandbox.addChannel();
    for (let index = 0; index < 500; index++) {
      expect(Date.parse(sandbox.addMessage(id).created_at)).toBeLessThanOrEqual(Date.now());
    }
  });

  test("a function that answers no date is the caller's mistake", async () => {
    const sandbox = createSandbox({ now: () => "soon" });
    expect(() => sandbox.addChannel()).toThrow(PubInputError);
    await expect(ask(sandbox, "POST", "/channels", { body: { name: "A" } })).rejects.toThrow(/now must be/);
  });
});

test("there are three users, for the compiler too, where nothing is said of them", () => {
  const [first, second, third] = createSandbox({ pageSize: 2 }).users;
  const tokens: string[] = [first.token, second.token, third.token];
  expect(new Set(tokens).size).toBe(3);
  const some: Sandbox = createSandbox();
  const [, other] = createSandbox({ users: 1 }).users;
  // @ts-expect-error of as many as were asked for, the first is certain
  expect(() => other.token).toThrow(TypeError);
  expect(some.users).toHaveLength(3);
});

test("the same seed makes the same, another one makes something else", async () => {
  const story = async (seed: number) => {
    const sandbox = createSandbox({ seed });
    sandbox.seed({ channels: 2, messages: 50 });
    await ask(sandbox, "POST", "/channels", { body: { name: "A" } });
    sandbox.addUser();
    return JSON.stringify([sandbox.users, sandbox.data]);
  };
  expect(await story(7)).toBe(await story(7));
  expect(await story(7)).not.toBe(await story(8));
});
