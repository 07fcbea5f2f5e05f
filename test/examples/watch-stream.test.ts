import { expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { environmentFor, run, start } from "./run-example.js";

const example = "watch-stream.ts";
const live = { is_connected: true, is_watchable: true, seconds_until_watchable: 0 };
const over = { is_connected: false, is_watchable: false, seconds_until_watchable: 0 };

/** A sandbox with a stream that has not started, and a service for it. */
async function service() {
  const sandbox = createSandbox();
  const { id: channelId } = sandbox.addChannel({ name: "Town hall" });
  const stream = sandbox.addStream(channelId);
  const { PUB_TOKEN, ...env } = await environmentFor(sandbox);
  return { sandbox, stream, env, PUB_TOKEN, args: ["--channel", channelId, "--every", "0.05"] };
}

test("without an environment it watches the sandbox's stream, until Ctrl-C", async () => {
  const running = start(example, ["--every", "0.1"]);
  await running.says(/Waiting for the stream\.\n.*The stream can be watched\.\n.* \d watching\n/);
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect(stdout).toMatch(/Stopped\.\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("it follows one stream after the other, and asks as a visitor, whatever token there is", async () => {
  const { sandbox, stream, env, PUB_TOKEN, args } = await service();
  const running = start(example, args, { ...env, PUB_TOKEN });
  await running.says(/Waiting for the stream\.\n$/);
  stream.viewer_count = 3;
  stream.status = live;
  await running.says(/The stream can be watched\.\n.* 3 watching\n$/);
  stream.viewer_count = 4;
  await running.says(/ 3 watching\n.* 4 watching\n$/);
  stream.status = over;
  await running.says(/ 4 watching\n.*The stream is over\.\n.*Waiting for the stream\.\n$/);
  stream.status = live;
  await running.says(/Waiting for the stream\.\n.*The stream can be watched\.\n.* 4 watching\n$/);
  running.child.kill("SIGTERM");
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  expect(sandbox.requests.filter(({ headers }) => headers.authorization)).toEqual([]);
});

test("Ctrl-C ends the wait for a stream as well", async () => {
  const { env, args } = await service();
  const running = start(example, args, env);
  await running.says(/Waiting for the stream\.\n$/);
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect(stdout).toMatch(/Waiting for the stream\.\n.*Stopped\.\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("it outlives a service that is down and answers that are lost", async () => {
  const { sandbox, stream, env, args } = await service();
  stream.status = live;
  stream.viewer_count = 3;
  const running = start(example, args, env);
  await running.says(/ 3 watching\n$/);
  sandbox.fail({ times: 3, with: "drop" });
  const repair = sandbox.fail({
    times: Number.POSITIVE_INFINITY,
    with: { status: 503, retryAfter: 0, body: "<html>" },
  });
  await expect.poll(running.complaints, { timeout: 30_000 }).toMatch(/GET .*: trying again\n/);
  stream.viewer_count = 4;
  repair();
  await running.says(/ 3 watching\n(.*\n)*.*The stream can be watched\.\n.* 4 watching\n$/);
  running.child.kill("SIGINT");
  expect(await running.ended).toMatchObject({ code: 0 });
});

test("wrong arguments are answered with the problem and the usage, a channel without a stream by one line", async () => {
  const { sandbox, env, args, PUB_TOKEN } = await service();
  for (const [given, environment, problem] of [
    [["--chanel", "x"], {}, /Unknown option '--chanel'/],
    [["town-hall"], {}, /Unexpected argument 'town-hall'/],
    [["--every", "-1"], {}, /argument is ambiguous/],
    [["--every", "Infinity"], {}, /--every takes a number of seconds above 0\./],
    [["--channel", "town-hall"], env, /channelId must be a UUID/],
    [[], env, /Which channel\? Say it with --channel <id>\./],
    [args, { PUB_TOKEN }, /PUB_ORGANIZATION_ID is needed beside the token\./],
  ] as const) {
    const { code, stderr } = await run(example, given, environment);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^Usage: node examples\/watch-stream\.ts/m);
    expect(code).toBe(2);
  }
  sandbox.data.streams.pop();
  const { code, stderr } = await run(example, args, env);
  expect(stderr).toMatch(/^GET \/api\/pub\/public\/.*answered 404.*\n$/);
  expect(code).toBe(1);
});
