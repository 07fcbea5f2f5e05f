import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { ended, listening } from "./run-cli.js";

describe("pub-sdk sandbox", () => {
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
