import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schema } from "../../src/schemas/index.js";
import * as schemas from "../../src/schemas/index.js";
import { clientReceiving } from "../support/canned-fetch.js";
import { endpointTable } from "../support/endpoint-table.js";
import { replaced, resources, userFields } from "../support/schema-fields.js";
import * as wire from "../support/wire-fixtures.js";

const { ids } = wire;

/** Hands a message over through a client, in a list, and through the schema that an application uses itself. */
async function expectUntouched(message: unknown): Promise<void> {
  expect(await clientReceiving(message).messages.retrieve(ids.channel, ids.message)).toStrictEqual(message);
  const list = clientReceiving(wire.pageOf(message)).messages.list(ids.channel);
  expect(await list.toArray({ limit: 5 })).toStrictEqual([message]);
  expect(schemas.MessageSchema.parse(message)).toStrictEqual(message);
}

function withBody(body: unknown, type?: string): unknown {
  return { ...wire.message, ...(type && { type }), body };
}

function without(data: object, ...fields: string[]): unknown {
  return fields.reduce<unknown>((rest, field) => replaced(rest, field, undefined), data);
}

describe("messages of every kind pass untouched", () => {
  it.each(wire.chunks)("with the chunk %j", async (chunk) => {
    await expectUntouched(withBody({ version: 3, chunks: [chunk] }));
    expect(schemas.MessageChunkSchema.parse(chunk)).toStrictEqual(chunk);
  });

  const text = { type: "text", text: "Hello" };
  it.each([
    ["several chunks", { version: 3, chunks: [...wire.chunks] }],
    ["no chunks", { version: 3, chunks: [] }],
    ["nothing but its version", { version: 3 }],
    ["an external view", { version: 3, externalView: wire.externalView }],
    ["chunks and an external view", { version: 3, chunks: [text], externalView: wire.externalView }],
    ["version 2", { version: 2, chunks: [text] }],
    ["version 1", { version: 1, message: "Hello" }],
    ["version 1 and empty text", { version: 1, message: "" }],
    [
      "a version to come, whatever it holds",
      { version: 4, chunks: "of another kind", blocks: [{ type: "text" }] },
    ],
    ["a version to come with known words", { version: 7, message: 5, externalView: null }],
    ["version 0", { version: 0, chunks: 5 }],
    ["a version between versions", { version: 3.5, chunks: null }],
    ["a negative version", { version: -1, chunks: null }],
  ])("with %s", async (_, body) => {
    await expectUntouched(withBody(body));
    expect(schemas.MessageBodySchema.parse(body)).toStrictEqual(body);
  });

  it.each([
    ["call_request", { version: 1, callId: "call-7" }],
    ["call_request", { version: 1 }],
    ["call_leave", { version: 1, callId: "call-7" }],
    ["reporting", { version: 1, title: "Weekly report", externalView: wire.externalView, period: "week" }],
    ["reporting", { version: 2, title: "Weekly report" }],
    ["reporting", { version: 3, title: "Weekly report", externalView: wire.externalView }],
    ["reporting", { version: 9, title: "Weekly report" }],
    ["system_message", { version: 1, message: "Maija joined" }],
    ["deleted", {}],
    ["a_type_of_later", { version: 3, chunks: [text] }],
  ])("of the type %s with the body %j", async (type, body) => {
    await expectUntouched(withBody(body, type));
    await expectUntouched(without(withBody(body, type) as object, "sender_id", "sender", "is_edited"));
    await expectUntouched({ ...(withBody(body, type) as object), sender: null });
  });

  it("without anything that the API reference does not list", async () => {
    await expectUntouched(without(wire.message, "type", "is_edited", "sender"));
    await expectUntouched({ ...wire.message, sender: {} });
    await expectUntouched({ ...wire.message, sender: { ...wire.user, avatar_url: null } });
  });

  it.each(["poll", "", "TEXT", "toString", "constructor", "__proto__", "hasOwnProperty"])(
    "with a chunk of the unknown type %j",
    async (type) => {
      await expectUntouched(
        withBody({ version: 3, chunks: [{ type }, { type, text: 5, url: null, x: [{}] }] }),
      );
    },
  );

  it("with unknown chunk types and fields of any content", async () => {
    const known = new Set<string>(wire.chunks.map(({ type }) => type));
    const later = fc
      .tuple(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string().filter((type) => !known.has(type)),
      )
      .map(([fields, type]) => ({ ...fields, type }));
    const grown = fc
      .tuple(
        fc.dictionary(
          fc.string().map((name) => `x_${name}`),
          fc.jsonValue(),
        ),
        fc.constantFrom(...wire.chunks),
      )
      .map(([fields, chunk]) => ({ ...fields, ...chunk }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(later, grown), { maxLength: 6 }), async (list) => {
        const received = JSON.parse(JSON.stringify(withBody({ version: 3, chunks: list })));
        expect(await clientReceiving(received).messages.retrieve(ids.channel, ids.message)).toStrictEqual(
          received,
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(resources)("$name passes untouched", ({ data, schema, fields, receive, inList }) => {
  async function expectPassed(variant: unknown): Promise<void> {
    const result = await receive(clientReceiving(inList ? wire.pageOf(variant) : variant));
    expect(inList ? (result as { results: unknown[] }).results[0] : result).toStrictEqual(variant);
    expect(schema.parse(variant)).toStrictEqual(variant);
  }

  it("whole", () => expectPassed(data));

  it("with fields that came later, at every depth", () => expectPassed(wire.withUnknownFields(data)));

  it("without what the service may leave out, and with null where it may say that", async () => {
    for (const [path, kind] of Object.entries(fields)) {
      if (kind.includes("?")) await expectPassed(replaced(data, path, undefined));
      if (kind.includes("|null")) await expectPassed(replaced(data, path, null));
    }
    const optional = Object.entries(fields).filter(([, kind]) => kind.includes("?"));
    const least = optional.reduce<unknown>(
      (rest, [path]) => (path.includes(".") ? rest : replaced(rest, path, undefined)),
      data,
    );
    await expectPassed(least);
  });

  it("with dates in every form of ISO 8601 that services write", async () => {
    const dates = Object.entries(fields).filter(([, kind]) => kind.startsWith("datetime"));
    for (const [path] of dates) {
      for (const date of [
        "2016-09-01T11:31:36.042Z",
        "2016-09-01T11:31:36.042517Z",
        "2016-09-01T11:31:36Z",
        "2016-09-01T11:31:36+00:00",
        "2016-09-01T14:31:36.042517+03:00",
        "2016-09-01T06:01:36-05:30",
        "2016-09-01T11:31:36.042517",
        "2016-02-29T23:59:59.999999Z",
      ]) {
        await expectPassed(replaced(data, path, date));
      }
    }
  });

  it("with ids of every version, in either case", async () => {
    const places = Object.entries(fields).filter(([, kind]) => kind.startsWith("uuid"));
    for (const [path] of places) {
      for (const id of [
        ...fc.sample(fc.uuid(), 20),
        "2d931510-d99f-494a-8c67-87feb05e1594",
        "6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
        // Older and foreign ways of making UUIDs: other variants, and a version that no RFC names.
        "333a2276-0000-0000-0d00-00809c000000",
        "00112233-4455-6677-c899-aabbccddeeff",
        "6ba7b810-9dad-f1d1-80b4-00c04fd430c8",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
      ]) {
        await expectPassed(replaced(data, path, id));
      }
    }
  });
});

it("takes words and numbers that came after this SDK", async () => {
  const pub = (data: unknown) => clientReceiving(data);
  const mode = { ...wire.settings, mode: "weekends" };
  expect(await pub(mode).notificationSettings.retrieve(ids.channel, ids.user)).toStrictEqual(mode);
  const channel = { ...wire.channel, type: 17 };
  expect(await pub(channel).channels.retrieve(ids.channel)).toStrictEqual(channel);
  const stream = { ...wire.liveStream, latency_mode: "none" };
  expect(await pub(stream).conference.retrieveStream(ids.channel)).toStrictEqual(stream);
  const token = { ...wire.conferenceToken, token_type: "dpop" };
  const context = { user: { id: ids.user, name: "Maija" } };
  expect(await pub(token).conference.createToken(ids.channel, context)).toStrictEqual(token);
});

it("takes joined channels whose notification settings hold a part of themselves", async () => {
  for (const part of [{}, { mode: "muted" }, { mode: "muted", x_later: 1 }, null]) {
    const channel = { ...wire.joinedChannel, member_notification_settings: part };
    const pub = clientReceiving(channel);
    expect(await pub.channels.retrieveJoined(ids.user, ids.channel)).toStrictEqual(channel);
  }
});

it("takes users of which anything is missing", () => {
  const { data, schema, fields } = userFields;
  for (const path of Object.keys(fields)) {
    const part = replaced(data, path, undefined);
    expect(schema.parse(part)).toStrictEqual(part);
  }
  expect(schema.parse({})).toStrictEqual({});
  expect(schema.parse({ ...data, avatar_url: null })).toStrictEqual({ ...data, avatar_url: null });
});

it("takes pages without previous, empty pages that are not the last, and pages with more fields", async () => {
  for (const page of [
    { next: null, results: [] },
    { next: null, previous: null, results: [] },
    { next: "https://api.giosg.com/api/pub/v1/x?cursor=abc", previous: null, results: [] },
    {
      next: null,
      previous: "http://internal/api/pub/v1/x",
      results: [wire.channel],
      count: 1,
      total: { exact: false },
    },
  ]) {
    const received = await clientReceiving(page).channels.list().firstPage();
    expect(received.results).toStrictEqual(page.results);
    expect(received.next).toBe(page.next);
    expect(received.previous).toBe(page.previous ?? null);
    const schema = schemas.pageSchema(schemas.ChannelSchema);
    expect(schema.parse(page)).toStrictEqual(page);
  }
});

it("keeps unknown fields of any name and content, in every answer", async () => {
  const rows = endpointTable().filter(({ answer, isList }) => answer !== undefined && !isList);
  const unknown = fc.dictionary(
    fc.string({ unit: "grapheme" }).map((name) => `x${name}`),
    fc.jsonValue(),
    { minKeys: 1 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rows), unknown, async (row, fields) => {
      const received = JSON.parse(JSON.stringify({ ...(row.answer as object), ...fields }));
      expect(await row.call(clientReceiving(received))).toStrictEqual(received);
    }),
    { numRuns: 300 },
  );
});

it("has a schema for every resource that a call answers, and no other exports", () => {
  const given = Object.entries(schemas).filter(([name]) => name !== "pageSchema");
  const tested = new Set<Schema<unknown>>([
    ...resources.map(({ schema }) => schema),
    userFields.schema,
    schemas.MessageChunkSchema as Schema<unknown>,
    schemas.MessageBodySchema as Schema<unknown>,
  ]);
  expect(given.filter(([, schema]) => !tested.has(schema as Schema<unknown>)).map(([name]) => name)).toEqual(
    [],
  );
  expect(given).toHaveLength(tested.size);
});
