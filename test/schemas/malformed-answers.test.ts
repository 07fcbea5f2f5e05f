import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { PubClient } from "../../src/client.js";
import type { PubIssue } from "../../src/errors/pub-error.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import { cannedClient, clientReceiving } from "../support/canned-fetch.js";
import { endpointTable } from "../support/endpoint-table.js";
import { type FieldKind, replaced, resources } from "../support/schema-fields.js";
import * as wire from "../support/wire-fixtures.js";

const { ids } = wire;

/** Stands in every bad value; wherever it shows up, a value has leaked. */
const marker = "Kf7PrivateValue";
const markedNumber = 9_170_417_041.5;

/** For each kind of field, values that it must not have. */
const wrongValues: Record<FieldKind, readonly unknown[]> = {
  uuid: [marker, "", `${marker}-${ids.user}`, `${ids.user}\n`, markedNumber, true, { marker }, [marker]],
  string: [markedNumber, true, { marker }, [marker]],
  datetime: [
    marker,
    "",
    "2016-09-01",
    "2016-13-01T11:31:36Z",
    "2016-09-31T11:31:36Z",
    "2015-02-29T11:31:36Z",
    "2016-09-01T25:31:36Z",
    "01.09.2016 11:31",
    `2016-09-01T11:31:36Z ${marker}`,
    markedNumber,
    { marker },
    [marker],
  ],
  url: [marker, "", "/relative", markedNumber, true, { marker }, [marker]],
  boolean: [marker, "true", 0, 1, markedNumber, { marker }, [marker]],
  integer: [marker, "5", markedNumber, true, { marker }, [marker]],
  number: [marker, "5", true, { marker }, [marker]],
  object: [marker, markedNumber, true, [marker]],
};

/** Everything of an error that anybody might print. */
function printed(error: PubResponseError): string {
  return [
    String(error),
    error.message,
    error.stack,
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify(error.issues),
    JSON.stringify(Object.entries(error)),
  ].join("\n");
}

/** The error of a call, which says nothing of the answer's values. */
async function refusalOf(call: Promise<unknown>, what?: string): Promise<PubResponseError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error, what).toBeInstanceOf(PubResponseError);
  const refusal = error as PubResponseError;
  expect(refusal, what).toMatchObject({
    name: "PubResponseError",
    code: "invalid_response",
    retryable: false,
  });
  expect(refusal.issues.length, what).toBeGreaterThan(0);
  expect(refusal.message.length, what).toBeLessThanOrEqual(300);
  for (const { message } of refusal.issues) expect(message, what).toMatch(/^expected /);
  expect(printed(refusal), what).not.toContain(marker);
  expect(printed(refusal), what).not.toContain(String(markedNumber));
  return refusal;
}

function pathsOf(issues: readonly PubIssue[]): string[] {
  return issues.map(({ path }) => path.join("."));
}

describe.each(resources)("$name", ({ data, fields, receive, inList }) => {
  const prefix = inList ? "results.1." : "";
  const answering = (bad: unknown) => receive(clientReceiving(inList ? wire.pageOf(data, bad) : bad));

  it.each(Object.entries(fields).filter(([, kind]) => !kind.includes("?")))(
    "is refused without %s, with its path",
    async (path) => {
      const { issues } = await refusalOf(answering(replaced(data, path, undefined)));
      expect(pathsOf(issues)).toEqual([prefix + path]);
    },
  );

  it.each(Object.entries(fields).filter(([, kind]) => !kind.includes("|null")))(
    "is refused with null for %s, with its path",
    async (path) => {
      const { issues } = await refusalOf(answering(replaced(data, path, null)));
      expect(pathsOf(issues)).toEqual([prefix + path]);
    },
  );

  it.each(Object.entries(fields))(
    "is refused where %s is anything but %s, with its path",
    async (path, kind) => {
      for (const wrong of wrongValues[kind.replace(/[?|].*/, "") as FieldKind]) {
        const refusal = await refusalOf(
          answering(replaced(data, path, wrong)),
          `${path}: ${JSON.stringify(wrong)}`,
        );
        expect(pathsOf(refusal.issues)).toEqual([prefix + path]);
      }
    },
  );
});

