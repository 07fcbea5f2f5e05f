import { afterAll, beforeAll, expect, test } from "vitest";
import { PubClient } from "../../src/client.js";
import type { Message } from "../../src/schemas/message.js";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { served, servedWithNext } from "../support/fault-sandbox.js";
import { FaultServer, json } from "../support/fault-server.js";
import { rowsOf } from "./table-rows.js";

/** A list of four pages with one item each, whose second page names another next page. */
const links = `
| next of the second page      | items | requests | ends with |
| ---------------------------- | ----- | -------- | --------- |
| as it should be              | 4     | 4        | success   |
| on another host              | 4     | 4        | success   |
| with another scheme          | 4     | 4        | success   |
| on another port              | 4     | 4        | success   |
| without a host               | 4     | 4        | success   |
| with credentials             | 4     | 4        | success   |
| the second page              | 2     | 2        | Response  |
| the first page               | 2     | 2        | Response  |
| the first page, another host | 2     | 2        | Response  |
| outside the API              | 2     | 2        | Response  |
| out of the API by dots       | 2     | 2        | Response  |
| another scheme than http     | 2     | 2        | Response  |
| empty                        | 2     | 2        | Response  |
`;

let server: FaultServer;
let elsewhere: FaultServer;

beforeAll(async () => {
  server = await FaultServer.start();
  elsewhere = await FaultServer.start([json({})]);
});

afterAll(async () => {
  await Promise.all([server.close(), elsewhere.close()]);
});

/** The link of a name, made of the service's own. */
function linkOf(name: string, next: URL): string {
  const [first = "", second = ""] = server.requests.map(({ url }) => url);
  const path = next.pathname + next.search;
  const { port } = new URL(elsewhere.url);
  const made: Readonly<Record<string, string>> = {
    "on another host": elsewhere.url + path,
    "with another scheme": `https://127.0.0.1:${port}${path}`,
    "on another port": `${server.url.replace(/\d+$/, port)}${path}`,
    "without a host": path,
    "with credentials": `http://user:password@127.0.0.1:${port}${path}`,
    "the second page": server.url + second,
    "the first page": server.url + first,
    "the first page, another host": elsewhere.url + first,
    "outside the API": `${server.url}/api/other/v1${next.search}`,
    "out of the API by dots": `${server.url}/api/pub/%2e%2e/other/v1`,
    "another scheme than http": `ftp://127.0.0.1${path}`,
    empty: "",
  };
  return made[name] ?? next.href;
}

function clientOf(sandbox: Sandbox): PubClient {
  const { organizationId, users } = sandbox;
  return new PubClient({ organizationId, token: users[0].token, baseUrl: server.url });
}

test.each(rowsOf(links))("next of the second page: $0", async (name, items, requests, endsWith) => {
  const sandbox = createSandbox({ users: 1, pageSize: 1 });
  const channel = sandbox.addChannel();
  const sent = ["a", "b", "c", "d"].map((text) => sandbox.addMessage(channel.id, text).id);
  elsewhere.play([json({})]);

  for (const prefetch of [true, false]) {
    server.play((_, index) =>
      index === 1 ? servedWithNext(sandbox, (next) => next && linkOf(name, new URL(next))) : served(sandbox),
    );
    const came: Message[] = [];
    let error: unknown;
    try {
      for await (const item of clientOf(sandbox).messages.list(channel.id, {}, { prefetch })) came.push(item);
    } catch (thrown) {
      error = thrown;
    }
    expect(came.map(({ id }) => id)).toEqual(sent.slice(0, Number(items)));
    expect(server.requests).toHaveLength(Number(requests));
    if (endsWith === "success") expect(error).toBeUndefined();
    else expect(error).toMatchObject({ name: `Pub${endsWith}Error`, outcome: "no_effect" });
  }
  expect(elsewhere.requests).toHaveLength(0);
});
