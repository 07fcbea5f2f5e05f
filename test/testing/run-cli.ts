import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Runs the command until the test's end at the latest; what it wrote grows as it writes. */
function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  }
  const closed = once(child, "close") as Promise<[number | null, string | null]>;
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await closed;
  });
  return { child, written, closed };
}

/** Runs the command to its end. */
export async function ended(...args: readonly string[]) {
  const { written, closed } = start(...args);
  const [code] = await closed;
  return { code, ...written };
}

/** Starts a sandbox, and reads off what a person would. */
export async function listening(...args: readonly string[]) {
  const running = start("sandbox", "--port=0", ...args);
  await expect.poll(() => running.written.stdout, { timeout: 20_000 }).toMatch(/\/messages"\n$/);
  const text = running.written.stdout;
  const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  const baseUrl = found(/^Base URL: +(\S+)$/m);
  expect(found(/^Socket URL: +(\S+)$/m)).toBe(baseUrl.replace("http:", "ws:"));
  const organization = found(/^Organization: +(\S+)$/m);
  const [, me = "", token = ""] = /^ {2}\S+ \S+ +([\da-f-]{36}) +(\w{40})$/m.exec(text) ?? [];
  const channel = found(/^ {2}General +(\S+)$/m);
  const ask = async (method: string, path: string, payload?: unknown) => {
    const response = await fetch(`${baseUrl}/api/pub/v1/orgs/${organization}${path}`, {
      method,
      headers: {
        authorization: `Token ${token}`,
        ...(payload !== undefined && { "content-type": "application/json" }),
      },
      ...(payload !== undefined && { body: JSON.stringify(payload) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { ...running, text, baseUrl, organization, me, token, channel, ask };
}
