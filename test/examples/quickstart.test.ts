import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";

const quickstart = fileURLToPath(new URL("../../examples/quickstart.ts", import.meta.url));

function run(env: Record<string, string>) {
  const { PATH = "" } = process.env;
  return promisify(execFile)(process.execPath, [quickstart], { env: { PATH, ...env }, timeout: 30_000 });
}

test("the tour shows every part of the API at work", async () => {
  const { stdout, stderr } = await run({});
  expect(stderr).toBe("");
  for (const line of [
    /60 channels over 3 pages/,
    /chunks of the kinds text, link, image, file, audio, video, mention/,
    /the service holds 1$/m,
    /401 messages over 17 pages, in order/,
    /edited: "Release is out tomorrow" \(is_edited true\)/,
    /\[deleted\]/,
    /the same channel both times/,
    /had 400 unread messages, and has 0/,
    /unmuted -> mentions/,
    /connected: false, watchable: false, viewers: 0/,
    /PubNotFoundError: GET .* answered 404: Not found\./,
  ]) {
    expect(stdout).toMatch(line);
  }
});

test("with a token it reads from the named service, and only reads", async () => {
  const sandbox = createSandbox();
  sandbox.seed({ channels: 3, messages: 60 });
  const server = createServer(async (request, response) => {
    const { method = "", headers, url } = request;
    const answer = await sandbox.fetch(`http://localhost${url}`, {
      method,
      headers: { authorization: headers.authorization ?? "" },
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    for (const name of ["PUB_TOKEN", "PUB_ACCESS_TOKEN"]) {
      const { stdout, stderr } = await run({
        [name]: sandbox.users[0].token,
        PUB_ORGANIZATION_ID: sandbox.organizationId,
        PUB_BASE_URL: `http://127.0.0.1:${port}`,
      });
      expect(stderr).toBe("");
      for (const { name: channel } of sandbox.data.channels) expect(stdout).toContain(channel);
      expect(stdout).not.toContain(sandbox.users[0].token);
    }
  } finally {
    server.close();
  }
  expect(sandbox.requests.length).toBeGreaterThan(4);
  expect(new Set(sandbox.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(sandbox.requests[0]?.headers.authorization).toMatch(/^Token /);
  expect(sandbox.requests.at(-1)?.headers.authorization).toMatch(/^Bearer /);
});

test("a token without an organization is refused in words", async () => {
  await expect(run({ PUB_TOKEN: "t" })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("PUB_ORGANIZATION_ID is needed"),
  });
});
