import type { Sandbox } from "@giosg/pub-sdk/testing";
import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { focusedLabel, oneChannel, openChat, press, useChats } from "./support/chat.js";
import { always, log, tryAgain } from "./support/room.js";

useChats();

describe("what cannot be loaded says so, and is loaded at the next try", () => {
  // Each says something else than the one before it.
  const faults = [
    [{ status: 503 }, "has a problem"],
    ["drop", "cannot be reached"],
    ["html", "cannot be read"],
    [{ status: 403 }, "not allowed"],
    ["malformed-json", "cannot be read"],
    ["stall", "too long"],
    [{ status: 404 }, "no longer exists"],
    ["cut-body", "cannot be reached"],
    [{ status: 429, retryAfter: 600 }, "Try again in 600 s"],
  ] as const;
  const settings = { timeoutMs: 2_000, maxRetries: 0 };

  /** Lets one fault after the other happen, tries again after each, and lets it work then. */
  async function tryAll(
    sandbox: Sandbox,
    path: RegExp,
    start: () => Promise<Page>,
    what: string,
  ): Promise<Page> {
    let page: Page | undefined;
    for (const [fault, words] of faults) {
      const restore = sandbox.fail({ method: "GET", path, times: always, with: fault });
      if (page) await tryAgain(page).press("Enter");
      else page = await start();
      await page.getByRole("alert").filter({ hasText: what }).filter({ hasText: words }).waitFor();
      restore();
    }
    if (!page) throw new Error("There is no fault to try.");
    await tryAgain(page).press("Enter");
    return page;
  }

  it("the channels", async () => {
    const { sandbox } = oneChannel();
    const start = async () => (await openChat({ sandbox, settings })).page;
    const page = await tryAll(sandbox, /joined-channels/, start, "The channels cannot be shown.");
    await page.getByRole("link", { name: "Releases" }).waitFor();
    await expect.poll(() => focusedLabel(page)).toContain("Releases");
  });

  it("the newest messages", async () => {
    const { sandbox, channelId } = oneChannel();
    const start = async () => (await openChat({ sandbox, settings, hash: channelId })).page;
    const page = await tryAll(sandbox, /messages\?/, start, "The messages cannot be shown.");
    await log(page).getByText("Message 2").waitFor();
  });

  it("older messages, with none left out", async () => {
    const { sandbox, channelId } = oneChannel({ messages: 80 });
    const start = async () => {
      const { page } = await openChat({ sandbox, settings, hash: channelId });
      await log(page).getByText("Message 79").waitFor();
      await log(page).focus();
      await press(page, "Home");
      return page;
    };
    const page = await tryAll(sandbox, /messages\?.*cursor/, start, "Older messages cannot be shown.");
    await expect
      .poll(async () => {
        await press(page, "Home");
        return log(page).getByRole("listitem").count();
      })
      .toBe(80);
    const texts = await log(page).locator(".body").allTextContents();
    expect(texts).toEqual(Array.from({ length: 80 }, (_, index) => `Message ${index}`));
  });

  it("older messages, where their pages lead in a circle", async () => {
    const { sandbox, channelId } = oneChannel({ messages: 80 });
    const restore = sandbox.fail({ path: /messages\?/, times: always, with: "page-cycle" });
    const { page } = await openChat({ sandbox, settings, hash: channelId });
    await log(page).getByText("Message 79").waitFor();
    await log(page).focus();
    await press(page, "Home");
    await page.getByRole("alert").filter({ hasText: "Older messages cannot be shown." }).waitFor();
    expect(await log(page).getByRole("listitem").count()).toBe(25);
    restore();
    await tryAgain(page).press("Enter");
    await expect
      .poll(async () => {
        await press(page, "Home");
        return log(page).getByRole("listitem").count();
      })
      .toBe(80);
  });

  it("that the channel is read", async () => {
    const { sandbox, channelId } = oneChannel();
    sandbox.fail({ method: "PATCH", path: /members/, with: { status: 403 } });
    const { page } = await openChat({ sandbox, hash: channelId });
    await page.getByRole("alert").filter({ hasText: "cannot be marked as read" }).waitFor();
    await tryAgain(page).press("Enter");
    await expect.poll(() => tryAgain(page).count()).toBe(0);
    await expect.poll(() => focusedLabel(page)).toContain("Messages in");
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
