import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubError } from "../../src/errors/pub-error.js";
import { organizationId } from "../support/fault-data.js";
import { rejection } from "../support/fault-fetch.js";
import { recorder } from "../support/fault-hooks.js";
import { type Fault, FaultServer } from "../support/fault-server.js";
import { expectNoLeak } from "./forms.js";
import { header, mention, query, secrets, sendAll, text, tokens, url } from "./planted.js";

let server: FaultServer;

beforeAll(async () => {
  server = await FaultServer.start();
});

afterEach(() => {
  server.play([]);
});

afterAll(() => server.close());

const carried = [tokens.first, text, mention, url, header, query];

/** Writes a whole answer by hand, as no server library would let it pass. */
function raw(of: (echo: string, encoded: string) => string): Fault {
  return ({ request, socket }) => {
    const all = carried.join(" | ");
    expect(request.headers.authorization).toBe(`Token ${tokens.first}`);
    socket.end(of(all, encodeURIComponent(all)));
  };
}

const faults: readonly (readonly [string, Fault])[] = [
  ["a status line", raw((all) => `HTTP/1.1 400 ${all}\r\ncontent-length: 0\r\n\r\n`)],
  ["a status line that is none", raw((all) => `HTTP/9.9 ${all}\r\n\r\n`)],
  ["a header that is none", raw((all) => `HTTP/1.1 200 OK\r\n${all}\r\n\r\n${all}`)],
  [
    "headers",
    raw((all, encoded) => `HTTP/1.1 403 No\r\nx-a: ${all}\r\n${encoded}: 1\r\ncontent-length: 0\r\n\r\n`),
  ],
  ["a length that is none", raw((all) => `HTTP/1.1 200 OK\r\ncontent-length: ${all}\r\n\r\n${all}`)],
  ["chunks that are none", raw((all) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${all}\r\n`)],
  ["a compression that is none", raw((all) => `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n${all}`)],
  [
    "a redirect",
    raw((_, encoded) => `HTTP/1.1 307 No\r\nlocation: /${encoded}\r\ncontent-length: 0\r\n\r\n`),
  ],
  [
    "a page of HTML",
    raw((all) => `HTTP/1.1 502 ${all}\r\ncontent-type: text/html\r\n\r\n<html>${all}</html>`),
  ],
  ["a cut answer", raw((all) => `HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"a":"${all}`)],
  ["no HTTP at all", raw((all) => all)],
];

test.each(faults)("what the runtime makes of %s shows nothing of what was sent", async (_, fault) => {
  server.play([fault]);
  const { hooks, told } = recorder();
  const { first: token } = tokens;
  const pub = new PubClient({ organizationId, token, baseUrl: server.url, hooks, maxRetries: 0 });
  const error = await rejection(sendAll(pub), PubError);
  expect(server.requests).toHaveLength(1);
  expectNoLeak(error, secrets);
  expectNoLeak(told, secrets);
});
