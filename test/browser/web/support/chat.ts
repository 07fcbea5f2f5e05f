import { createSandbox, type Sandbox } from "@giosg/pub-sdk/testing";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type ServedPage, serve } from "../../../../examples/web/serve.js";
import type { Settings } from "../../../../examples/web/src/settings.js";
import { launchOptions } from "../../support/chromium.js";

/** The page, as somebody sees it, and the service behind it. */
export interface Chat {
  readonly page: Page;
  readonly sandbox: Sandbox;
}

interface ChatOptions {
  /** What there is before the page is opened; three users, and nothing more, without. */
  readonly sandbox?: Sandbox;
  readonly settings?: Partial<Settings>;
  readonly browser?: BrowserContextOptions;
  /** What the address names. */
  readonly hash?: string;
}

let browser: Browser;
let served: ServedPage;
let settings: () => Settings;
const ends: (() => Promise<unknown>)[] = [];
const complaints: string[] = [];

/** Starts the browser and the page's server for the tests of a file, which have to leave no complaint behind. */
export function useChats(): { readonly url: () => string } {
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions);
    served = await serve(() => settings(), 0);
  });
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  return { url: () => served.url };
}

/** Opens the page. It looks for news once a minute only, so that nothing happens but what a test does. */
export async function openChat(options: ChatOptions = {}): Promise<Chat> {
  const { sandbox = createSandbox({ now: () => new Date() }), hash = "" } = options;
  const server = await sandbox.listen();
  const { organizationId, users } = sandbox;
  settings = () => ({
    organizationId,
    userId: users[0].id,
    token: users[0].token,
    baseUrl: server.url,
    pollMs: 60_000,
    ...options.settings,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options.browser });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", (line) => {
    if (line.type() !== "error" && line.type() !== "warning") return;
    // The browser's own line for each answer that was refused or lost, which the sandbox knows best.
    if (!line.text().startsWith("Failed to load resource:")) complaints.push(line.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  ends.push(async () => {
    await context.close();
    await server.close();
  });
  await page.goto(`${served.url}/${hash && `#${hash}`}`);
  return { page, sandbox };
}

/** A sandbox with one channel, of which the user has read everything. */
export function oneChannel({ messages = 3 } = {}) {
  const sandbox = createSandbox({ now: () => new Date() });
  const [me, maija] = sandbox.users;
  const { id } = sandbox.addChannel({
    name: "Releases",
    members: sandbox.users.slice(1).map((user) => user.id),
  });
  for (let index = 0; index < messages; index++) {
    const created_at = new Date(Date.now() - (messages - index) * 60_000);
    sandbox.addMessage(id, { sender_id: maija?.id ?? me.id, body: textBody(`Message ${index}`), created_at });
  }
  return { sandbox, channelId: id };
}

/** A body with a text. */
export function textBody(text: string) {
  return { version: 3, chunks: [{ type: "text", text }] };
}

/** Presses keys, one after the other. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What the focused element is called. */
export function focusedLabel(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}
