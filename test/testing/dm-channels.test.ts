import fc from "fast-check";
import { expect, test } from "vitest";
import { ChannelSchema, pageSchema } from "../../src/schemas/index.js";
import { createSandbox } from "../../src/testing/index.js";
import { ask, expectAnswer, nobody, userAt } from "./ask.js";

test("a set of members has one channel, in whatever order and with or without oneself", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.array(fc.nat(3), { minLength: 1, maxLength: 6 })), { maxLength: 12 }),
      async (calls) => {
        const sandbox = createSandbox({ users: 4 });
        const known = new Map<string, string>();
        for (const [owner, others] of calls) {
          const user = userAt(sandbox, owner);
          const members = others.map((index) => userAt(sandbox, index).id);
          const set = [...new Set([user.id, ...members])].sort();
          const path = `/users/${user.id}/dm-channels`;
          const reply = await ask(sandbox, "POST", path, { as: user, body: { members } });
          const channel = ChannelSchema.parse(reply.body);
          expect(reply.status).toBe(known.has(set.join()) ? 200 : 201);
          expect(channel.id).toBe(known.get(set.join()) ?? channel.id);
          expect(channel).toMatchObject({ is_direct_message: true, type: 1, member_count: set.length });
          known.set(set.join(), channel.id);
        }
        expect(sandbox.data.channels).toHaveLength(known.size);
      },
    ),
    { numRuns: 200 },
  );
});

test("it is seen by its members alone, in a list of its own", async () => {
  const sandbox = createSandbox();
  const [me, other, stranger] = [sandbox.users[0], userAt(sandbox, 1), userAt(sandbox, 2)];
  const dm = sandbox.addDmChannel([me.id, other.id]);
  for (const user of [me, other]) {
    const list = ask(sandbox, "GET", `/users/${user.id}/dm-channels`, { as: user });
    expect((await expectAnswer(list, 200, pageSchema(ChannelSchema))).results).toEqual([dm]);
    const one = ask(sandbox, "GET", `/users/${user.id}/dm-channels/${dm.id}`, { as: user });
    expect(await expectAnswer(one, 200, ChannelSchema)).toEqual(dm);
    expect(await ask(sandbox, "GET", `/channels/${dm.id}/messages`, { as: user })).toMatchObject({
      status: 200,
    });
  }
  const own = `/users/${stranger.id}/dm-channels`;
  expect(await ask(sandbox, "GET", own, { as: stranger })).toMatchObject({
    status: 200,
    body: { results: [] },
  });
  expect(await ask(sandbox, "GET", `${own}/${dm.id}`, { as: stranger })).toMatchObject({ status: 404 });
  expect(await ask(sandbox, "GET", `/channels/${dm.id}`, { as: stranger })).toMatchObject({ status: 404 });
  expect(await ask(sandbox, "GET", "/channels")).toMatchObject({ body: { results: [] } });
});

test("a channel of another kind is not one of them", async () => {
  const sandbox = createSandbox();
  const path = `/users/${sandbox.users[0].id}/dm-channels/${sandbox.addChannel().id}`;
  expect(await ask(sandbox, "GET", path)).toMatchObject({ status: 404 });
});

test("its members are fixed", async () => {
  const sandbox = createSandbox();
  const [me, other, third] = [sandbox.users[0], userAt(sandbox, 1), userAt(sandbox, 2)];
  const path = `/channels/${sandbox.addDmChannel([me.id, other.id]).id}/members`;
  const detail = expect.any(String);
  expect(await ask(sandbox, "POST", path, { body: { member_id: third.id } })).toMatchObject({
    status: 400,
    body: { detail },
  });
  expect(await ask(sandbox, "DELETE", `${path}/${me.id}`)).toMatchObject({ status: 400, body: { detail } });
  expect(sandbox.data.members).toHaveLength(2);
});

test.each([
  [{}, { members: ["This field is required."] }],
  [{ members: [] }, { members: ["This list may not be empty."] }],
  [{ members: "x" }, { members: ['Expected a list of items but got type "str".'] }],
  [{ members: ["x"] }, { members: { 0: ["Must be a valid UUID."] } }],
  [{ members: [nobody] }, { members: { 0: [`Invalid pk "${nobody}" - object does not exist.`] } }],
])("%j is refused", async (body, errors) => {
  const sandbox = createSandbox();
  const path = `/users/${sandbox.users[0].id}/dm-channels`;
  expect(await ask(sandbox, "POST", path, { body })).toMatchObject({ status: 400, body: errors });
  expect(sandbox.data.channels).toEqual([]);
});
