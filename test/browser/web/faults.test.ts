import type { Fault } from "@giosg/pub-sdk/testing";
import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { oneChannel, openChat, press, textBody, useChats } from "./support/chat.js";

useChats();

const always = Number.POSITIVE_INFINITY;
const posts = { method: "POST", path: /messages$/ };
const pages = { method: "GET", path: /messages\?/ };
const oldPages = { method: "GET", path: /messages\?.*cursor/ };

/** Only what never ends by itself is to end soon: a busy machine may be slow. */
const patience = (fault: Fault) =>
  typeof fault === "string" && fault.startsWith("stall") ? { timeoutMs: 1_000 } : {};

const log = (page: Page) => page.getByRole("log");
const tryAgain = (page: Page) => page.getByRole("button", { name: "Try again" });
const sendAgain = (page: Page) => page.getByRole("button", { name: "Send again" });

type Opened = Awaited<ReturnType<typeof openRoom>>;

/** A chat whose only channel is open, with what it held already on the screen. */
async function openRoom({
  messages = 3,
  ...settings
}: {
  messages?: number;
  timeoutMs?: number;
  maxRetries?: number;
} = {}) {
  const { sandbox, channelId } = oneChannel({ messages });
  const { page } = await openChat({ sandbox, hash: channelId, settings });
  await log(page)
    .getByText(`Message ${messages - 1}`)
    .waitFor();
  await expect
    .poll(() => sandbox.requests.some(({ method, status }) => method === "PATCH" && status === 200))
    .toBe(true);
  return { page, sandbox, channelId, before: messages };
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox").focus();
  await page.keyboard.type(text);
  await press(page, "Enter");
}

/** In the end there is one message, for the writer and for the service. */
async function expectSentOnce({ page, sandbox, before }: Opened, text: string): Promise<void> {
  const row = log(page).getByRole("listitem").filter({ hasText: text });
  await expect
    .poll(() => row.evaluateAll((rows) => rows.map((element) => element.dataset.state ?? "sent")))
    .toEqual(["sent"]);
  const sent = sandbox.data.messages.slice(before);
  expect(sent.map(({ body }) => body)).toEqual([textBody(text)]);
  expect(await row.getAttribute("data-id")).toBe(sent[0]?.id);
  expect(await sendAgain(page).count()).toBe(0);
  const ids = sandbox.requests.flatMap(({ method, body }) =>
    method === "POST" && typeof body === "object" && body !== null && "id" in body ? [body.id] : [],
  );
  expect(new Set(ids)).toEqual(new Set([sent[0]?.id]));
}

