import {
  PubAuthenticationError,
  PubBadRequestError,
  type PubClient,
  PubConflictError,
  PubConnectionError,
  PubError,
  PubHttpError,
  PubInputError,
  PubNotFoundError,
  PubPermissionError,
  PubRateLimitError,
  PubResponseError,
  PubServerError,
} from "@giosg/pub-sdk";
import { check, equal, failure, ok } from "./suite.ts";
import { overHttp } from "./world.ts";

const classes = [
  [400, PubBadRequestError, "PubBadRequestError", "bad_request"],
  [401, PubAuthenticationError, "PubAuthenticationError", "unauthenticated"],
  [403, PubPermissionError, "PubPermissionError", "forbidden"],
  [404, PubNotFoundError, "PubNotFoundError", "not_found"],
  [409, PubConflictError, "PubConflictError", "conflict"],
  [422, PubBadRequestError, "PubBadRequestError", "bad_request"],
  [429, PubRateLimitError, "PubRateLimitError", "rate_limited"],
  [418, PubHttpError, "PubHttpError", "http"],
  [500, PubServerError, "PubServerError", "server"],
] as const;

check("errors: each status has its class, its code and its facts", async (at) => {
  const world = overHttp(at, "status");
  const pub = world.client({ maxRetries: 0 });
  for (const [status, type, name, code] of classes) {
    const error = await failure(pub.channels.list({}, { query: { status } }).firstPage(), type);
    ok(Object.is(error.constructor, type), `${status} is a ${name} and no subclass`);
    ok(error instanceof PubHttpError && PubError.is(error) && error instanceof Error, "classes inherit");
    // Also where a bundler has shortened the names of classes.
    equal([error.status, error.code, error.name], [status, code, name]);
    equal([error.method, error.requestId], ["GET", "request-1"]);
    equal(error.detail, "As was asked for.");
    equal(error.headers.get("content-type"), "application/json");
    ok(error.message.startsWith(`GET ${error.path} answered ${status}: `), error.message);
  }
});

check("errors: field errors are flat", async (at) => {
  const pub = overHttp(at, "fields").client();
  const error = await failure(pub.channels.create({ name: "Releases" }), PubBadRequestError);
  equal(error.fieldErrors, { name: ["Taken."], "members.0": ["Unknown."] });
  equal(error.outcome, "no_effect");
});

check("errors: a proxy's page is a server error", async (at) => {
  const pub = overHttp(at, "proxy-page").client({ maxRetries: 0 });
  const error = await failure(pub.channels.list().firstPage(), PubServerError);
  equal([error.status, typeof error.body, error.retryable], [502, "string", true]);
});

check("errors: a refused connection is a connection error", async (at) => {
  const world = overHttp(at);
  const pub = world.client({ baseUrl: at.closedOrigin, maxRetries: 0 });
  const error = await failure(pub.messages.create(world.channelId, "Hello"), PubConnectionError);
  equal([error.code, error.retryable, error.outcome], ["connection", true, "unknown"]);
  ok(error.cause instanceof Error, "the runtime's own words are the cause");
  at.facts.refused = codeIn(error);
});

const methods: Readonly<Record<string, (pub: PubClient, channelId: string) => Promise<unknown>>> = {
  GET: (pub, channelId) => pub.channels.retrieve(channelId),
  POST: (pub, channelId) => pub.messages.create(channelId, "Cut"),
  PUT: (pub, channelId) => pub.channels.replace(channelId, { name: "Cut" }),
  PATCH: (pub, channelId) => pub.channels.update(channelId, { name: "Cut" }),
  DELETE: (pub, channelId) => pub.channels.delete(channelId),
};

check("errors: a connection that is cut is a connection error, whatever the method", async (at) => {
  const repeated: string[] = [];
  for (const [method, call] of Object.entries(methods)) {
    const world = overHttp(at, "cut");
    const attempts: string[] = [];
    // A connection that was in use before is what runtimes send again on.
    await world.told();
    const hooks = { request: (event: { readonly method: string }) => attempts.push(event.method) };
    const pub = world.client({ maxRetries: 0, hooks });
    const error = await failure(call(pub, world.channelId), PubConnectionError);
    equal(error.outcome, method === "GET" ? "no_effect" : "unknown");
    equal(attempts, [method], "the attempts");
    at.facts.cut = codeIn(error);
    if ((await world.told()).requests.length > 1) repeated.push(method);
  }
  at.facts.repeated = repeated.join(" ");
});

check("errors: an answer that is cut off is a connection error", async (at) => {
  const pub = overHttp(at, "cut-body").client({ maxRetries: 0 });
  await failure(pub.channels.list().firstPage(), PubConnectionError);
});

check("errors: wrong input never reaches the service", async (at) => {
  const world = overHttp(at);
  const pub = world.client();
  const error = await failure(pub.channels.retrieve("../../secrets"), PubInputError);
  equal([error.code, error.outcome], ["invalid_input", "no_effect"]);
  await failure(pub.messages.create(world.channelId, ""), PubInputError);
  await failure(world.client({ token: undefined }).channels.list().firstPage(), PubInputError);
  equal((await world.told()).requests.length, 0, "the number of requests");
});

check("validation: a drifted field is named, and its value is not", async (at) => {
  const pub = overHttp(at, "drifted").client();
  const error = await failure(pub.channels.list().firstPage(), PubResponseError);
  equal(error.issues[0]?.path, ["results", 0, "name"]);
  equal([error.code, error.status], ["invalid_response", 200]);
  ok(!JSON.stringify(error).includes("271828"), "the value stays out of the error");
});

check("validation: where it is asked for, drift is reported and handed over", async (at) => {
  const told: unknown[] = [];
  const hooks = { invalid: (event: object) => told.push(event) };
  const pub = overHttp(at, "drifted").client({ onInvalid: "report", hooks });
  const { results } = await pub.channels.list().firstPage();
  equal([results[0]?.name, told.length], [271828, 1]);
});

check("validation: an answer without JSON is refused", async (at) => {
  const pub = overHttp(at, "empty").client();
  await failure(pub.channels.list().firstPage(), PubResponseError);
});

check("answers: a compressed one is read", async (at) => {
  const { results } = await overHttp(at, "compressed").client().channels.list().firstPage();
  equal(results[0]?.name, "Furnished");
});

function codeIn({ message }: Error): string {
  return /\(([A-Za-z_]+)\)$/.exec(message)?.[1] ?? "";
}
