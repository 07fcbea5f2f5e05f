import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@giosg/pub-sdk/testing";
import { expect, it, onTestFinished } from "vitest";
import { portOf } from "../support/page-server.js";

const program = fileURLToPath(new URL("../../../examples/web/start.ts", import.meta.url));

/** Starts the page as `npm run example:web` does. */
function start(port: number, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, "--port", String(port)], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const url = async () => {
    await expect.poll(() => output).toMatch(/http:\S+/);
    return /http:\S+/.exec(output)?.[0] ?? "";
  };
  return { child, url, ended: async () => (await ended)[0] as unknown, output: () => output };
}

it("says where it is, serves the page with the settings of a sandbox, and ends at Ctrl-C", async () => {
  const { child, url, ended, output } = start(0);
  const page = await url();
  expect(await (await fetch(page)).text()).toContain("/src/main.ts");
  const { baseUrl, organizationId, token } = await (await fetch(`${page}config.json`)).json();
  const channels = await fetch(`${baseUrl}/api/pub/v1/orgs/${organizationId}/channels`, {
    headers: { authorization: `Token ${token}` },
  });
  expect((await channels.json()).results.length).toBeGreaterThan(5);
  child.kill("SIGINT");
  expect(await ended()).toBe(0);
  expect(output()).toContain("Ended.");
});

it("takes the real service from the environment", async () => {
  const { organizationId, users } = createSandbox();
  const { url } = start(0, {
    PUB_TOKEN: users[0].token,
    PUB_ORGANIZATION_ID: organizationId,
    PUB_USER_ID: users[0].id,
  });
  const settings = await (await fetch(`${await url()}config.json`)).json();
  expect(settings).toEqual({ organizationId, userId: users[0].id, token: users[0].token });
});

it("says what it takes where a port is taken, or something is missing", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const taken = start(portOf(server));
  expect(await taken.ended()).toBe(2);
  expect(taken.output()).toMatch(/in use[\s\S]*Usage:/);
  const nobody = start(0, { PUB_TOKEN: "some-token" });
  expect(await nobody.ended()).toBe(2);
  expect(nobody.output()).toContain("PUB_USER_ID");
});
