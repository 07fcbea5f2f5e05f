import { setupServer } from "msw/node";
import type { FetchFunction } from "../../src/options.js";
import type { Sandbox } from "../../src/testing/index.js";

/** A way into the sandbox. */
export interface Door {
  readonly baseUrl: string;
  readonly fetch: FetchFunction;
  close(): Promise<void>;
}

/** The ways into the sandbox: what is promised of its faults holds for each. */
export const doors: readonly (readonly [string, (sandbox: Sandbox) => Promise<Door>])[] = [
  [
    "fetch",
    async (sandbox) => ({ baseUrl: sandbox.url, fetch: sandbox.fetch, close: () => Promise.resolve() }),
  ],
  [
    "listen",
    async (sandbox) => {
      const { url: baseUrl, close } = await sandbox.listen();
      return { baseUrl, fetch: (url, init) => fetch(url, init), close };
    },
  ],
  [
    "msw's handlers",
    async (sandbox) => {
      const server = setupServer(...(await sandbox.handlers()));
      server.listen({ onUnhandledFrame: "error" });
      return {
        baseUrl: "https://api.giosg.com",
        fetch: (url, init) => fetch(url, init),
        close: async () => server.close(),
      };
    },
  ],
];
