import type { Page } from "playwright";
import { expect, it, onTestFinished } from "vitest";
import { createSandbox, type FaultRule } from "../../../src/testing/index.js";
import { servedPage } from "../support/served-page.js";
import type { Seen } from "./calls.js";
import { failing } from "./failing.js";
import { servePage } from "./page-server.js";

const served = servedPage(servePage);

/** Opens the page, which goes one way, and reads what it has seen. */
async function visit(way: string, prepare: (page: Page) => Promise<unknown> = async () => {}) {
  const page = await served.tab();
  await prepare(page);
  await page.goto(`${served.origin()}/#${way}`);
  const text = await page.locator("output:not(:empty)").textContent();
  return JSON.parse(text ?? "") as Seen;
}

/** The same, whichever way the requests went. */
const expected: Seen = {
  answers: ["POST 201", "PUT 200", "PATCH 200", "POST 201", "DELETE 204"].map((seen) => `${seen} sandbox-#`),
  description: "What is out, and when",
  texts: ["[deleted]", "Good morning"],
  retryAfterMs: 7000,
  failures: {
    drop: "connection",
    "cut-body": "connection",
    "malformed-json": "invalid_response",
    html: "invalid_response",
    "page-cycle": "invalid_response",
  },
};

it("the sandbox's fetch answers a client in a page", async () => {
  expect(await visit("page")).toEqual(expected);
});

it("the sandbox's handlers answer a client that knows nothing of them, from msw's service worker", async () => {
  expect(await visit("worker")).toEqual(expected);
});

it("a sandbox that listens answers a page of another origin, which can read all of it", async () => {
  const sandbox = createSandbox();
  const listening = await sandbox.listen();
  onTestFinished(listening.close);
  const { organizationId, users } = sandbox;
  const { fail, repair } = failing(sandbox);
  const options = { organizationId, token: users[0].token, baseUrl: listening.url };
  const seen = await visit("elsewhere", async (page) => {
    await page.addInitScript((options) => Object.assign(globalThis, { options }), options);
    await page.exposeFunction("fail", (rule: FaultRule) => void fail(rule));
    await page.exposeFunction("repair", () => void repair());
  });
  expect(seen).toEqual(expected);
  expect(sandbox.requests[0]?.headers).toMatchObject({ origin: served.origin() });
});
