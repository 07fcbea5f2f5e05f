import { expect, it, onTestFinished } from "vitest";
import { createSandbox } from "../../../src/testing/index.js";
import { bundledProgram, servePage } from "../support/page-server.js";
import { servedPage } from "../support/served-page.js";
import type { Given, Told } from "./page.js";
import { policy } from "./policy.js";

const served = servedPage(async () =>
  servePage(await bundledProgram(new URL("page.ts", import.meta.url)), () => policy),
);

/** A page that watches a channel of a sandbox elsewhere, once it is told of what happens there. */
async function watching(verifyMs = 60_000) {
  const sandbox = createSandbox();
  const listening = await sandbox.listen();
  onTestFinished(listening.close);
  const { organizationId, users, sockets } = sandbox;
  const { id: channelId } = sandbox.addChannel({ name: "Releases" });
  const page = await served.tab();
  const lines: string[] = [];
  page.on("console", (line) => lines.push(line.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  const given: Given = {
    options: { organizationId, token: users[0].token, baseUrl: listening.url },
    url: listening.socketUrl,
    channelId,
    verifyMs,
  };
  await page.addInitScript((all) => Object.assign(globalThis, all), given);
  await page.goto(served.origin());
  const write = (text: string) => void sandbox.addMessage(channelId, text);
  /** Waits until the page has been told of this, and answers all that it was told of until then. */
  const toldUntil = async (last: string) => {
    await page.waitForFunction((wanted) => (globalThis as unknown as Told).told.includes(wanted), last);
    return page.evaluate(() => (globalThis as unknown as Told).told.splice(0));
  };
  await toldUntil("open");
  write("First");
  await toldUntil("First");
  return { context: page.context(), sockets, write, toldUntil, lines };
}

it("what is written while the network is off arrives in order, and then that nothing is missing", async () => {
  const { context, write, toldUntil, lines } = await watching();
  await context.setOffline(true);
  expect(await toldUntil("reconnecting")).toEqual(["reconnecting"]);
  for (let count = 1; count <= 30; count++) write(`Missed ${count}`);
  await context.setOffline(false);
  const missed = Array.from({ length: 30 }, (_, index) => `Missed ${index + 1}`);
  const told = await toldUntil("resynced");
  expect(told.filter((word) => word !== "open")).toEqual([...missed, "resynced"]);
  write("Again");
  expect(await toldUntil("Again")).toEqual(["Again"]);
  expect(lines).toEqual([]);
}, 30_000);

it("a service that starts anew is found again", async () => {
  const { sockets, write, toldUntil, lines } = await watching();
  const reopen = sockets.restart();
  expect(await toldUntil("reconnecting")).toEqual(["reconnecting"]);
  write("Meanwhile");
  reopen();
  expect((await toldUntil("resynced")).filter((word) => word !== "open")).toEqual(["Meanwhile", "resynced"]);
  expect(lines).toEqual([]);
}, 30_000);

it("a connection that stalls is found out, and replaced", async () => {
  const { sockets, write, toldUntil, lines } = await watching(1_000);
  sockets.stall();
  write("Unheard");
  const told = await toldUntil("resynced");
  expect(told).toContain("stale");
  expect(told.filter((word) => word === "Unheard")).toEqual(["Unheard"]);
  write("Heard");
  expect(await toldUntil("Heard")).toEqual(["Heard"]);
  expect(lines).toEqual([]);
}, 30_000);

it("where connections are refused it reads instead, and says nothing itself", async () => {
  const { sockets, write, toldUntil, lines } = await watching();
  const reopen = sockets.restart();
  await toldUntil("reconnecting");
  await expect.poll(() => lines.length, { timeout: 20_000 }).toBeGreaterThan(0);
  write("Meanwhile");
  await toldUntil("Meanwhile");
  reopen();
  await toldUntil("resynced");
  // The browser's own words: it shows the URL, which holds the token, as the protocol asks for it.
  for (const line of lines) expect(line).toMatch(/^WebSocket connection to 'ws:[^']*' failed: /);
}, 40_000);
