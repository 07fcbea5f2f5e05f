import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright";
import { beforeAll, describe, expect, it } from "vitest";
import { exampleSandbox } from "../../../examples/web/example-sandbox.js";
import { openChat, press, useChats } from "./support/chat.js";
import { contrasts } from "./support/contrast.js";

const folder = fileURLToPath(new URL("screenshots/", import.meta.url));
beforeAll(() => void mkdirSync(folder, { recursive: true }));
const { url } = useChats();

const themes = ["light", "dark"] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
const looks = themes.flatMap((theme) =>
  sizes.map((viewport) => ({ theme, viewport, width: viewport.width })),
);

describe.each(looks)("in $theme colours, $width px wide", ({ theme, viewport, width }) => {
  const open = (sandbox = exampleSandbox(url())) =>
    openChat({
      sandbox,
      browser: { viewport, colorScheme: theme, reducedMotion: "reduce", timezoneId: "UTC" },
    });

  async function look(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: `${folder}${name}-${theme}-${width}.png` });
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrollWidth, `${name} scrolls sideways`).toBeLessThanOrEqual(width);
    const spill = await page
      .locator(".log")
      .evaluateAll((logs) => logs.map((log) => log.scrollWidth - log.clientWidth));
    expect(
      spill.filter((pixels) => pixels > 0),
      `${name}: the log scrolls sideways`,
    ).toEqual([]);
    for (const { what, ratio } of await contrasts(page)) {
      expect(ratio, `${name}: contrast of ${what}`).toBeGreaterThanOrEqual(4.5);
    }
  }

  it("shows channels, every kind of message, the composer and what went wrong, legibly", async () => {
    const { page, sandbox } = await open();
    await page.getByRole("link", { name: "General" }).waitFor();
    await look(page, "1-channels");
    await page.getByRole("link", { name: "General" }).press("Enter");
    await page.getByRole("log").getByText("www.giosg.com").waitFor();
    await look(page, "2-newest");
    const loaded = () => page.evaluate(() => [...document.images].some((image) => image.naturalWidth > 0));
    await expect.poll(loaded).toBe(true);
    await page.getByRole("log").focus();
    await press(page, "Home");
    await expect.poll(() => page.getByRole("log").getByRole("listitem").count()).toBe(50);
    await page
      .locator("[data-day]")
      .nth(1)
      .evaluate((row) => row.scrollIntoView({ block: "center" }));
    await look(page, "3-history");
    await page.getByRole("textbox").focus();
    await page.getByRole("log").evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await page.keyboard.type("@");
    await page.getByRole("option").first().waitFor();
    await look(page, "4-mention");
    await press(page, "Enter");
    await page.keyboard.type("could you look at https://example.com/notes ?");
    sandbox.fail({ method: "POST", path: /messages$/, with: { status: 403 } });
    await press(page, "Enter");
    await page.getByRole("button", { name: "Send again" }).waitFor();
    await page.getByRole("button", { name: "Attach" }).press("Enter");
    await page.keyboard.type("nonsense");
    await press(page, "Enter");
    await look(page, "5-failed");
    await page.locator("#attachment-url").fill("https://cdn.example.com/reports/quarterly-report.pdf");
    await press(page, "Enter");
    await page.context().setOffline(true);
    await page.getByText("You are offline.").waitFor();
    await look(page, "6-offline");
  });

  it("shows an empty channel, and a list that cannot be loaded", async () => {
    const sandbox = exampleSandbox(url());
    sandbox.fail({ path: /joined-channels/, with: { status: 403 } });
    const { page } = await open(sandbox);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await look(page, "7-no-channels");
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("link", { name: "Quiet room" }).press("Enter");
    await page.getByText("Nothing has been written here yet.").waitFor();
    await look(page, "8-empty");
  });
});
