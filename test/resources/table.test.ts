import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubInputError } from "../../src/errors/input-error.js";
import type { PubClientOptions } from "../../src/options.js";
import { endpointTable } from "../support/endpoint-table.js";
import { mswService } from "../support/msw-service.js";
import { ids, pageOf, withUnknownFields } from "../support/wire-fixtures.js";

const service = mswService();
const rows = endpointTable();
const withIds = rows.filter((row) => row.ids.length > 0);
const apiOrigin = "https://api.giosg.com";

function client(options: Partial<PubClientOptions> = {}): PubClient {
  return new PubClient({
    organizationId: ids.organization,
    token: "api-token-1",
    ...options,
  });
}

/** The one request that a test has made. */
function onlyRequest() {
  expect(service.requests).toHaveLength(1);
  const [request] = service.requests;
  if (!request) throw new Error("no request came");
  return request;
}

it("has a row for every method of every resource", () => {
  const pub = client();
  const methods = Object.entries(pub).flatMap(([resource, instance]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(instance))
      .filter((name) => name !== "constructor")
      .map((name) => `${resource}.${name}`),
  );
  const named = new Set(rows.map(({ name }) => name.replace(/ .*/, "")));
  expect(methods).toHaveLength(35);
  expect(methods.toSorted()).toEqual([...named].sort());
});

describe.each(rows)("$name", (row) => {
  it("sends the request that the API documents, and nothing besides", async () => {
    service.answerWith(row.status, row.answer);
    await row.call(client());
    const request = onlyRequest();
    expect(request.origin).toBe(apiOrigin);
    expect(`${request.method} ${request.path}`).toBe(`${row.method} ${row.path}`);
    expect(request.query).toEqual(row.query);
    expect(request.headers).toEqual({
      accept: "application/json",
      ...(row.isPublic ? {} : { authorization: "Token api-token-1" }),
      ...(row.sent === undefined ? {} : { "content-type": "application/json" }),
    });
    if (row.sent === undefined) expect(request.text).toBe("");
    else expect(JSON.parse(request.text)).toEqual(row.sent);
  });

  it("answers what the service sent, with fields that came later", async () => {
    service.answerWith(row.status, withUnknownFields(row.answer));
    expect(await row.call(client())).toStrictEqual(withUnknownFields(row.result));
  });

  it("sends an access token as Bearer, where it sends one at all", async () => {
    service.answerWith(row.status, row.answer);
    await row.call(
      client({
        token: undefined,
        accessToken: async () => "oauth.access-token",
      }),
    );
    const { authorization } = onlyRequest().headers;
    expect(authorization).toBe(row.isPublic ? undefined : "Bearer oauth.access-token");
  });

  it("takes another organization for one call", async () => {
    service.answerWith(row.status, row.answer);
    await row.call(client(), row.ids, {
      organizationId: ids.otherOrganization.toUpperCase(),
    });
    expect(onlyRequest().path).toBe(row.path.replace(ids.organization, ids.otherOrganization));
  });

  it("keeps a base URL's prefix", async () => {
    service.answerWith(row.status, row.answer);
    await row.call(client({ baseUrl: "https://proxy.example.com/eu/giosg/" }));
    const { origin, path } = onlyRequest();
    expect(origin + path).toBe(`https://proxy.example.com/eu/giosg${row.path}`);
  });

  it("adds a call's own query and headers", async () => {
    service.answerWith(row.status, row.answer);
    const query = {
      page_size: 5,
      deep: true,
      "q x": "ä&=",
      left_out: undefined,
    };
    const headers = { "X-Trace": "abc", "X-Nothing": undefined };
    await row.call(client(), row.ids, { query, headers });
    const request = onlyRequest();
    expect(request.query).toEqual({
      ...row.query,
      page_size: "5",
      deep: "true",
      "q x": "ä&=",
    });
    expect(request.headers["x-trace"]).toBe("abc");
    expect(request.headers).not.toHaveProperty("x-nothing");
  });

  it("does not let a call replace the SDK's own headers", async () => {
    for (const name of ["Authorization", "authorization", "Accept", "Content-Type", "CONTENT-TYPE"]) {
      const headers = { [name]: "text/plain" };
      await expect(row.call(client(), row.ids, { headers }), name).rejects.toThrow(PubInputError);
    }
    expect(service.requests).toHaveLength(0);
  });
});

describe.each(rows.filter(({ isPublic }) => !isPublic))("$name without a token", (row) => {
  it("says so before it sends anything", async () => {
    await expect(row.call(client({ token: undefined }))).rejects.toThrow(PubInputError);
    expect(service.requests).toHaveLength(0);
  });
});

