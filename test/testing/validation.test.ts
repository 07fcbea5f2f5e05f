import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { ask, nobody } from "./ask.js";

const sandbox = createSandbox();
const channel = sandbox.addChannel();
const path = `/channels/${channel.id}/messages`;
const chunk = (value: unknown) => ({ body: { version: 3, chunks: [{ type: "text", text: "" }, value] } });
const required = ["This field is required."];

describe("a message", () => {
  test.each<[unknown, unknown]>([
    [{}, { body: required }],
    [{ body: null }, { body: ["This field may not be null."] }],
    [{ body: "Hi" }, { body: ['Expected a dictionary of items but got type "str".'] }],
    [{ body: {} }, { body: { version: required } }],
    [{ body: { version: "3" } }, { body: { version: ["A valid number is required."] } }],
    [
      { body: { version: 3, chunks: {} } },
      { body: { chunks: ['Expected a list of items but got type "dict".'] } },
    ],
    [{ body: { version: 2 } }, { body: { chunks: required } }],
    [{ body: { version: 1, message: 1 } }, { body: { message: ["Not a valid string."] } }],
    [chunk(1), { body: { chunks: { 1: ['Expected a dictionary of items but got type "int".'] } } }],
    [chunk({}), { body: { chunks: { 1: { type: required } } } }],
    [chunk({ type: "text" }), { body: { chunks: { 1: { text: required } } } }],
    [chunk({ type: "link", text: "a" }), { body: { chunks: { 1: { kind: required } } } }],
    [
      chunk({ type: "file", url: "u", name: "n", size: [] }),
      { body: { chunks: { 1: { size: ["Invalid value."] } } } },
    ],
    [
      chunk({ type: "image", url: null }),
      { body: { chunks: { 1: { url: ["This field may not be null."] } } } },
    ],
    [{ ...chunk({ type: "new" }), id: "1" }, { id: ["Must be a valid UUID."] }],
    [{ ...chunk({ type: "new" }), type: "deleted" }, { type: ['"deleted" is not a valid choice.'] }],
    [{ ...chunk({ type: "new" }), type: "" }, { type: ["This field may not be blank."] }],
    [{ ...chunk({ type: "new" }), notify_channel: 1 }, { notify_channel: ["Must be a valid boolean."] }],
    [{ ...chunk({ type: "new" }), notify_users: ["x"] }, { notify_users: { 0: ["Must be a valid UUID."] } }],
    [
      { ...chunk({ type: "new" }), notify_users: [sandbox.users[0].id, nobody] },
      { notify_users: { 1: [`Invalid pk "${nobody}" - object does not exist.`] } },
    ],
    [
      { id: "1", notify_channel: "no" },
      { id: ["Must be a valid UUID."], notify_channel: ["Must be a valid boolean."], body: required },
    ],
    [[], { non_field_errors: ["Invalid data. Expected a dictionary, but got list."] }],
    ["Hi", { non_field_errors: ["Invalid data. Expected a dictionary, but got str."] }],
    [null, { non_field_errors: ["Invalid data. Expected a dictionary, but got NoneType."] }],
  ])("like %j is refused, field by field", async (body, errors) => {
    expect(await ask(sandbox, "POST", path, { body })).toEqual({
      status: 400,
      body: errors,
      headers: expect.anything(),
    });
    expect(sandbox.data.messages).toEqual([]);
  });
});

describe("a channel", () => {
  test.each<[unknown, unknown]>([
    [{ name: "  " }, { name: ["This field may not be blank."] }],
    [{ name: 5 }, { name: ["Not a valid string."] }],
    [{ name: "A", description: null }, { description: ["This field may not be null."] }],
    [{ name: "A", avatar_url: "picture" }, { avatar_url: ["Enter a valid URL."] }],
    [{ name: "A", is_private: "no" }, { is_private: ["Must be a valid boolean."] }],
    [
      { name: "A", members: [nobody] },
      { members: { 0: [`Invalid pk "${nobody}" - object does not exist.`] } },
    ],
  ])("like %j is refused", async (body, errors) => {
    expect(await ask(sandbox, "POST", "/channels", { body })).toMatchObject({ status: 400, body: errors });
    expect(sandbox.data.channels).toHaveLength(1);
  });
});

test("what is no JSON is refused as such", async () => {
  const url = `${sandbox.url}/api/pub/v1/orgs/${sandbox.organizationId}/channels`;
  const send = async (body: string, type: string) => {
    const headers = { authorization: `Token ${sandbox.users[0].token}`, "content-type": type };
    const response = await sandbox.fetch(url, { method: "POST", headers, body });
    return { status: response.status, body: await response.json() };
  };
  expect(await send("{", "application/json")).toEqual({
    status: 400,
    body: { detail: expect.stringMatching(/^JSON parse error/) },
  });
  expect(await send('{"name":"A"}', "text/plain")).toEqual({
    status: 415,
    body: { detail: 'Unsupported media type "text/plain" in request.' },
  });
  expect(await send('{"name":"A"}', "application/json; charset=utf-8")).toMatchObject({ status: 201 });
  expect(sandbox.requests.slice(-3).map(({ body }) => body)).toEqual([
    undefined,
    { name: "A" },
    { name: "A" },
  ]);
});
