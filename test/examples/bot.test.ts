import { expect, test } from "vitest";
import { toPlainText } from "../../src/message/index.js";
import { message } from "../../src/message/message-builder.js";
import { createSandbox } from "../../src/testing/index.js";
import { environmentFor, run, start } from "./run-example.js";

const example = "bot.ts";

/** A sandbox with a bot and somebody who asks it, and a service for it. */
async function service() {
  const sandbox = createSandbox({
    users: [{ full_name: "Helper", is_bot: true }, { full_name: "Maija" }],
    now: () => new Date(),
  });
  const [bot, maija] = sandbox.users;
  if (!maija) throw new Error("the sandbox has the users that it was given");
  const { id: channelId } = sandbox.addChannel({ name: "Questions", members: [maija.id] });
  const env = await environmentFor(sandbox);
  const args = ["--user", bot.id, "--name", "helper", "--every", "0.05"];
  const ask = (text: string, sender_id = maija.id) => {
    const body = message().mention(bot.id, bot.full_name).text(` ${text}`).toBody();
    return sandbox.addMessage(channelId, { sender_id, body, notify_users: [bot.id] });
  };
  const answers = () =>
    sandbox.data.messages
      .filter(({ sender_id, type }) => sender_id === bot.id && type !== "deleted")
      .map((answer) => toPlainText(answer).replace(/.*wrote: @Helper /, ""));
  const answered = (...texts: string[]) => expect.poll(answers, { timeout: 30_000 }).toEqual(texts);
  const lookedAgain = async () => {
    const before = sandbox.requests.length;
    const looks = () =>
      sandbox.requests.slice(before).filter(({ path }) => path.endsWith("/joined-channels"));
    await expect.poll(() => looks().length, { timeout: 30_000 }).toBeGreaterThan(2);
  };
  return { sandbox, bot, maija, channelId, env, args, ask, answers, answered, lookedAgain };
}

