import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, expect, test, vi } from "vitest";
import { PubClient, PubInputError } from "../../src/index.js";
import { createSandbox } from "../../src/testing/index.js";

let server: ReturnType<typeof setupServer> | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
  vi.doUnmock("msw");
});

test("an application is answered where it asks, without knowing of the sandbox", async () => {
  const sandbox = createSandbox({ pageSize: 2 });
  sandbox.seed({ channels: 3, messages: 0 });
  server = setupServer(
    ...(await sandbox.handlers()),
    http.get("https://api.giosg.com/other", () => HttpResponse.text("other")),
  );
  server.listen({ onUnhandledFrame: "error" });

  const pub = new PubClient({ organizationId: sandbox.organizationId, token: sandbox.users[0].token });
  const channels = await pub.channels.list().toArray({ limit: 10 });
  expect(channels).toHaveLength(3);
  expect(sandbox.requests).toHaveLength(2);
  const sent = await pub.messages.create(channels[0]?.id ?? "", "Good morning");
  expect(sandbox.data.messages).toEqual([sent]);
  await pub.messages.delete(sent.channel_id, sent.id);

  expect(await (await fetch("https://api.giosg.com/other")).text()).toBe("other");
  const elsewhere = await fetch("https://pub.example.com/api/pub/v1/nothing?a=/api/pub/");
  expect(elsewhere.status).toBe(404);
  await expect(fetch("https://example.com/?from=https://api.giosg.com/api/pub/v1")).rejects.toThrow();
});

test("msw's http can be handed over, and the handlers are there at once", async () => {
  const sandbox = createSandbox();
  server = setupServer(...sandbox.handlers(http));
  server.listen({ onUnhandledFrame: "error" });
  const pub = new PubClient({ organizationId: sandbox.organizationId, token: sandbox.users[0].token });
  expect(await pub.channels.list().toArray({ limit: 1 })).toEqual([]);
});

test("what is no http of msw is refused", () => {
  const handlers = createSandbox().handlers as (http: unknown) => unknown;
  for (const wrong of [null, {}, "http", { all: true }]) expect(() => handlers(wrong)).toThrow(PubInputError);
});

test("where msw is missing, that is said", async () => {
  vi.doMock("msw", () => {
    throw new Error("Cannot find package 'msw'");
  });
  const handlers = createSandbox().handlers();
  await expect(handlers).rejects.toThrow(PubInputError);
  await expect(handlers).rejects.toThrow(/needs msw 3.*npm install --save-dev msw/);
});
