import { describe, expect, it } from "vitest";
import { oneChannel, openChat, textBody, useChats } from "./support/chat.js";
import { always, expectSentOnce, log, openRoom, posts, write } from "./support/room.js";

useChats();

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
    await expectSentOnce({ page, sandbox }, "Good morning");
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
