import { hrefOf } from "@giosg/pub-sdk/message";
import { createSandbox, type Sandbox } from "@giosg/pub-sdk/testing";
import type { Page, Route } from "playwright";
import { describe, expect, it } from "vitest";
import { focusedLabel, oneChannel, openChat, press, textBody, useChats } from "./support/chat.js";

useChats();

const field = (page: Page) => page.getByRole("textbox", { name: /^Message to/ });

/** Two channels, one of them long, with a message for the user in each. */
function busySandbox(): Sandbox {
  const sandbox = createSandbox({
    now: () => new Date(),
    users: [{}, { full_name: "Maija Laine" }, { full_name: "Onni" }],
  });
  const [me, ...others] = sandbox.users;
  const members = others.map(({ id }) => id);
  for (const [name, count] of [
    ["Releases", 120],
    ["Support", 2],
  ] as const) {
    const { id } = sandbox.addChannel({ name, members, creator: me.id });
    for (let index = 0; index < count; index++) {
      const created_at = new Date(Date.now() - (count - index) * 3_600_000);
      sandbox.addMessage(id, {
        sender_id: members[index % 2] ?? me.id,
        body: textBody(`${name} ${index}`),
        created_at,
      });
    }
    sandbox.addMessage(id, { sender_id: members[0] ?? me.id, body: textBody(`News of ${name}`) });
  }
  return sandbox;
}

describe("by keyboard alone", () => {
  it("a channel is chosen, read and marked as read", async () => {
    const { page, sandbox } = await openChat({ sandbox: busySandbox() });
    await page.getByRole("link", { name: /Support 1 unread/ }).waitFor();
    await press(page, "Tab");
    await expect.poll(() => focusedLabel(page)).toContain("Support");
    await press(page, "ArrowDown");
    await expect.poll(() => focusedLabel(page)).toContain("Releases");
    await press(page, "Enter");
    await page.getByText("News of Releases").last().waitFor();
    await expect.poll(() => focusedLabel(page)).toBe("Message to Releases");
    await page.getByRole("link", { name: "Releases", exact: true }).waitFor();
    await page.getByRole("link", { name: /Support 1 unread/ }).waitFor();
    const [me] = sandbox.users;
    expect(sandbox.data.members.filter(({ member_id }) => member_id === me.id)).toMatchObject([
      { unread_message_count: 0 },
      { unread_message_count: 1 },
    ]);
    expect(await page.getByRole("link", { name: "Releases" }).getAttribute("aria-current")).toBe("page");
  });

  it("older messages come in above without moving what is read", async () => {
    const { page } = await openChat({ sandbox: busySandbox() });
    await page.getByRole("link", { name: /Releases/ }).press("Enter");
    const log = page.getByRole("log");
    await log.getByText("News of Releases").waitFor();
    expect(
      await log.evaluate(
        ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
      ),
    ).toBeLessThan(2);
    await log.focus();
    // Each page is kept back until it has been measured where things are.
    const held: Route[] = [];
    await page.route(/cursor=/, (route) => void held.push(route));
    while (!(await log.getByText("This is the beginning.").isVisible())) {
      await press(page, "Home");
      await expect.poll(() => held.length).toBe(1);
      await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
      const first = await placeOfFirst(log);
      await held.pop()?.continue();
      await expect.poll(() => log.getByRole("listitem").count()).toBeGreaterThan(first.count);
      expect(Math.abs((await placeOf(log, first.id)) - first.bottom), "moved").toBeLessThan(1);
    }
    expect(await log.getByRole("listitem").count()).toBe(121);
    const texts = await log.locator(".body").allTextContents();
    expect(texts).toEqual([
      ...Array.from({ length: 120 }, (_, index) => `Releases ${index}`),
      "News of Releases",
    ]);
  });

  it("a message with a link, a mention, an image and a file is written, shown at once, and sent once", async () => {
    const { page, sandbox } = await openChat({ sandbox: busySandbox() });
    await page.getByRole("link", { name: /Releases/ }).press("Enter");
    await page.getByText("News of Releases").last().waitFor();
    await expect
      .poll(() => sandbox.requests.some(({ path, status }) => /members$/.test(path) && status === 200))
      .toBe(true);
    await page.keyboard.type("Notes: giosg.com/help");
    await press(page, "Shift+Enter");
    await page.keyboard.type("Thanks @o");
    await page.getByRole("option", { name: "Onni" }).waitFor();
    await press(page, "Backspace", "ArrowDown", "ArrowUp");
    const marked = page.locator("[role=option][aria-selected=true]");
    expect(await marked.textContent()).toBe("Maija Laine");
    const active = await page.getByRole("combobox").getAttribute("aria-activedescendant");
    expect(await marked.getAttribute("id")).toBe(active);
    await press(page, "Enter");
    expect(await field(page).inputValue()).toBe("Notes: giosg.com/help\nThanks @Maija Laine ");
    for (const [kind, url] of [
      ["Image", "https://cdn.example.com/shot.png"],
      ["File", "https://cdn.example.com/a/notes.pdf"],
    ] as const) {
      await press(page, "Shift+Tab");
      await expect.poll(() => focusedLabel(page)).toBe("Attach");
      await press(page, "Enter", "Shift+Tab");
      await page.keyboard.type(kind);
      await press(page, "Tab");
      await page.keyboard.type(url);
      await press(page, "Enter");
      await expect.poll(() => focusedLabel(page)).toBe("Attach");
      await press(page, "Tab");
    }
    await page.route("https://cdn.example.com/**", (route) => route.abort());
    sandbox.fail({ method: "POST", path: /messages$/, with: { latencyMs: 300 } });
    await field(page).press("Enter");
    const own = page.getByRole("listitem").filter({ hasText: "Notes: giosg.com/help" });
    await own.getByText("Sending …").waitFor();
    expect(await field(page).inputValue()).toBe("");
    await own.getByText("Sending …").waitFor({ state: "detached" });
    expect(await own.count()).toBe(1);
    expect(await own.getByRole("link", { name: "giosg.com/help" }).getAttribute("href")).toBe(
      "https://giosg.com/help",
    );
    const sent = sandbox.data.messages.filter(({ sender_id }) => sender_id === sandbox.users[0].id);
    expect(sent).toMatchObject([
      {
        body: {
          version: 3,
          chunks: [
            { type: "text", text: "Notes: " },
            { type: "link", kind: "url", text: "giosg.com/help" },
            { type: "text", text: "\nThanks " },
            { type: "mention", text: "@Maija Laine" },
            { type: "image", url: "https://cdn.example.com/shot.png" },
            { type: "file", url: "https://cdn.example.com/a/notes.pdf", name: "notes.pdf" },
          ],
        },
      },
    ]);
    const [request] = sandbox.requests.filter(({ method }) => method === "POST");
    expect(request?.body).toMatchObject({ id: sent[0]?.id, notify_users: [sandbox.users[1]?.id] });
  });

  it("on a narrow screen, channels and messages are views of their own", async () => {
    const { page } = await openChat({
      sandbox: busySandbox(),
      browser: { viewport: { width: 360, height: 740 } },
    });
    await page.getByRole("link", { name: /Support/ }).press("Enter");
    await page.getByText("News of Support").last().waitFor();
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    await page.getByRole("link", { name: "Back to the channels" }).press("Enter");
    await expect.poll(() => page.getByRole("log").count()).toBe(0);
    await expect.poll(() => focusedLabel(page)).toContain("Support");
  });
});