describe("messages", () => {
  /** Paths of what is wrong with a body. */
  async function issuesOf(body: unknown): Promise<string[]> {
    const pub = clientReceiving({ ...wire.message, body });
    const single = await refusalOf(pub.messages.retrieve(ids.channel, ids.message));
    const list = clientReceiving(wire.pageOf(wire.message, { ...wire.message, body })).messages.list(
      ids.channel,
    );
    const listed = await refusalOf(list.firstPage());
    expect(pathsOf(listed.issues)).toEqual(pathsOf(single.issues).map((path) => `results.1.${path}`));
    return pathsOf(single.issues);
  }

  const requiredFields = wire.chunks.flatMap((chunk) =>
    Object.keys(chunk)
      .filter(
        (field) => field !== "type" && field !== "size" && !(chunk.type === "video" && field === "title"),
      )
      .map((field) => [chunk.type, field, chunk] as const),
  );

  it.each(requiredFields)("are refused with a %s chunk without %s", async (_, field, chunk) => {
    const fine = { type: "text", text: "fine" };
    const chunks = [fine, replaced(chunk, field, undefined)];
    expect(await issuesOf({ version: 3, chunks })).toEqual([`body.chunks.1.${field}`]);
  });

  it("are refused where a known chunk's field has another type", async () => {
    for (const chunk of wire.chunks) {
      for (const [field, value] of Object.entries(chunk)) {
        if (field === "type") continue;
        for (const wrong of [{ marker }, [marker], typeof value === "boolean" ? marker : true]) {
          const body = { version: 3, chunks: [replaced(chunk, field, wrong)] };
          expect(await issuesOf(body)).toEqual([`body.chunks.0.${field}`]);
        }
      }
    }
  });

  it.each([
    ["null", null, ["body"]],
    ["text", marker, ["body"]],
    ["a list", [{ version: 3 }], ["body"]],
    ["a version in words", { version: "3", chunks: [] }, ["body.version"]],
    ["a version that is null", { version: null }, ["body.version"]],
    ["chunks that are no list", { version: 3, chunks: { marker } }, ["body.chunks"]],
    ["chunks that are null", { version: 3, chunks: null }, ["body.chunks"]],
    [
      "chunks without type",
      { version: 3, chunks: [{ text: marker }, {}] },
      ["body.chunks.0.type", "body.chunks.1.type"],
    ],
    ["chunks of a type that is no word", { version: 3, chunks: [{ type: 5 }] }, ["body.chunks.0.type"]],
    [
      "chunks that are none",
      { version: 3, chunks: [marker, null, 5] },
      ["body.chunks.0", "body.chunks.1", "body.chunks.2"],
    ],
    [
      "an external view without title",
      { version: 3, externalView: { url: marker } },
      ["body.externalView.title"],
    ],
    [
      "an external view without URL",
      { version: 3, externalView: { title: marker } },
      ["body.externalView.url"],
    ],
    ["version 2 without chunks", { version: 2 }, ["body.chunks"]],
    [
      "version 2 with other chunks",
      { version: 2, chunks: [{ type: marker, text: "x" }] },
      ["body.chunks.0.type"],
    ],
    ["version 2 without text", { version: 2, chunks: [{ type: "text" }] }, ["body.chunks.0.text"]],
    ["version 1 with a message that is no text", { version: 1, message: { marker } }, ["body.message"]],
    ["a call's id that is no text", { version: 1, callId: [marker] }, ["body.callId"]],
    ["a title that is no text", { version: 1, title: { marker } }, ["body.title"]],
  ])("are refused whose body is %s", async (_, body, paths) => {
    expect(await issuesOf(body)).toEqual(paths);
  });

  it("are refused where they stand inside a channel, with the whole path", async () => {
    const chunks = [{ type: "image", url: { marker } }];
    const channel = { ...wire.channel, latest_message: { ...wire.message, body: { version: 3, chunks } } };
    const error = await refusalOf(clientReceiving(channel).channels.retrieve(ids.channel));
    expect(error.issues).toEqual([
      { path: ["latest_message", "body", "chunks", 0, "url"], message: "expected a string" },
    ]);
  });
});