describe("a message gets through by itself", () => {
  it.each([
    ["a slow answer", { latencyMs: 400 }],
    ["a token that is refused once", { status: 401 }],
    ["a pause that the service asks for", { status: 429, retryAfter: 1 }],
    ["a server that fails once", { status: 503 }],
    ["a lost connection", "drop"],
    ["a lost answer", "commit-then-drop"],
    ["an answer that is cut off", "cut-body"],
  ] as const)("after %s", async (_, fault) => {
    const opened = await openRoom();
    opened.sandbox.fail({ ...posts, with: fault });
    await write(opened.page, "Good morning");
    await expectSentOnce(opened, "Good morning");
  });

  it("after its token has expired: the page asks its own backend for another", async () => {
    const opened = await openRoom();
    const { sandbox, page } = opened;
    sandbox.expireToken(sandbox.users[0].token);
    await write(page, "Good morning");
    await expectSentOnce(opened, "Good morning");
    expect(sandbox.requests.filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([
      401, 201,
    ]);
  });
});

describe("a message that does not get through stays, says what is known, and is sent again as the same", () => {
  const certain = /was not sent/;
  const unknown = /may have been sent/;
  it.each([
    ["a refusal", { status: 403 }, /not allowed.*was not sent/],
    ["a channel that is gone", { status: 404 }, /no longer exists.*was not sent/],
    ["a payload that is refused", { status: 400 }, certain],
    ["a pause that is too long", { status: 429, retryAfter: 600 }, /Try again in 600 s.*was not sent/],
    ["a server that fails", { status: 500 }, unknown],
    ["lost connections", "drop", /cannot be reached.*may have been sent/],
    ["lost answers", "commit-then-drop", unknown],
    ["silence", "stall", /takes too long.*may have been sent/],
    ["half an answer", "stall-body", unknown],
    ["broken JSON", "malformed-json", /cannot be read.*may have been sent/],
    ["a proxy's page", "html", /cannot be read.*may have been sent/],
  ] as const)("after %s", async (_, fault, words) => {
    const opened = await openRoom({ ...patience(fault), maxRetries: 0 });
    const { page, sandbox } = opened;
    const restore = sandbox.fail({ ...posts, times: always, with: fault });
    await write(page, "Good morning");
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    restore();
    await page.getByRole("textbox").focus();
    // By keyboard: from the field back to the message.
    await press(page, "Shift+Tab", "Shift+Tab");
    while (!(await sendAgain(page).evaluate((button) => button === document.activeElement)))
      await press(page, "Shift+Tab");
    await press(page, "Enter");
    await expectSentOnce(opened, "Good morning");
  });

  it("or is discarded", async () => {
    const { page, sandbox, before } = await openRoom();
    sandbox.fail({ ...posts, with: { status: 403 } });
    await write(page, "Good morning");
    await page.getByRole("button", { name: "Discard" }).press("Enter");
    await expect.poll(() => log(page).getByText("Good morning").count()).toBe(0);
    expect(sandbox.data.messages.length).toBe(before);
  });

  it("also where another channel was opened meanwhile", async () => {
    const opened = await openRoom();
    const { page, sandbox } = opened;
    sandbox.fail({ ...posts, with: { status: 403 } });
    await write(page, "Good morning");
    await sendAgain(page).waitFor();
    await page.evaluate(() => history.replaceState(null, "", "#"));
    await page.evaluate(() => dispatchEvent(new HashChangeEvent("hashchange")));
    await page.getByText("Choose a channel.").waitFor();
    await page.getByRole("link", { name: "Releases" }).press("Enter");
    await sendAgain(page).press("Enter");
    await expectSentOnce(opened, "Good morning");
  });
});

describe("what cannot be loaded says so, and is loaded at the next try", () => {
  const faults = [
    ["a server that fails", { status: 503 }],
    ["a refusal", { status: 403 }],
    ["lost connections", "drop"],
    ["silence", "stall"],
    ["broken JSON", "malformed-json"],
    ["half an answer", "stall-body"],
    ["a proxy's page", "html"],
  ] as const;
  const settingsOf = (fault: Fault) => ({ ...patience(fault), maxRetries: 0 });

  it.each(faults)("the channels, after %s", async (_, fault) => {
    const { sandbox } = oneChannel();
    const restore = sandbox.fail({ path: /joined-channels/, times: always, with: fault });
    const { page } = await openChat({ sandbox, settings: settingsOf(fault) });
    await page.getByRole("alert").filter({ hasText: "The channels cannot be shown." }).waitFor();
    restore();
    await tryAgain(page).press("Enter");
    await page.getByRole("link", { name: "Releases" }).waitFor();
  });

  it.each(faults)("the messages, after %s", async (_, fault) => {
    const { sandbox, channelId } = oneChannel();
    const restore = sandbox.fail({ ...pages, times: always, with: fault });
    const { page } = await openChat({ sandbox, hash: channelId, settings: settingsOf(fault) });
    await page.getByRole("alert").filter({ hasText: "The messages cannot be shown." }).waitFor();
    restore();
    await tryAgain(page).press("Enter");
    await log(page).getByText("Message 2").waitFor();
  });

  it.each([...faults, ["a list that leads in a circle", "page-cycle"]] as const)(
    "older messages, after %s",
    async (_, fault) => {
      const { sandbox, channelId } = oneChannel({ messages: 80 });
      const restore = sandbox.fail({ ...oldPages, times: always, with: fault });
      const { page } = await openChat({ sandbox, hash: channelId, settings: settingsOf(fault) });
      await log(page).getByText("Message 79").waitFor();
      await log(page).focus();
      await press(page, "Home");
      await page.getByRole("alert").filter({ hasText: "Older messages cannot be shown." }).waitFor();
      restore();
      await tryAgain(page).press("Enter");
      await expect
        .poll(async () => {
          await press(page, "Home");
          return log(page).getByRole("listitem").count();
        })
        .toBe(80);
      const texts = await log(page).locator(".body").allTextContents();
      expect(texts).toEqual(Array.from({ length: 80 }, (_, index) => `Message ${index}`));
    },
  );

  it("that the channel is read", async () => {
    const { sandbox, channelId } = oneChannel();
    sandbox.fail({ method: "PATCH", path: /members/, with: { status: 403 } });
    const { page } = await openChat({ sandbox, hash: channelId });
    await page.getByRole("alert").filter({ hasText: "cannot be marked as read" }).waitFor();
    await tryAgain(page).press("Enter");
    await expect.poll(() => tryAgain(page).count()).toBe(0);
    expect(sandbox.requests.filter(({ method }) => method === "PATCH").map(({ status }) => status)).toEqual([
      403, 200,
    ]);
  });

  it("who can be mentioned", async () => {
    const { sandbox, channelId } = oneChannel();
    sandbox.fail({ path: /members\b/, method: "GET", with: { status: 404 } });
    const { page } = await openChat({ sandbox, hash: channelId });
    await page.getByRole("alert").filter({ hasText: "Nobody can be mentioned" }).waitFor();
    await tryAgain(page).press("Enter");
    await expect
      .poll(() =>
        sandbox.requests.filter(({ path }) => path.endsWith("/members")).map(({ status }) => status),
      )
      .toEqual([404, 200]);
    await page.getByRole("textbox").focus();
    await page.keyboard.type("@");
    await page.getByRole("option").first().waitFor();
  });

  it("the page's own settings", async () => {
    const { sandbox } = oneChannel();
    const { page } = await openChat({ sandbox, settings: { organizationId: undefined } as never });
    await page.getByRole("alert").filter({ hasText: "settings" }).waitFor();
    await page.route("**/config.json", async (route) => {
      const answer: object = await (await route.fetch()).json();
      await route.fulfill({ json: { ...answer, organizationId: sandbox.organizationId } });
    });
    await tryAgain(page).press("Enter");
    await page.getByRole("link", { name: "Releases" }).waitFor();
  });
});

describe("while it looks for what is new", () => {
  it("says that it cannot, goes on, and is silent when it can again", async () => {
    const { sandbox, channelId } = oneChannel();
    const { page } = await openChat({ sandbox, hash: channelId, settings: { pollMs: 50, maxRetries: 0 } });
    await log(page).getByText("Message 2").waitFor();
    const restore = sandbox.fail({ times: always, with: "drop" });
    await page.getByText("The service cannot be reached.").waitFor();
    sandbox.addMessage(channelId, { body: textBody("Good morning") });
    restore();
    await log(page).getByText("Good morning").waitFor();
    await expect.poll(() => page.getByText("The service cannot be reached.").isVisible()).toBe(false);
  });

  it("finds a message whose sending had no good end, and takes it for sent", async () => {
    const { sandbox, channelId } = oneChannel();
    const { page } = await openChat({ sandbox, hash: channelId, settings: { pollMs: 50, maxRetries: 0 } });
    await log(page).getByText("Message 2").waitFor();
    sandbox.fail({ ...posts, with: "commit-then-drop" });
    await write(page, "Good morning");
    await expectSentOnce({ page, sandbox, channelId, before: 3 }, "Good morning");
  });

  it("says that the browser is offline, as long as it is", async () => {
    const { page } = await openRoom();
    await page.context().setOffline(true);
    await page.getByText("You are offline.").waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("You are offline.").isVisible()).toBe(false);
  });

  it("leaves no more messages than there are, and none out, where it has missed several pages", async () => {
    const { sandbox, channelId } = oneChannel();
    const { page } = await openChat({ sandbox, hash: channelId, settings: { pollMs: 50 } });
    await log(page).getByText("Message 2").waitFor();
    for (let index = 3; index < 70; index++)
      sandbox.addMessage(channelId, { body: textBody(`Message ${index}`) });
    await expect
      .poll(() => log(page).locator(".body").allTextContents())
      .toEqual(Array.from({ length: 70 }, (_, index) => `Message ${index}`));
  });
});

it.each(["unknown-chunk", "unknown-message-type"] as const)(
  "shows messages of kinds that came later: %s",
  async (fault) => {
    const { sandbox, channelId } = oneChannel();
    sandbox.fail({ path: /messages|joined/, times: always, with: fault });
    const { page } = await openChat({ sandbox, hash: channelId });
    await log(page).getByText("Message 2").waitFor();
    expect(await log(page).getByRole("listitem").count()).toBe(3);
    expect(await log(page).getByText("from a later version").count()).toBe(fault === "unknown-chunk" ? 3 : 0);
    await write(page, "Good morning");
    await expect.poll(() => log(page).getByText("Good morning").count()).toBe(1);
  },
);
