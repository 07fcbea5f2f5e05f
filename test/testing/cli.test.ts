import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const started = new Set<ChildProcess>();
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  started.clear();
});

/** Runs the command; what it wrote grows as it writes. */
function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  started.add(child);
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  }
  return { child, written, closed: once(child, "close") as Promise<[number | null, string | null]> };
}

async function ended(...args: readonly string[]) {
  const { written, closed } = start(...args);
  const [code] = await closed;
  return { code, ...written };
}

/** Starts a sandbox, and reads off what a person would. */
async function listening(...args: readonly string[]) {
  const running = start("sandbox", "--port=0", ...args);
  await expect.poll(() => running.written.stdout, { timeout: 20_000 }).toMatch(/\/messages"\n$/);
  const text = running.written.stdout;
  const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  const baseUrl = found(/^Base URL: +(\S+)$/m);
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

const chunks = [{ type: "text", text: "Hello! Here is my message" }];

describe("pub-sdk sandbox", () => {
  test("takes the API reference's example payloads as they are", async () => {
    const { me, channel, ask } = await listening();
    const at = `/channels/${channel}`;
    const general = { name: "Public test channel", description: "This is public channel for testing" };
    expect(await ask("POST", "/channels", general)).toMatchObject({ status: 201, body: general });

    const dm = { members: ["76d9a225-2e1c-4a41-98cb-e548b2826084"] };
    const opened = await ask("POST", `/users/${me}/dm-channels`, dm);
    expect(opened).toMatchObject({ status: 201, body: { is_direct_message: true } });
    expect(await ask("POST", `/users/${me}/dm-channels`, dm)).toEqual({ ...opened, status: 200 });

    const id = "4b6d8087-f266-4de6-b391-62567d4a84b2";
    const message = {
      id,
      body: { version: 3, chunks },
      notify_users: ["3f770799-dc7c-4096-8b27-35a6eb45144c"],
      notify_channel: true,
    };
    expect(await ask("POST", `${at}/messages`, message)).toMatchObject({ status: 201, body: { id } });
    const edit = { body: { version: 3, chunks } };
    expect(await ask("PATCH", `${at}/messages/${id}`, edit)).toMatchObject({ status: 200, body: edit });

    const member_id = "93f8c232-14b4-4cf0-84c7-2ba6f17f17f7";
    expect(await ask("POST", `${at}/members`, { member_id })).toMatchObject({ status: 201 });
    const seen = { last_seen_at: "2016-09-01T11:31:36.042Z" };
    expect(await ask("PATCH", `${at}/members/${member_id}`, seen)).toMatchObject({ status: 200, body: seen });
    const settings = `${at}/members/${member_id}/notification_settings`;
    expect(await ask("PATCH", settings, { muted: "mentions" })).toMatchObject({ body: { mode: "mentions" } });
  });

  test("has something in every collection, and shows the public calls to whoever asks", async () => {
    const { me, channel, baseUrl, organization, ask } = await listening("--latency", "5");
    const at = `/channels/${channel}`;
    for (const path of [
      "/channels",
      `/users/${me}/joined-channels`,
      `/users/${me}/dm-channels`,
      `${at}/messages`,
      `${at}/members`,
      `${at}/conference/recorded_streams`,
      "/conference/streams",
      `/users/${me}/active_conferences`,
    ]) {
      const { status, body } = await ask("GET", path);
      expect([path, status]).toEqual([path, 200]);
      expect((body as { results: unknown[] }).results, path).not.toEqual([]);
    }
    const open = `${baseUrl}/api/pub/public/v1/orgs/${organization}${at}/conference`;
    expect(await (await fetch(`${open}/stream_status`)).json()).toMatchObject({ is_watchable: true });
    expect((await fetch(`${open}/stream_viewer_count`)).status).toBe(200);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("ends with 0 after %s, whatever is open", async (signal) => {
    const { child, closed, written, ask } = await listening("--latency", "600000");
    const waiting = ask("GET", "/channels").catch((error: Error) => error.message);
    const idle = fetch(written.stdout.match(/http:\S+/)?.[0] ?? "", { method: "OPTIONS" }).catch(
      () => "ended",
    );
    child.kill(signal);
    expect(await closed).toEqual([0, null]);
    expect(await waiting).toBe("fetch failed");
    await idle;
    expect(written.stderr).toBe("");
  });

  test("comes with other ids and tokens from another seed, with the same ones from the same", async () => {
    const [first, again, other] = await Promise.all([
      listening("--seed", "-7"),
      listening("--seed=-7"),
      listening(),
    ]);
    const facts = ({ organization, me, token, channel }: typeof first) => [organization, me, token, channel];
    expect(facts(again)).toEqual(facts(first));
    expect(new Set([...facts(first), ...facts(other)]).size).toBe(8);
  });
});

test.each([["--help"], ["-h"], ["sandbox", "--help"]])("pub-sdk %s %s explains itself", async (...args) => {
  const { code, stdout, stderr } = await ended(...args.filter((arg) => arg !== undefined));
  expect([code, stderr]).toEqual([0, ""]);
  for (const option of ["--port", "--seed", "--latency", "--help"]) expect(stdout).toContain(option);
});

test.each<[readonly string[], string]>([
  [[], "a command is missing; there is sandbox"],
  [["sandpit"], "unknown command sandpit; there is sandbox"],
  [["sandbox", "--prot", "1"], "unknown option --prot; there are --port, --seed, --latency, --help"],
  [["sandbox", "4010"], "unknown argument 4010; there are --port"],
  [["sandbox", "--port"], "--port takes a whole number from 0 to 65535"],
  [["sandbox", "--port=70000"], "--port takes a whole number from 0 to 65535, not 70000"],
  [
    ["sandbox", "--seed", "lucky"],
    "--seed takes a whole number from -9007199254740991 to 9007199254740991, not lucky",
  ],
  [["sandbox", "--seed="], "--seed takes a whole number"],
  [["sandbox", "--latency", "-1"], "--latency takes a whole number from 0 to 2147483647, not -1"],
])("pub-sdk %j is wrong use: it says why, and ends with 2", async (args, message) => {
  const { code, stdout, stderr } = await ended(...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`pub-sdk: ${message}`);
  expect(stderr).toContain("Usage: pub-sdk sandbox");
});

test("a port that is taken is said in one line, with 1", async () => {
  await using server = await createSandbox().listen();
  const { code, stdout, stderr } = await ended("sandbox", "--port", String(server.port));
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    `pub-sdk: port ${server.port} is in use: take another one, or 0 for any that is free\n`,
  );
});