const answered = endpointTable().filter(({ answer }) => answer !== undefined);

/** Texts that are not the JSON of any answer, and what is said of them. */
const texts: readonly (readonly [what: string, text: string, paths: readonly string[]])[] = [
  ["an HTML page", `<!doctype html><title>${marker}</title><h1>It works!</h1>`, [""]],
  ["nothing", "", [""]],
  ["white space", " \n", [""]],
  ["JSON that is cut off", `{"id": "${marker}", "results": [{"name": "${marker}`, [""]],
  ["JSON with something after it", `{} ${marker}`, [""]],
  ["a word", marker, [""]],
  ["undefined", "undefined", [""]],
  ["null", "null", [""]],
  ["a list", `["${marker}"]`, [""]],
  ["an empty list", "[]", [""]],
  ["a string", `"${marker}"`, [""]],
  ["a number", String(markedNumber), [""]],
  ["true", "true", [""]],
];

describe.each(answered)("$name", (row) => {
  it.each(texts)("refuses %s", async (_, text, paths) => {
    const { pub, requests } = cannedClient(() => ({ text, headers: { "Content-Type": "application/json" } }));
    const error = await refusalOf(row.call(pub));
    expect(pathsOf(error.issues)).toEqual(paths);
    expect(error).toMatchObject({ status: 200, method: row.method, path: row.path });
    expect(error.outcome).toBe(row.method === "GET" ? "no_effect" : "unknown");
    expect(error.message).toContain(`${row.method} ${row.path} answered 200`);
    expect(requests).toHaveLength(1);
  });

  it("refuses an empty answer of status 204", async () => {
    const { pub } = cannedClient(() => ({ status: 204, text: "" }));
    expect(await refusalOf(row.call(pub))).toMatchObject({ status: 204 });
  });
});

describe.each(endpointTable().filter(({ answer }) => answer === undefined))("$name", (row) => {
  it("does not mind what a success says", async () => {
    for (const [, text] of texts) {
      const { pub } = cannedClient(() => ({ text }));
      expect(await row.call(pub)).toBeUndefined();
    }
  });
});

describe.each(answered.filter(({ isList }) => isList))("$name", (row) => {
  const answer = row.answer as object;

  it.each([
    ["without results", replaced(answer, "results", undefined), ["results"]],
    ["with null for results", replaced(answer, "results", null), ["results"]],
    ["with results that are no list", replaced(answer, "results", { marker }), ["results"]],
    ["with results in words", replaced(answer, "results", marker), ["results"]],
    ["without next", replaced(answer, "next", undefined), ["next"]],
    ["with a number for next", replaced(answer, "next", markedNumber), ["next"]],
    ["with an object for next", replaced(answer, "next", { marker }), ["next"]],
    ["with false for next", replaced(answer, "next", false), ["next"]],
    ["with a number for previous", replaced(answer, "previous", markedNumber), ["previous"]],
    ["with items that are none", replaced(answer, "results", [marker, null]), ["results.0", "results.1"]],
    ["that is no page", Array.isArray(row.result) && row.result[0], ["next", "results"]],
  ])("refuses a page %s", async (_, page, paths) => {
    const { issues } = await refusalOf(row.call(clientReceiving(page)));
    expect(pathsOf(issues)).toEqual(paths);
  });

  it.each([
    `https://api.giosg.com/api/other/${marker}`,
    `https://api.giosg.com/${marker}`,
    `https://api.giosg.com/api/pub/../${marker}`,
    `https://api.giosg.com/api/pub/%2e%2e/${marker}`,
    `https://api.giosg.com/api/pub/v1/..%2f${marker}`,
    `javascript:alert("${marker}")`,
    `ftp://api.giosg.com/api/pub/${marker}`,
    "",
  ])("does not follow %s", async (next) => {
    const { pub, requests } = cannedClient(() => ({ text: JSON.stringify({ ...answer, next }) }));
    const { issues } = await refusalOf(row.call(pub));
    expect(pathsOf(issues)).toEqual(["next"]);
    expect(requests).toHaveLength(1);
  });
});