test("without an environment it answers in the sandbox, until Ctrl-C", async () => {
  const running = start(example, ["--every", "0.1"]);
  await running.says(/Maija has an answer to: @Helper are you there\?/);
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect(stdout).toMatch(/^@Helper is listening\..*\n(Maija has an answer.*\n)+Stopped\.\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("whoever mentions it gets one answer, in order, and is mentioned; others, bots and itself get none", async () => {
  const { sandbox, bot, maija, channelId, env, args, ask, answered, lookedAgain } = await service();
  const other = sandbox.addUser({ full_name: "Other bot", is_bot: true });
  ask("one");
  ask("from a bot", other.id);
  ask("from itself", bot.id).sender = null;
  const [, , own] = sandbox.data.messages;
  sandbox.addMessage(channelId, { sender_id: maija.id, body: message("@Helper without a mention").toBody() });
  sandbox.addMessage(channelId, {
    sender_id: maija.id,
    body: message().mention(maija.id, "Helperina").toBody(),
  });
  ask("two");
  const running = start(example, args, env);
  await expect.poll(() => sandbox.data.messages.length, { timeout: 30_000 }).toBe(8);
  ask("three");
  await expect.poll(() => sandbox.data.messages.length, { timeout: 30_000 }).toBe(10);
  await lookedAgain();
  sandbox.data.messages.splice(
    sandbox.data.messages.findIndex(({ id }) => id === own?.id),
    1,
  );
  await answered("one", "two", "three");
  const replies = sandbox.requests.filter(({ method }) => method === "POST").map(({ body }) => body);
  expect(replies).toHaveLength(3);
  for (const reply of replies) expect(reply).toMatchObject({ notify_users: [maija.id] });
  running.child.kill("SIGTERM");
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
});

test("killed between an answer and its receipt, again and again, it answers each mention once", async () => {
  const { env, args, ask, answered, lookedAgain, sandbox } = await service();
  for (const text of ["one", "two", "three", "four"]) ask(text);
  sandbox.fail({ method: "POST", times: 3, with: "stall-body" });
  for (let time = 1; time <= 3; time++) {
    const running = start(example, args, env);
    const kept = () => sandbox.requests.filter(({ fault }) => fault).length;
    await expect.poll(kept, { timeout: 30_000 }).toBe(time);
    running.child.kill("SIGKILL");
    expect(await running.ended).toMatchObject({ code: null });
  }
  start(example, args, env);
  await answered("one", "two", "three", "four");
  await lookedAgain();
  await answered("one", "two", "three", "four");
  // It knew of the first three from the channel, and did not even try.
  expect(sandbox.requests.filter(({ method }) => method === "POST")).toHaveLength(4);
});

test("where answers are lost or late, and the service fails, each mention is still answered once", async () => {
  const { sandbox, env, args, ask, answered, lookedAgain } = await service();
  sandbox.fail({ path: /joined-channels/, times: 4, with: { status: 503, retryAfter: 0 } });
  for (const after of [0, 2, 4]) sandbox.fail({ method: "POST", after, with: "commit-then-drop" });
  ask("one");
  ask("two");
  const running = start(example, args, env);
  await answered("one", "two");
  ask("three");
  await answered("one", "two", "three");
  await lookedAgain();
  await answered("one", "two", "three");
  running.child.kill("SIGINT");
  const { code, stderr } = await running.ended;
  expect(stderr).toMatch(/answered 503.*: trying again/);
  expect(code).toBe(0);
});

test("two of it at once, and an answer that the channel does not show yet, make no second answer", async () => {
  const { sandbox, env, args, ask, answered, lookedAgain } = await service();
  const unanswered = { next: null, previous: null, results: [ask("one")] };
  sandbox.fail({ method: "GET", path: /messages\?/, times: 3, with: { status: 200, body: unanswered } });
  const both = [start(example, args, env), start(example, args, env)];
  for (const one of both) await one.says(/Maija has an answer to: @Helper one/);
  await lookedAgain();
  await answered("one");
  for (const { child } of both) child.kill("SIGINT");
  for (const { ended } of both) expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

test("an earlier answer in other words stays the answer", async () => {
  const { sandbox, env, args, ask, answers, lookedAgain, channelId, bot } = await service();
  const { id } = ask("one");
  const first = start(example, args, env);
  await first.says(/has an answer/);
  first.child.kill("SIGKILL");
  await first.ended;
  const given = sandbox.data.messages.find(({ sender_id }) => sender_id === bot.id);
  if (!given) throw new Error("there is an answer");
  const created_at = "2020-01-01T00:00:00.000Z";
  // Out of sight, so that only the service's refusal is left to tell.
  sandbox.data.messages.splice(0, 2);
  sandbox.addMessage(channelId, {
    id: given.id,
    sender_id: bot.id,
    body: message("Other words").toBody(),
    created_at,
  });
  ask("one").id = id;
  const running = start(example, args, env);
  await running.says(/Maija has an answer to: @Helper one/);
  await lookedAgain();
  expect(answers()).toEqual(["Other words"]);
});

test("a channel where it may not write does not keep it from the others; a refused token ends it", async () => {
  const { sandbox, env, args, ask, answers, channelId, bot, maija } = await service();
  const times = Number.POSITIVE_INFINITY;
  sandbox.fail({ method: "POST", path: `/channels/${channelId}`, times, with: { status: 403 } });
  ask("not here");
  const open = sandbox.addChannel({ name: "Open", members: [maija.id] });
  const body = message().mention(bot.id, "Helper").text(" but here").toBody();
  sandbox.addMessage(open.id, { sender_id: maija.id, body });
  const running = start(example, args, env);
  await expect.poll(answers, { timeout: 30_000 }).toEqual(["but here"]);
  bot.token = "another one";
  const { code, stderr } = await running.ended;
  expect(stderr).toMatch(/^Not answered: .*403.*\n(?:.*\n)*.*answered 401.*\n$/);
  expect(code).toBe(1);
});

test("wrong arguments are answered with the problem and the usage", async () => {
  const { env, bot } = await service();
  const { PUB_ORGANIZATION_ID: _, ...tokenOnly } = env;
  for (const [args, given, problem] of [
    [["--users", bot.id], {}, /Unknown option '--users'/],
    [["hello"], {}, /Unexpected argument 'hello'/],
    [["--every", "0"], {}, /--every takes a number of seconds above 0\./],
    [["--every", "soon"], {}, /--every takes a number of seconds above 0\./],
    [["--user", bot.id], env, /Who is the bot\? Say it with --user <id> and --name <name>\./],
    [["--user", "helper", "--name", "Helper"], env, /userId must be a UUID/],
    [[], tokenOnly, /PUB_ORGANIZATION_ID is needed beside the token\./],
  ] as const) {
    const { code, stderr } = await run(example, args, given);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^Usage: node examples\/bot\.ts/m);
    expect(code).toBe(2);
  }
});
