import { expect, test } from "vitest";
import { createSandbox } from "../../src/testing/index.js";
import { environmentFor, run, start } from "./run-example.js";

const example = "mark-read.ts";

/** A sandbox with a reader who has unread messages in channels and direct messages, and a service for it. */
async function service() {
  const sandbox = createSandbox({ pageSize: 2 });
  const [reader, maija, pekka] = sandbox.users;
  const members = [maija.id, pekka.id];
  const names = ["Lunch", "Releases", "Silence", "Office"];
  const [lunch, releases, , office] = names.map((name) => sandbox.addChannel({ name, members }));
  if (!lunch || !releases || !office) throw new Error("each name makes a channel");
  const dm = sandbox.addDmChannel([reader.id, pekka.id]);
  const write = (channelId: string, sender_id: string, message: string) =>
    sandbox.addMessage(channelId, { sender_id, body: { version: 1, message } });
  for (let number = 1; number <= 7; number++) write(lunch.id, maija.id, `Soup ${number}`);
  write(lunch.id, reader.id, "My own");
  sandbox.addMessage(releases.id, { sender_id: pekka.id, notify_users: [reader.id] });
  write(office.id, pekka.id, "The door is open");
  write(dm.id, pekka.id, "Have you seen it?");
  const unread = (userId = reader.id) =>
    sandbox.data.members
      .filter(({ member_id }) => member_id === userId)
      .map(({ unread_message_count }) => unread_message_count);
  const env = await environmentFor(sandbox);
  return { sandbox, env, args: ["--user", reader.id], unread, write, maija, lunch, office };
}

test("without an environment it shows what it does in the sandbox", async () => {
  const { code, stdout, stderr } = await run(example);
  expect(stdout).toMatch(
    /^.+, .+: 1 unread\n.*: Have you seen it\?\nMarked \d\d messages in 3 channels as read\.\n$/m,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("it prints what was unread, the latest of it word for word, and all of it is read then", async () => {
  const { env, args, unread, maija } = await service();
  expect(unread()).toEqual([7, 1, 0, 1, 1]);
  const others = unread(maija.id);
  const { code, stdout, stderr } = await run(example, args, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const says = stdout.replaceAll(/\d{4}-\S+Z {2}.*?: /g, "").split("\n");
  const lunch = [
    "Lunch: 7 unread",
    "  … and 2 before",
    ...[3, 4, 5, 6, 7].map((number) => `  Soup ${number}`),
  ];
  expect(says.slice(0, 8)).toEqual([...lunch, "Releases: 1 unread, mentions: 1"]);
  expect(says).toContain("  The door is open");
  expect(says).toContain("  Have you seen it?");
  expect(says.at(-2)).toBe("Marked 10 messages in 4 channels as read.");
  expect(stdout).not.toMatch(/My own|Silence/);
  expect(unread()).toEqual([0, 0, 0, 0, 0]);
  expect(unread(maija.id)).toEqual(others);
  expect((await run(example, args, env)).stdout).toBe("Nothing was unread.\n");
});

test("a dry run only reads", async () => {
  const { env, args, unread, sandbox } = await service();
  const { stdout } = await run(example, [...args, "--dry-run"], env);
  expect(stdout).toMatch(/Soup 7\n(.*\n)+10 messages in 4 channels are unread\.\n$/);
  expect(unread()).toEqual([7, 1, 0, 1, 1]);
  expect(new Set(sandbox.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

test("what is written meanwhile is not printed and stays unread", async () => {
  const { sandbox, env, args, unread, write, lunch, maija } = await service();
  // Counted at once, and told only after there is another one.
  sandbox.fail({ path: /joined-channels/, with: { latencyMs: 500 } });
  const running = start(example, args, env);
  await expect.poll(() => sandbox.requests.length, { timeout: 30_000 }).toBeGreaterThan(0);
  write(lunch.id, maija.id, "Just now");
  const { stdout } = await running.ended;
  expect(stdout).toMatch(/Lunch: 7 unread\n(.*\n)*.*Soup 7\nReleases/);
  expect(stdout).not.toContain("Just now");
  expect(unread()).toEqual([1, 0, 0, 0, 0]);
});

test("where answers are lost, everything is marked all the same", async () => {
  const { sandbox, env, args, unread } = await service();
  const rules = ["joined-channels", "dm-channels"].map((path) => ({ method: "GET", path: new RegExp(path) }));
  for (const { id } of sandbox.data.channels) {
    rules.push({ method: "GET", path: new RegExp(`${id}/messages`) });
    rules.push({ method: "PATCH", path: new RegExp(`${id}/members`) });
  }
  for (const rule of rules) sandbox.fail({ ...rule, with: "commit-then-drop" });
  const { code, stdout } = await run(example, args, env);
  expect(stdout).toContain("Marked 10 messages in 4 channels as read.");
  expect(code).toBe(0);
  expect(unread()).toEqual([0, 0, 0, 0, 0]);
  // All of them but those of the channel where nothing is unread.
  expect(sandbox.requests.filter(({ fault }) => fault)).toHaveLength(rules.length - 2);
});

test("after Ctrl-C, what was not printed is unread, and the next run marks it", async () => {
  const { sandbox, env, args, unread, office } = await service();
  sandbox.fail({ path: `/channels/${office.id}/messages`, with: "stall" });
  const running = start(example, args, env);
  await expect.poll(() => sandbox.requests.at(-1)?.fault, { timeout: 30_000 }).toBe("stall");
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect({ code, stderr }).toEqual({ code: 130, stderr: "Stopped. What was not printed is still unread.\n" });
  expect(stdout).not.toContain("The door is open");
  expect(unread()).toEqual([0, 0, 0, 1, 1]);
  expect((await run(example, args, env)).stdout).toContain("Marked 2 messages in 2 channels as read.");
  expect(unread()).toEqual([0, 0, 0, 0, 0]);
});

test("wrong arguments are answered with the problem and the usage, a refusal by its one line", async () => {
  const { env, args, sandbox } = await service();
  const { PUB_ORGANIZATION_ID: _, ...tokenOnly } = env;
  for (const [given, environment, problem] of [
    [["--usr", "x"], {}, /Unknown option '--usr'/],
    [["everything"], {}, /Unexpected argument 'everything'/],
    [["--user", "maija"], env, /userId must be a UUID/],
    [[], env, /Which user\? Say it with --user <id>\./],
    [args, tokenOnly, /PUB_ORGANIZATION_ID is needed beside the token\./],
  ] as const) {
    const { code, stdout, stderr } = await run(example, given, environment);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^Usage: node examples\/mark-read\.ts/m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  }
  sandbox.users[0].token = "another one";
  const { code, stderr } = await run(example, args, env);
  expect(stderr).toMatch(/^GET \/api\/pub\/.*answered 401.*\n$/);
  expect(code).toBe(1);
});
