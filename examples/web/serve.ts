import { fileURLToPath } from "node:url";
import { createServer, type Plugin } from "vite";
import type { Settings } from "./src/settings.ts";

/** The page on its development server. */
export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the page, with its settings: to this machine alone.
 *
 * @param settings asked each time that the page asks: a token may have changed
 * @param port 0 takes one that is free
 */
export async function serve(settings: () => Settings, port: number): Promise<ServedPage> {
  const config: Plugin = {
    name: "config",
    configureServer: ({ middlewares }) => {
      middlewares.use("/config.json", (_, response) => {
        response.setHeader("content-type", "application/json").setHeader("cache-control", "no-store");
        response.end(JSON.stringify(settings()));
      });
    },
  };
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL(".", import.meta.url)),
    plugins: [config],
    server: { host: "127.0.0.1", port, strictPort: true },
    // Known from the start: what is found later loads the page anew.
    optimizeDeps: { include: ["linkify-it", "zod/mini"] },
    logLevel: "error",
    clearScreen: false,
  });
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    throw error;
  }
  const address = server.httpServer?.address();
  const actual = typeof address === "object" && address ? address.port : port;
  return { url: `http://127.0.0.1:${actual}`, close: () => server.close() };
}