describe("onInvalid: report", () => {
  const drifted = { ...wire.channel, created_at: marker, name: 5, is_active: undefined };
  const received = JSON.parse(JSON.stringify(drifted));

  it("hands the data over as received, and tells the hook what and where", async () => {
    const told: unknown[] = [];
    const invalid = (event: unknown) => told.push(event);
    const pub = clientReceiving(drifted, { onInvalid: "report", hooks: { invalid } });
    expect(await pub.channels.retrieve(ids.channel)).toStrictEqual(received);
    const path = `/api/pub/v1/orgs/${ids.organization}/channels/${ids.channel}`;
    expect(told).toEqual([
      {
        method: "GET",
        path,
        issues: [
          { path: ["name"], message: "expected a string" },
          { path: ["created_at"], message: "expected an ISO 8601 date/time" },
        ],
      },
    ]);
    expect(JSON.stringify(told)).not.toContain(marker);
  });

  it("keeps a list going", async () => {
    const told: { issues: readonly PubIssue[] }[] = [];
    const hooks = { invalid: (event: { issues: readonly PubIssue[] }) => told.push(event) };
    const pub = clientReceiving(wire.pageOf<unknown>(wire.channel, drifted), { onInvalid: "report", hooks });
    expect(await pub.channels.list().toArray({ limit: 5 })).toStrictEqual([wire.channel, received]);
    expect(told.map(({ issues }) => pathsOf(issues))).toEqual([["results.1.name", "results.1.created_at"]]);
  });

  it("can be set for one call, and taken back for one call", async () => {
    const strict = clientReceiving(drifted);
    expect(await strict.channels.retrieve(ids.channel, { onInvalid: "report" })).toStrictEqual(received);
    await refusalOf(strict.channels.retrieve(ids.channel));
    const lenient = clientReceiving(drifted, { onInvalid: "report" });
    await refusalOf(lenient.channels.retrieve(ids.channel, { onInvalid: "throw" }));
  });

  it("tells nothing of answers that are as promised, nor of unknown fields", async () => {
    const told: unknown[] = [];
    const hooks = { invalid: (event: unknown) => told.push(event) };
    const pub = clientReceiving(wire.withUnknownFields(wire.channel), { onInvalid: "report", hooks });
    await pub.channels.retrieve(ids.channel);
    expect(told).toEqual([]);
  });

  it("does not change the call's outcome where the hook throws or rejects", async () => {
    for (const invalid of [
      () => {
        throw new Error("broken hook");
      },
      async () => {
        throw new Error("broken hook");
      },
    ]) {
      const pub = clientReceiving(drifted, { onInvalid: "report", hooks: { invalid } });
      expect(await pub.channels.retrieve(ids.channel)).toStrictEqual(received);
    }
  });

  it("still refuses what is no JSON", async () => {
    const calls: ((pub: PubClient) => Promise<unknown>)[] = [
      (pub) => pub.channels.retrieve(ids.channel),
      (pub) => pub.channels.list().firstPage(),
      (pub) => pub.messages.create(ids.channel, "Hello"),
    ];
    for (const text of [`<html>${marker}`, "", `{"id": "${marker}`]) {
      for (const call of calls) {
        await refusalOf(call(cannedClient(() => ({ text }), { onInvalid: "report" }).pub));
      }
    }
  });

  it.each([null, [], "text", 5, {}, { results: null, next: null }, { results: [], next: 5 }])(
    "refuses %j where a page is needed: there is nothing to go on with",
    async (page) => {
      await refusalOf(clientReceiving(page, { onInvalid: "report" }).channels.list().toArray({ limit: 5 }));
    },
  );
});

it("says whose write is unknown", async () => {
  const error = await refusalOf(
    clientReceiving({ marker }).messages.create(ids.channel, { id: ids.newMessage, body: {} }),
  );
  expect(error).toMatchObject({ outcome: "unknown", messageId: ids.newMessage });
});

it("says in one line what is wrong, however much that is", async () => {
  const results = Array.from({ length: 500 }, () => ({ marker }));
  const error = await refusalOf(clientReceiving({ next: null, results }).channels.list().firstPage());
  expect(error.message).not.toContain("\n");
  expect(error.issues.length).toBeGreaterThan(1000);
});
