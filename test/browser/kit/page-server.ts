import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const html = `<!doctype html><title>A page</title><output></output><script type="module" src="/program.js"></script>`;

/** A server of the page, with its program as an application's bundler makes it and the worker that msw ships. */
export async function servePage(): Promise<Server> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    // The tests' own would lead to the source.
    tsconfigRaw: {},
    logLevel: "error",
  });
  const worker = createRequire(import.meta.url).resolve("msw/mockServiceWorker.js");
  const contents: Readonly<Record<string, string>> = {
    "/": html,
    "/program.js": outputFiles.map(({ text }) => text).join(""),
    "/mockServiceWorker.js": readFileSync(worker, "utf8"),
  };
  const server = createServer(({ url = "" }, response) => {
    const content = contents[new URL(url, "http://page.invalid").pathname];
    if (content === undefined) return response.writeHead(404).end();
    return response.setHeader("content-type", url === "/" ? "text/html" : "text/javascript").end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
