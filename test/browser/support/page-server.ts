import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const html = `<!doctype html><title>A page</title><output></output><script type="module" src="/program.js"></script>`;

/** The program of the page, as an application's bundler makes it of the package. */
export async function bundledProgram(
  entry = new URL("../pages/page.ts", import.meta.url),
  mode = "production",
): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    // The tests' own would lead to the source.
    tsconfigRaw: {},
    jsx: "automatic",
    jsxDev: mode === "development",
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    metafile: true,
    logLevel: "error",
  });
  const source = Object.keys(metafile.inputs).filter(
    (input) => /(^|\/)src\//.test(input) && !input.includes("node_modules"),
  );
  if (source.length > 0) throw new Error(`The program is to hold what is built, not ${source}`);
  return outputFiles.map(({ text }) => text).join("");
}

/** A server of one page with its program. */
export async function servePage(program: string, policyOf: () => string): Promise<Server> {
  const server = createServer(({ url = "" }, response) => {
    const { pathname } = new URL(url, "http://page.invalid");
    const content = { "/": html, "/program.js": program }[pathname];
    if (content === undefined) return response.writeHead(404).end();
    response.setHeader("content-type", pathname === "/" ? "text/html" : "text/javascript");
    response.setHeader("content-security-policy", policyOf());
    return response.end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** The port that a server was given. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
