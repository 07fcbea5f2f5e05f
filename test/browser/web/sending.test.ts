import type { Fault } from "@giosg/pub-sdk/testing";
import { describe, expect, it } from "vitest";
import { focusedLabel, press, useChats } from "./support/chat.js";
import { always, expectSentOnce, log, openRoom, posts, sendAgain, write } from "./support/room.js";

useChats();

describe("a message gets through by itself", () => {
  it("after whatever goes wrong once", async () => {
    const opened = await openRoom();
    const faults: Record<string, Fault> = {
      "a slow answer": { latencyMs: 200 },
      "a token that is refused once": { status: 401 },
      "a pause that the service asks for": { status: 429, retryAfter: 1 },
      "a server that fails once": { status: 503 },
      "a lost connection": "drop",
      "a lost answer": "commit-then-drop",
      "an answer that is cut off": "cut-body",
    };
    for (const [text, fault] of Object.entries(faults)) {
      opened.sandbox.fail({ ...posts, with: fault });
      await write(opened.page, text);
      await expectSentOnce(opened, text);
    }
    expect(await log(opened.page).getByRole("listitem").count()).toBe(3 + Object.keys(faults).length);
  });

  it("after its token has expired: the page asks its own backend for another", async () => {
    const opened = await openRoom();
    const { sandbox, page } = opened;
    sandbox.expireToken(sandbox.users[0].token);
    await write(page, "Good morning");
    await expectSentOnce(opened, "Good morning");
    const answers = sandbox.requests.filter(({ method }) => method === "POST").map(({ status }) => status);
    expect(answers).toEqual([401, 201]);
  });
});

describe("a message that does not get through stays, says what is known, and is sent again as the same", () => {
  const faults: Record<string, [fault: Fault, words: RegExp]> = {
    "a refusal": [{ status: 403 }, /not allowed.*was not sent/],
    "a channel that is gone": [{ status: 404 }, /no longer exists.*was not sent/],
    "a payload that is refused": [{ status: 400 }, /did not accept.*was not sent/],
    "a pause that is too long": [{ status: 429, retryAfter: 600 }, /Try again in 600 s.*was not sent/],
    "a server that fails": [{ status: 500 }, /has a problem.*may have been sent/],
    "lost connections": ["drop", /cannot be reached.*may have been sent/],
    "lost answers": ["commit-then-drop", /cannot be reached.*may have been sent/],
    "broken JSON": ["malformed-json", /cannot be read.*may have been sent/],
    "a proxy's page": ["html", /cannot be read.*may have been sent/],
    silence: ["stall", /takes too long.*may have been sent/],
    "half an answer": ["stall-body", /takes too long.*may have been sent/],
  };

  it("after whatever goes wrong for good", async () => {
    const opened = await openRoom({ timeoutMs: 2_000, maxRetries: 0 });
    const { page, sandbox } = opened;
    for (const [text, [fault, words]] of Object.entries(faults)) {
      const restore = sandbox.fail({ ...posts, times: always, with: fault });
      await write(page, text);
      const row = log(page).getByRole("listitem").filter({ hasText: text });
      await row.getByRole("alert").filter({ hasText: words }).waitFor();
      restore();
      // By keyboard: from the field back to the message.
      await page.getByRole("textbox").focus();
      const isThere = () => sendAgain(page).evaluate((button) => button === document.activeElement);
      for (let steps = 0; steps < 5 && !(await isThere()); steps++) await press(page, "Shift+Tab");
      expect(await isThere()).toBe(true);
      await press(page, "Enter");
      await expectSentOnce(opened, text);
      await expect.poll(() => focusedLabel(page)).toBe("Messages in Releases");
    }
    expect(await log(page).getByRole("listitem").count()).toBe(3 + Object.keys(faults).length);
  });

  it("and what was uncertain once stays so", async () => {
    const opened = await openRoom({ maxRetries: 0 });
    const { page, sandbox } = opened;
    const restore = sandbox.fail({ ...posts, times: always, with: "commit-then-drop" });
    await write(page, "Good morning");
    await page
      .getByRole("alert")
      .filter({ hasText: /cannot be reached.*may have been sent/ })
      .waitFor();
    restore();
    sandbox.fail({ ...posts, with: { status: 403 } });
    await sendAgain(page).press("Enter");
    await page
      .getByRole("alert")
      .filter({ hasText: /not allowed.*may have been sent/ })
      .waitFor();
    await sendAgain(page).press("Enter");
    await expectSentOnce(opened, "Good morning");
  });

  it("or is discarded", async () => {
    const { page, sandbox } = await openRoom();
    sandbox.fail({ ...posts, with: { status: 403 } });
    await write(page, "Good morning");
    await page.getByRole("button", { name: "Discard" }).press("Enter");
    await expect.poll(() => log(page).getByText("Good morning").count()).toBe(0);
    await expect.poll(() => focusedLabel(page)).toBe("Messages in Releases");
    expect(sandbox.data.messages.length).toBe(3);
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
