import { expect, it, onTestFinished } from "vitest";
import { createSandbox } from "../../../src/testing/index.js";
import { bundledProgram, servePage } from "../support/page-server.js";
import { servedPage } from "../support/served-page.js";
import { policy } from "./policy.js";

const served = servedPage(async () => {
  // React's development build: it mounts twice in strict mode, and says what it does not like.
  const example = new URL("../../../examples/react.tsx", import.meta.url);
  return servePage(await bundledProgram(example, "development"), () => policy);
});

async function open(chat?: object) {
  const page = await served.tab();
  const complaints: string[] = [];
  const sockets: string[] = [];
  page.on("console", (line) => /error|warning/.test(line.type()) && complaints.push(line.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await page.addInitScript((chat) => chat && Object.assign(globalThis, { chat }), chat);
  await page.goto(served.origin());
  const texts = () => page.locator("li").allTextContents();
  return { page, texts, complaints, sockets };
}

it("React shows a channel as it changes: one socket and one subscription, in strict mode as well", async () => {
  const sandbox = createSandbox();
  const listening = await sandbox.listen();
  onTestFinished(listening.close);
  const { organizationId, users } = sandbox;
  const { id: channelId } = sandbox.addChannel({ name: "Releases" });
  sandbox.addMessage(channelId, "First");
  const { page, texts, complaints, sockets } = await open({
    client: { organizationId, token: users[0].token, baseUrl: listening.url },
    realtime: { url: listening.socketUrl },
    channelId,
  });
  await expect.poll(texts).toEqual(["First"]);
  sandbox.addMessage(channelId, "Second");
  await expect.poll(texts).toEqual(["Second", "First"]);
  await page.getByLabel("Message").fill("Third");
  await page.getByText("Send").click();
  await expect.poll(texts).toEqual(["Third", "Second", "First"]);
  expect(await page.getByText("open").count()).toBe(1);
  expect(sockets).toHaveLength(1);
  expect(sandbox.sockets.subscriptions).toHaveLength(1);
  sandbox.sockets.drop();
  sandbox.addMessage(channelId, "Fourth");
  await expect.poll(texts, { timeout: 20_000 }).toEqual(["Fourth", "Third", "Second", "First"]);
  expect(complaints).toEqual([]);
}, 40_000);

it("React's example has a sandbox of its own, for a first look", async () => {
  const { page, texts, complaints } = await open();
  await expect.poll(texts).toEqual(["Good morning"]);
  await page.getByLabel("Message").fill("Good evening");
  await page.getByText("Send").click();
  await expect.poll(texts).toEqual(["Good evening", "Good morning"]);
  expect(complaints).toEqual([]);
});

it("what React's example sends again, because its answer was lost, is there once", async () => {
  const sandbox = createSandbox();
  const listening = await sandbox.listen();
  onTestFinished(listening.close);
  const { organizationId, users } = sandbox;
  const { id: channelId } = sandbox.addChannel({ name: "Releases" });
  const { page, texts } = await open({
    client: { organizationId, token: users[0].token, baseUrl: listening.url, maxRetries: 0 },
    realtime: { url: listening.socketUrl },
    channelId,
  });
  // The service keeps the message, and answers nothing that can be read.
  sandbox.fail({ method: "POST", path: /messages$/, with: "malformed-json" });
  await page.getByLabel("Message").fill("Once");
  await page.getByText("Send").click();
  await page.getByRole("alert").filter({ hasText: /./ }).waitFor();
  await page.getByText("Send").click();
  await expect.poll(() => page.getByLabel("Message").inputValue()).toBe("");
  await expect.poll(texts).toEqual(["Once"]);
  expect(sandbox.data.messages).toHaveLength(1);
});