it("what others write comes in by itself, is read aloud, and is marked as read", async () => {
  const { sandbox, channelId } = oneChannel();
  const { page } = await openChat({ sandbox, hash: channelId, settings: { pollMs: 50 } });
  await page.getByText("Message 2").last().waitFor();
  const [me, maija] = sandbox.users;
  sandbox.addMessage(channelId, { sender_id: maija?.id ?? "", body: textBody("Good morning") });
  await page.getByRole("log").getByText("Good morning").waitFor();
  await page.getByText(`New message from ${maija?.full_name}: Good morning`).waitFor();
  await expect
    .poll(() => sandbox.data.members.find(({ member_id }) => member_id === me.id)?.unread_message_count)
    .toBe(0);
  expect(await page.getByRole("log").getByText("Good morning").count()).toBe(1);
});

it("what others write does not move somebody who reads further up", async () => {
  const { sandbox, channelId } = oneChannel({ messages: 24 });
  const { page } = await openChat({ sandbox, hash: channelId, settings: { pollMs: 50 } });
  const log = page.getByRole("log");
  await log.getByText("Message 23").waitFor();
  await log.focus();
  await press(page, "Home");
  await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  const { id, bottom } = await placeOfFirst(log);
  for (const text of ["one", "two", "three"])
    sandbox.addMessage(channelId, { body: textBody(`News ${text}`) });
  await page.getByRole("button", { name: "New messages" }).waitFor();
  expect(await placeOf(log, id)).toBe(bottom);
  await page.getByRole("button", { name: "New messages" }).press("Enter");
  await expect
    .poll(() => log.getByText("News three").evaluate((text) => text.getBoundingClientRect().bottom))
    .toBeLessThan(760);
  await expect.poll(() => focusedLabel(page)).toContain("Messages in");
});

it("what others write is text, whatever it looks like", async () => {
  const { sandbox, channelId } = oneChannel();
  const evil = '<img src=x onerror="document.title=1">';
  const url = "javascript:alert(1)";
  const chunks = [
    { type: "text", text: evil },
    { type: "link", kind: "url", text: url },
    { type: "file", url, name: evil },
    { type: "image", url: "data:image/svg+xml,<svg/>" },
    { type: "external", id: "x", isInteraction: false, name: evil, url, initialHeight: null },
    { type: evil },
  ];
  sandbox.addMessage(channelId, { body: { version: 3, chunks } });
  sandbox.addUser({ full_name: evil });
  const { page } = await openChat({ sandbox, hash: channelId });
  await page.getByRole("log").getByText(evil).first().waitFor();
  expect(await page.locator("main img").count()).toBe(0);
  const hrefs = await page
    .getByRole("log")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(hrefs).toEqual([]);
  expect(hrefOf({ type: "link", kind: "url", text: url })).toBeUndefined();
});

type Log = ReturnType<Page["getByRole"]>;

/** Which message is the first that is seen, where, and how many there are. */
function placeOfFirst(log: Log) {
  return log.evaluate((element) => {
    const rows = [...element.querySelectorAll<HTMLElement>(".message")];
    const { top } = element.getBoundingClientRect();
    const first = rows.find((row) => row.getBoundingClientRect().bottom > top + 40);
    return {
      id: first?.dataset.id ?? "",
      bottom: first?.getBoundingClientRect().bottom ?? 0,
      count: rows.length,
    };
  });
}

function placeOf(log: Log, id: string): Promise<number> {
  return log.locator(`[data-id="${id}"]`).evaluate((row) => row.getBoundingClientRect().bottom);
}
