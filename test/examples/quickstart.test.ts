import { expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { environmentFor, run } from "./run-example.js";

const example = "quickstart.ts";

test("the tour shows every part of the API at work", async () => {
  const { stdout, stderr } = await run(example);
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
  const { PUB_TOKEN: token, ...env } = await environmentFor(sandbox);
  for (const name of ["PUB_TOKEN", "PUB_ACCESS_TOKEN"]) {
    const { stdout, stderr } = await run(example, [], { [name]: token, ...env });
    expect(stderr).toBe("");
    for (const { name: channel } of sandbox.data.channels) expect(stdout).toContain(channel);
    expect(stdout).not.toContain(token);
  }
  expect(sandbox.requests.length).toBeGreaterThan(4);
  expect(new Set(sandbox.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(sandbox.requests[0]?.headers.authorization).toMatch(/^Token /);
  expect(sandbox.requests.at(-1)?.headers.authorization).toMatch(/^Bearer /);
});

test("a token without an organization is refused in words", async () => {
  expect(await run(example, [], { PUB_TOKEN: "t" })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("PUB_ORGANIZATION_ID is needed"),
  });
});
