import { expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { environmentFor, run, start } from "./run-example.js";

const example = "rxjs.ts";

test("without an environment it listens to the sandbox, until Ctrl-C", async () => {
  const running = start(example);
  await running.says(/^\(connecting\)\n\(open\)\n\d so far: Message 1/);
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect(stdout).toMatch(/Stopped\.\n(\(idle\)\n)?$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

/** A channel of a sandbox that listens, and how the example comes to it. */
async function service() {
  const sandbox = createSandbox();
  const { id } = sandbox.addChannel({ name: "Releases" });
  return { sandbox, id, env: await environmentFor(sandbox) };
}

test("it prints what is written, counted, and what was missed meanwhile", async () => {
  const { sandbox, id, env } = await service();
  const PUB_SOCKET_URL = env.PUB_BASE_URL.replace("http", "ws");
  const running = start(example, ["--channel", id], { ...env, PUB_SOCKET_URL });
  await running.says(/\(open\)/);
  sandbox.addMessage(id, "One");
  await running.says(/1 so far: One\n/);
  sandbox.sockets.drop();
  sandbox.addMessage(id, "Two");
  await running.says(/\(reconnecting\)\n\(open\)\n2 so far: Two\n/);
  running.child.kill("SIGINT");
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  expect(sandbox.sockets.open).toBe(0);
});

test("without a socket it asks, and Ctrl-C ends the wait", async () => {
  const { sandbox, id, env } = await service();
  const running = start(example, ["--channel", id], env);
  await running.says(/\(open\)/);
  running.child.kill("SIGINT");
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  expect(sandbox.requests.map(({ method }) => method)).toEqual(["GET"]);
});

test("a channel that cannot be listened to ends it, with the reason", async () => {
  const sandbox = createSandbox();
  const env = await environmentFor(sandbox);
  const { code, stderr } = await run(example, ["--channel", sandbox.organizationId], env);
  expect(code).toBe(1);
  expect(stderr).toContain("404");
});

test("wrong use is told, with what it takes", async () => {
  const env = await environmentFor(createSandbox());
  const noOrganization = { ...env, PUB_ORGANIZATION_ID: "" };
  const rows: [args: string[], env: Record<string, string>, words: string][] = [
    [["--bogus"], {}, "Unknown option '--bogus'"],
    [[], env, "Which channel? Say it with --channel <id>."],
    [[], noOrganization, "PUB_ORGANIZATION_ID is needed beside the token."],
  ];
  for (const [args, environment, words] of rows) {
    const { code, stderr } = await run(example, args, environment);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) });
    expect(stderr).toContain("Usage: node examples/rxjs.ts");
  }
});
