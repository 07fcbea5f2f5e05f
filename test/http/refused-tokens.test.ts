import { describe, expect, test, vi } from "vitest";
import { PubAuthenticationError } from "../../src/errors/authentication-error.js";
import { PubInputError } from "../../src/errors/input-error.js";
import { type TokenFunction, TokenSource } from "../../src/http/token-source.js";
import { channelId } from "../support/fault-data.js";
import { clientOf, FaultFetch, failing, gate, rejection, settleDown } from "../support/fault-fetch.js";
import { recorder } from "../support/fault-hooks.js";

/** A source whose token was renewed so many times, each of them refused in its turn. */
async function renewedTimes(count: number) {
  let latest = 0;
  const ask = vi.fn<TokenFunction>(({ refresh }) => (refresh ? `t${++latest}` : `t${latest}`));
  const source = new TokenSource("Token", ask);
  let credential = await source.get();
  for (let time = 0; time < count; time++) credential = await source.renew(credential);
  ask.mockClear();
  return { source, ask, credential };
}

test("a token that was refused before is replaced without asking again, the last 32 of them", async () => {
  const { source, ask, credential } = await renewedTimes(33);
  for (const token of ["t1", "t32"]) {
    const replaced = await source.renew({ ...credential, token });
    expect(replaced).toMatchObject({ token: "t33", mayBeStale: true });
  }
  expect(ask).not.toHaveBeenCalled();
});

test("an older one is not kept in mind: it asks", async () => {
  const { source, ask, credential } = await renewedTimes(33);
  expect(await source.renew({ ...credential, token: "t0" })).toHaveProperty("token", "t34");
  expect(ask.mock.calls).toEqual([[{ refresh: true }]]);
});

test("a token that is valid again is asked for once, also for a 401 of before that comes after", async () => {
  const ask = vi.fn<TokenFunction>(() => "same");
  const source = new TokenSource("Token", ask);
  const [first, second] = [await source.get(), await source.get()];
  ask.mockClear();
  expect(await source.renew(first)).toMatchObject({ token: "same", renewals: 1 });
  expect(await source.renew(second)).toMatchObject({ token: "same", renewals: 1, mayBeStale: false });
  expect(ask.mock.calls).toEqual([[{ refresh: true }]]);
});

test("a string is its own replacement: there is nobody to ask", async () => {
  const source = new TokenSource("Bearer", "abc");
  expect(source.renewable).toBe(false);
  const credential = await source.get();
  expect(await source.renew(credential)).toBe(credential);
});

describe("a token function whose new token is refused as well", () => {
  const source: TokenFunction = ({ refresh }) => (refresh ? "bad" : "old");
  const sent = ({ sent }: FaultFetch) => sent.map(({ headers }) => headers.Authorization);

  test("is asked anew by the next call, which sends no token that was refused in its place", async () => {
    const faults = new FaultFetch(failing(401));
    const pub = clientOf(faults, { token: source });
    for (let call = 0; call < 3; call++) {
      await rejection(pub.channels.retrieve(channelId), PubAuthenticationError);
    }
    expect(sent(faults)).toEqual([
      "Token old",
      "Token bad",
      "Token old",
      "Token bad",
      "Token old",
      "Token bad",
    ]);
  });

  test("leaves a write without effect", async () => {
    const pub = clientOf(new FaultFetch(failing(401)), { token: source });
    const error = await rejection(pub.messages.create(channelId, "Hello"), PubAuthenticationError);
    expect(error.outcome).toBe("no_effect");
  });
});

test("a refresh that answers no token leaves the write without effect that was refused before", async () => {
  const source: TokenFunction = ({ refresh }) => (refresh ? "no token" : "old");
  const pub = clientOf(new FaultFetch(failing(401)), { token: source });
  const error = await rejection(pub.messages.create(channelId, "Hello"), PubInputError);
  expect(error.outcome).toBe("no_effect");
  expect(error.messageId).toBeDefined();
});

describe("a token function that takes its time", () => {
  test("leaves the stack of a later failure to the caller's own line", async () => {
    const pub = clientOf(new FaultFetch(failing(403)), { token: async () => "abc" });
    let stack: string | undefined;
    try {
      await pub.channels.retrieve(channelId);
    } catch (error) {
      stack = (error as Error).stack;
    }
    expect(stack).toContain("refused-tokens.test");
    expect(stack).not.toContain("src/http/");
  });

  test("and whose call is aborted meanwhile: no request is sent, and none is told", async () => {
    const { promise, resolve } = gate<string>();
    const { hooks, told } = recorder();
    const faults = new FaultFetch(failing(403));
    const controller = new AbortController();
    const { signal } = controller;
    const end = rejection(
      clientOf(faults, { token: () => promise, hooks }).channels.retrieve(channelId, { signal }),
    );
    await settleDown();
    controller.abort("left");
    expect(await end).toBe("left");
    resolve("abc");
    await settleDown();
    expect(faults.sent).toHaveLength(0);
    expect(told.map(([hook]) => hook)).toEqual(["error"]);
  });
});
