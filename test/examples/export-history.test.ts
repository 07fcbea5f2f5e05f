import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { environmentFor, run, start } from "./run-example.js";

const example = "export-history.ts";

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "pub-export-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "history.ndjson");
}

function parse(ndjson: string): unknown[] {
  return ndjson
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

function read(file: string): unknown[] {
  return parse(readFileSync(file, "utf8"));
}

/** A sandbox with a history in two channels, and a service for it. */
async function service(messages: number) {
  const sandbox = createSandbox({ pageSize: 10 });
  const [channel, other] = sandbox.seed({ channels: 2, messages: 2 * messages }).channels;
  if (!channel || !other) throw new Error("seed makes the channels that it is asked for");
  const env = await environmentFor(sandbox);
  const history = sandbox.data.messages.filter(({ channel_id }) => channel_id === channel.id);
  return { sandbox, env, history, channelId: channel.id, otherId: other.id };
}

test("without an environment it writes the sandbox's history to standard output, oldest first", async () => {
  const { code, stdout, stderr } = await run(example);
  const messages = parse(stdout) as { id: string; created_at: string }[];
  expect(new Set(messages.map(({ id }) => id)).size).toBe(2_000);
  const times = messages.map(({ created_at }) => created_at);
  expect(times).toEqual(times.toSorted());
  expect(stderr).toMatch(/messages, up to 20/);
  expect(stderr).toMatch(/Done: 2000 messages\.\n$/);
  expect(code).toBe(0);
});

test("the sandbox's history goes to a file as well, and leaves nothing else behind", async () => {
  const file = newFile();
  expect(await run(example, [file])).toMatchObject({ code: 0, stdout: "" });
  expect(read(file)).toHaveLength(2_000);
  expect(existsSync(`${file}.bookmark`)).toBe(false);
});

test("a channel of the real service is written whole, as received, and nothing of another one", async () => {
  const { env, history, channelId, sandbox } = await service(45);
  const { PUB_TOKEN, ...others } = env;
  for (const [name, scheme] of [
    ["PUB_TOKEN", "Token"],
    ["PUB_ACCESS_TOKEN", "Bearer"],
  ] as const) {
    const file = newFile();
    const { code } = await run(example, [file, "--channel", channelId], { ...others, [name]: PUB_TOKEN });
    expect(code).toBe(0);
    expect(read(file)).toEqual(history);
    expect(sandbox.requests.at(-1)?.headers.authorization).toBe(`${scheme} ${PUB_TOKEN}`);
  }
});

test.each(["SIGINT", "SIGKILL"] as const)(
  "ended by %s again and again, wherever it is, it loses no message and doubles none",
  async (signal) => {
    const { sandbox, env, history, channelId } = await service(300);
    const file = newFile();
    const args = [file, "--channel", channelId];
    const stalled = () => sandbox.requests.filter(({ fault }) => fault).length;
    for (const [stops, afterRequests] of [1, 2, 3, 1, 4, 2].entries()) {
      // One is never answered. How far what came before is on its way to the disk must not matter.
      sandbox.fail({ after: afterRequests - 1, with: "stall" });
      const running = start(example, args, env);
      await expect.poll(stalled, { timeout: 30_000, interval: 1 }).toBe(stops + 1);
      setTimeout(() => running.child.kill(signal), sandbox.requests.length % 5);
      const { code, stderr } = await running.ended;
      expect(code, stderr).toBe(signal === "SIGINT" ? 130 : null);
      if (signal === "SIGINT") expect(stderr).toMatch(/Stopped\. .* goes on with the same command\.\n$/);
    }
    const { code, stderr } = await run(example, args, env);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/^Going on after \d+ messages\.$/m);
    expect(read(file)).toEqual(history);
    expect(existsSync(`${file}.bookmark`)).toBe(false);
  },
);

test("crashed at any step of its work with files, it goes on with nothing lost and nothing doubled", async () => {
  const { env, history, channelId } = await service(25);
  const preload = fileURLToPath(new URL("crash-at.mjs", import.meta.url));
  const pages = Math.ceil(history.length / 10);
  let step = 0;
  for (let isOver = false; !isOver; ) {
    const file = newFile();
    const args = [file, "--channel", channelId];
    const crashing = { NODE_OPTIONS: `--import=${preload}`, CRASH_AT: String(++step) };
    const { code } = await run(example, args, { ...env, ...crashing });
    isOver = code === 0;
    if (!isOver) expect(await run(example, args, env), `step ${step}`).toMatchObject({ code: 0, stdout: "" });
    expect(read(file), `step ${step}`).toEqual(history);
    expect(existsSync(`${file}.bookmark`)).toBe(false);
  }
  // Each page is appended and brought to the disk, and followed by a bookmark or the end.
  expect(step).toBeGreaterThan(pages * 3);
});

test("files that are none of its own are left alone", async () => {
  const { env, channelId, otherId, sandbox } = await service(30);
  const file = newFile();
  const args = [file, "--channel", channelId];
  writeFileSync(file, "mine\n");
  expect(await run(example, args, env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is there already"),
  });
  writeFileSync(`${file}.bookmark`, JSON.stringify({ channelId: otherId, messages: 0, bytes: 0 }));
  expect((await run(example, args, env)).stderr).toContain(`of another channel, ${otherId}`);
  writeFileSync(`${file}.bookmark`, JSON.stringify({ channelId, messages: 1, bytes: 600 }));
  expect((await run(example, args, env)).stderr).toContain("is shorter than it was");
  expect(readFileSync(file, "utf8")).toBe("mine\n");
  expect(sandbox.requests).toEqual([]);
});

test("it ends quietly where nobody reads on", async () => {
  const running = start(example);
  running.child.stdout.once("data", () => running.child.stdout.destroy());
  const { code, stderr } = await running.ended;
  expect(code).toBe(130);
  expect(stderr).not.toMatch(/EPIPE|Error/);
});

test("wrong arguments are answered with the problem and the usage", async () => {
  const { env, channelId } = await service(1);
  const { PUB_ORGANIZATION_ID: _, ...tokenOnly } = env;
  for (const [args, given, problem] of [
    [["--chanel", channelId], {}, /Unknown option '--chanel'/],
    [["--channel"], {}, /'--channel <value>' argument missing/],
    [["one", "two"], {}, /One file, please\./],
    [["--channel", "general"], env, /channelId must be a UUID/],
    [[], env, /Which channel\? Say it with --channel <id>\./],
    [["--channel", channelId], tokenOnly, /PUB_ORGANIZATION_ID is needed beside the token\./],
  ] as const) {
    const { code, stdout, stderr } = await run(example, args, given);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^Usage: node examples\/export-history\.ts \[file\]/m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  }
});

test("what the service refuses is said in a line, without the usage", async () => {
  const { env, channelId, sandbox } = await service(1);
  sandbox.users[0].token = "another one";
  const { code, stderr } = await run(example, ["--channel", channelId], env);
  expect(stderr).toMatch(/^GET \/api\/pub\/.*answered 401.*\n$/);
  expect(code).toBe(1);
});
