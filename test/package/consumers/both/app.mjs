// One process in which half of the code imports the package and the other half requires it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as esmRoot from "@giosg/pub-sdk";
import * as linkify from "@giosg/pub-sdk/linkify";
import * as esmMessage from "@giosg/pub-sdk/message";
import * as esmRealtime from "@giosg/pub-sdk/realtime";
import * as schemas from "@giosg/pub-sdk/schemas";
import * as testing from "@giosg/pub-sdk/testing";

const require = createRequire(import.meta.url);
const cjsMessage = require("@giosg/pub-sdk/message");
const cjsRealtime = require("@giosg/pub-sdk/realtime");
const esm = { ...esmRoot, ...esmRealtime };
const cjs = { ...require("@giosg/pub-sdk"), ...cjsRealtime };
const sandbox = require("@giosg/pub-sdk/testing").createSandbox();

const options = {
  organizationId: sandbox.organizationId,
  token: sandbox.users[0].token,
  baseUrl: sandbox.url,
  maxRetries: 0,
};
const id = sandbox.organizationId;
const answers = (status, body = "{}") => ({ ...options, fetch: async () => new Response(body, { status }) });

/** What makes a client of either copy throw an error of each class. */
const failures = {
  PubInputError: ({ PubClient }) => new PubClient(answers(200)).channels.retrieve("x"),
  PubConnectionError: ({ PubClient }) =>
    new PubClient({
      ...options,
      fetch: async () => Promise.reject(new TypeError("fetch failed")),
    }).channels.retrieve(id),
  PubTimeoutError: ({ PubClient }) =>
    new PubClient({ ...options, timeoutMs: 1, fetch: () => new Promise(() => {}) }).channels.retrieve(id),
  PubResponseError: ({ PubClient }) => new PubClient(answers(200)).channels.retrieve(id),
  PubHttpError: ({ PubClient }) => new PubClient(answers(418)).channels.retrieve(id),
  PubBadRequestError: ({ PubClient }) =>
    new PubClient(answers(400, '{"name":["Too long."]}')).channels.create({ name: "Releases" }),
  PubAuthenticationError: ({ PubClient }) => new PubClient(answers(401)).channels.retrieve(id),
  PubPermissionError: ({ PubClient }) => new PubClient(answers(403)).channels.retrieve(id),
  PubNotFoundError: ({ PubClient }) => new PubClient(answers(404)).channels.retrieve(id),
  PubConflictError: ({ PubClient }) => new PubClient(answers(409)).channels.create({ name: "Releases" }),
  PubRateLimitError: ({ PubClient }) => new PubClient(answers(429)).channels.retrieve(id),
  PubRealtimeError: async ({ PubClient, PubRealtime }) => {
    const { socketUrl: url, WebSocket, fetch } = sandbox;
    const realtime = new PubRealtime(new PubClient({ ...options, fetch }), { url, WebSocket });
    const { ready } = realtime.channel(id).collection(); // there is no such channel
    await ready.finally(() => realtime.close());
  },
  PubServerError: ({ PubClient }) => new PubClient(answers(500)).channels.retrieve(id),
};
assert.notEqual(esm.PubError, cjs.PubError, "there are two copies");
const names = Object.keys(failures);
const exported = Object.keys(esm).filter((name) => name.endsWith("Error") && name !== "PubError");
assert.deepEqual([...names].sort(), exported.sort(), "every class of error is tried");

async function errorOf(name, copy) {
  const error = await failures[name](copy).then(
    () => assert.fail(`${name} was not thrown`),
    (reason) => reason,
  );
  assert.equal(error.name, name);
  assert.equal(error.constructor, copy[name]);
  return error;
}

const classes = ["PubError", "PubHttpError", ...names];
for (const name of names) {
  for (const [thrower, catcher] of [
    [esm, cjs],
    [cjs, esm],
  ]) {
    const error = await errorOf(name, thrower);
    for (const other of classes) {
      assert.equal(error instanceof catcher[other], error instanceof thrower[other], `${name} as ${other}`);
    }
    assert.ok(error instanceof catcher[name]);
    assert.ok(catcher.PubError.is(error));
    if (name === "PubBadRequestError") assert.deepEqual(error.fieldErrors, { name: ["Too long."] });
  }
}

// The entries of one copy throw the classes of that copy, and each copy knows the other's.
for (const [{ message }, catcher] of [
  [esmMessage, esm],
  [esmMessage, cjs],
  [cjsMessage, cjs],
  [cjsMessage, esm],
]) {
  assert.throws(() => message("").link("javascript:alert(1)"), catcher.PubInputError);
}
for (const { createSandbox } of [testing, require("@giosg/pub-sdk/testing")]) {
  assert.throws(() => createSandbox({ pageSize: 0 }), esm.PubInputError);
  assert.throws(() => createSandbox({ pageSize: 0 }), cjs.PubInputError);
}

// A client of one copy is watched through by the other's realtime.
for (const [{ PubClient }, { PubRealtime }] of [
  [esm, cjs],
  [cjs, esm],
]) {
  const { socketUrl: url, WebSocket, fetch } = sandbox;
  const realtime = new PubRealtime(new PubClient({ ...options, fetch }), { url, WebSocket });
  const live = realtime.channels().collection();
  await live.ready;
  realtime.close();
}

// What one copy made, the other takes: builders, chunks, messages.
for (const [copy, made] of [
  [esm, cjsMessage],
  [cjs, esmMessage],
]) {
  const pub = new copy.PubClient({ ...options, fetch: sandbox.fetch });
  const channel = await pub.channels.create({ name: "Releases" });
  const [chunk] = linkify.parseText("www.giosg.com");
  const sent = await pub.messages.create(channel.id, made.message("See ").chunk(chunk));
  assert.equal(made.toPlainText(sent), "See www.giosg.com");
  assert.ok(schemas.MessageSchema.safeParse(sent).success);
  assert.ok(require("@giosg/pub-sdk/schemas").MessageSchema.safeParse(sent).success);
  assert.deepEqual(require("@giosg/pub-sdk/linkify").parseText("www.giosg.com"), [chunk]);
}

console.log(`${names.length} classes of errors hold across the copies`);