describe.each(rows.filter(({ isPublic }) => isPublic))("$name, which is public", (row) => {
  it("needs no token, and does not ask for one", async () => {
    service.answerWith(row.status, row.answer);
    let asked = 0;
    const token = () => {
      asked++;
      return "secret";
    };
    expect(await row.call(client({ token }))).toEqual(row.result);
    expect(await row.call(client({ token: undefined }))).toEqual(row.result);
    expect(asked).toBe(0);
    for (const { headers } of service.requests) expect(headers).not.toHaveProperty("authorization");
  });
});

/** What callers pass for an id by mistake or by malice; the good id is in some of them. */
const badIds: readonly (readonly [what: string, value: unknown])[] = [
  ["an empty string", ""],
  ["a way up", "../x"],
  ["two segments", `${ids.channel}/${ids.user}`],
  ["a trailing slash", `${ids.channel}/`],
  ["an encoded slash", `${ids.channel}%2F`],
  ["a query", `${ids.channel}?a=b`],
  ["a space before", ` ${ids.channel}`],
  ["a space after", `${ids.channel} `],
  ["a line break after", `${ids.channel}\n`],
  ["spaces for dashes", ids.channel.replaceAll("-", " ")],
  ["no dashes", ids.channel.replaceAll("-", "")],
  ["braces", `{${ids.channel}}`],
  ["a urn", `urn:uuid:${ids.channel}`],
  ["one digit less", ids.channel.slice(1)],
  ["one digit more", `${ids.channel}0`],
  ["a letter beyond f", ids.channel.replace("0", "g")],
  ["a full-width digit", ids.channel.replace("0", "０")],
  ["undefined", undefined],
  ["null", null],
  ["a number", 42],
  ["an array with an id", [ids.channel]],
  ["an object that prints as an id", { toString: () => ids.channel }],
  ["a String object", Object(ids.channel)],
];

describe.each(withIds)("the ids of $name", (row) => {
  it.each(row.ids.map((_, index) => index))(
    "refuses a bad id in place %i before anything is sent",
    async (place) => {
      for (const [what, bad] of badIds) {
        const given = row.ids.with(place, bad as string);
        const error = await row.call(client(), given).then(
          () => `${what} was accepted`,
          (thrown: unknown) => thrown,
        );
        expect(error, what).toBeInstanceOf(PubInputError);
        expect(error, what).toMatchObject({
          code: "invalid_input",
          outcome: "no_effect",
          retryable: false,
        });
      }
      expect(service.requests).toHaveLength(0);
    },
  );

  it("sends upper-case ids in lower case", async () => {
    service.answerWith(row.status, row.answer);
    const shouted = row.ids.map((id) => id.toUpperCase());
    await row.call(client({ organizationId: ids.organization.toUpperCase() }), shouted);
    expect(onlyRequest().path).toBe(row.path);
    if (row.sent !== undefined) expect(JSON.parse(onlyRequest().text)).toEqual(row.sent);
  });
});

it("lets nothing but UUIDs into a path, whatever the string", async () => {
  const pub = client();
  service.answerWith(200, pageOf());
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
  const nearlyIds = fc
    .tuple(fc.constant(ids.channel), fc.nat(36), fc.string({ unit: "binary", maxLength: 3 }), fc.nat(2))
    .map(([id, at, inserted, cut]) => id.slice(0, at) + inserted + id.slice(at + cut));
  const paths = fc
    .array(fc.constantFrom("..", ".", "%2e", "a", ids.channel))
    .map((parts) => `/${parts.join("/")}`);
  const foreign = fc.oneof(fc.string({ unit: "binary" }), paths, nearlyIds).filter((id) => !uuid.test(id));
  await fc.assert(
    fc.asyncProperty(foreign, async (id) => {
      await expect(pub.messages.retrieve(id, ids.message)).rejects.toThrow(PubInputError);
      await expect(pub.members.list(id).firstPage()).rejects.toThrow(PubInputError);
      await expect(pub.channels.list({}, { organizationId: id }).firstPage()).rejects.toThrow(PubInputError);
    }),
    { numRuns: 100 },
  );
  expect(service.requests).toHaveLength(0);
});

it("takes ids of every version", async () => {
  const pub = client();
  service.answerWith(204);
  await fc.assert(
    fc.asyncProperty(fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7, 8] }), async (id) => {
      await pub.channels.delete(id);
      expect(service.requests.at(-1)?.path).toBe(`/api/pub/v1/orgs/${ids.organization}/channels/${id}`);
    }),
    { numRuns: 50 },
  );
  await pub.channels.delete("00000000-0000-0000-0000-000000000000");
  await pub.channels.delete("333a2276-0000-0000-0d00-00809c000000");
  await pub.channels.delete("00112233-4455-6677-c899-aabbccddeeff");
  await pub.channels.delete("ffffffff-ffff-ffff-ffff-ffffffffffff");
});
