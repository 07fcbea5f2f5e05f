import type { Server } from "node:http";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { launchOptions } from "./chromium.js";
import { portOf } from "./page-server.js";

/** A served page, and a browser to look at it. */
export interface ServedPage {
  /** Where it is, without a slash at the end. */
  readonly origin: () => string;
  /** An empty tab in a context of its own, until the test ends. */
  readonly tab: () => Promise<Page>;
}

/** Serves a page to a browser from before a file's tests until after them. */
export function servedPage(serve: () => Promise<Server>): ServedPage {
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    [browser, server] = await Promise.all([chromium.launch(launchOptions), serve()]);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    server.closeAllConnections();
  });
  return {
    origin: () => `http://127.0.0.1:${portOf(server)}`,
    async tab() {
      const context = await browser.newContext();
      onTestFinished(() => context.close());
      return context.newPage();
    },
  };
}
