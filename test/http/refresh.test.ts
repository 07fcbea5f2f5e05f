import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubAuthenticationError } from "../../src/errors/authentication-error.js";
import { PubInputError } from "../../src/errors/input-error.js";
import type { TokenFunction } from "../../src/http/token-source.js";
import { kindsOfCall } from "../support/fault-calls.js";
import { aChannel, channelId } from "../support/fault-data.js";
import {
  answer,
  clientOf,
  FaultFetch,
  failing,
  gate,
  type Reply,
  rejection,
  settled,
} from "../support/fault-fetch.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A service that takes the tokens in `valid`, and no others. */
function service(valid: Set<string>, data: unknown = aChannel()) {
  return new FaultFetch(({ headers }) =>
    valid.has(headers.Authorization?.replace(/^\w+ /, "") ?? "")
      ? Response.json(data)
      : Response.json({ detail: "Invalid token." }, { status: 401 }),
  );
}

const sentTokens = ({ sent }: FaultFetch) => sent.map(({ headers }) => headers.Authorization);
const retrieve = (faults: FaultFetch, source: string | TokenFunction) =>
  clientOf(faults, { token: source }).channels.retrieve(channelId);

describe.each(kindsOfCall.filter(({ name }) => name !== "conference.retrieveStreamStatus"))(
  "a 401 of $name ($method)",
  ({ invoke, answer: data }) => {
    test("asks for a new token once and repeats the request once", async () => {
      const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? "new" : "old"));
      const faults = service(new Set(["new"]), data);
      await invoke(clientOf(faults, { token: source, maxRetries: 0 }));
      expect(sentTokens(faults)).toEqual(["Token old", "Token new"]);
      expect(source.mock.calls).toEqual([[{ refresh: false }], [{ refresh: true }]]);
      const [first, second] = faults.sent;
      expect(second?.url).toBe(first?.url);
      expect(second?.body).toEqual(first?.body);
    });

    test("and another: it fails", async () => {
      const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? "new" : "old"));
      const faults = service(new Set());
      const end = settled(invoke(clientOf(faults, { token: source })));
      await vi.runAllTimersAsync();
      expect((await end).reason).toBeInstanceOf(PubAuthenticationError);
      expect(faults.sent).toHaveLength(2);
    });
  },
);

describe("a refresh", () => {
  test("is one for several 401s of one token, also for one that arrives after it", async () => {
    const lateAnswer = gate<Response>();
    let current = "old";
    const source = vi.fn<TokenFunction>(({ refresh }) => {
      if (refresh) current = "new";
      return current;
    });
    const unauthorized = () => Response.json({}, { status: 401 });
    const reply: Reply = ({ headers, url }) => {
      if (headers.Authorization === "Token new") return Response.json(aChannel());
      return url.includes("slow") ? lateAnswer.promise : unauthorized();
    };
    const faults = new FaultFetch(reply);
    const pub = clientOf(faults, { accessToken: undefined, token: source });
    const slow = pub.channels.retrieve(channelId, { query: { slow: 1 } });
    const quick = Array.from({ length: 4 }, () => pub.channels.retrieve(channelId));
    await Promise.all(quick);
    lateAnswer.resolve(unauthorized());
    await slow;
    expect(source.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1);
    expect(faults.sent).toHaveLength(10);
  });

  test("is one for several 401s of one token, where the function goes on answering the old one", async () => {
    const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? "new" : "old"));
    const pub = clientOf(service(new Set(["new"])), { token: source });
    for (let call = 0; call < 3; call++) await pub.channels.retrieve(channelId);
    expect(source.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1);
  });

  test("is due again when the refreshed token expires in its turn", async () => {
    const valid = new Set(["t1"]);
    let count = 0;
    let current = "t0";
    const source = vi.fn<TokenFunction>(({ refresh }) => {
      if (refresh) current = `t${++count}`;
      return current;
    });
    const pub = clientOf(service(valid), { token: source });
    await pub.channels.retrieve(channelId);
    for (const next of ["t2", "t3", "t4"]) {
      valid.clear();
      valid.add(next);
      expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
    }
    expect(count).toBe(4);
  });

  test("is due again where the function goes on answering the first token", async () => {
    const valid = new Set(["t1"]);
    let count = 0;
    const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? `t${++count}` : "t0"));
    const pub = clientOf(service(valid), { token: source });
    await pub.channels.retrieve(channelId);
    valid.clear();
    valid.add("t2");
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
    expect(count).toBe(2);
  });

  test.each([
    ["an Error", new Error("session ended")],
    ["a TypeError that looks like the network's", new TypeError("fetch failed")],
    ["a string", "session ended"],
    ["undefined", undefined],
  ])("that throws %s: it reaches every caller untouched", async (_, thrown) => {
    const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? Promise.reject(thrown) : "old"));
    const faults = service(new Set());
    const pub = clientOf(faults, { token: source });
    const ends = Promise.all([1, 2, 3].map(() => rejection(pub.channels.create({ name: "x" }))));
    await vi.runAllTimersAsync();
    expect(await ends).toEqual([thrown, thrown, thrown]);
    for (const end of await ends) expect(end).toBe(thrown);
    expect(source.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1);
    expect(faults.sent).toHaveLength(3);
  });

  test("that threw is asked for anew by the next call", async () => {
    const refreshes = vi.fn<() => Promise<string>>().mockRejectedValueOnce("once").mockResolvedValue("new");
    const source: TokenFunction = ({ refresh }) => (refresh ? refreshes() : "old");
    const pub = clientOf(service(new Set(["new"])), { token: source });
    expect(await rejection(pub.channels.retrieve(channelId))).toBe("once");
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
  });

  test("that runs is waited for, though the function answers a question of before meanwhile", async () => {
    const [asked, renewal] = [gate<string>(), gate<string>()];
    const answers = ["old", asked.promise];
    const source = vi.fn<TokenFunction>(({ refresh }) =>
      refresh ? renewal.promise : (answers.shift() ?? "old"),
    );
    const refused = gate<Response>();
    let count = 0;
    const faults = new FaultFetch(() => (count++ === 0 ? refused.promise : Response.json(aChannel())));
    const pub = clientOf(faults, { token: source });
    const calls = [pub.channels.retrieve(channelId)];
    await vi.advanceTimersByTimeAsync(0);
    calls.push(pub.channels.retrieve(channelId));
    await vi.advanceTimersByTimeAsync(0);
    refused.resolve(new Response(null, { status: 401 }));
    await vi.advanceTimersByTimeAsync(0);
    asked.resolve("old");
    await vi.advanceTimersByTimeAsync(0);
    calls.push(pub.channels.retrieve(channelId));
    await vi.advanceTimersByTimeAsync(0);
    renewal.resolve("new");
    await Promise.all(calls);
    expect(source.mock.calls.map(([{ refresh }]) => refresh)).toEqual([false, false, true]);
  });

  test("that hangs: timeout, and the next call asks anew", async () => {
    let isStuck = true;
    const source = vi.fn<TokenFunction>(({ refresh }) =>
      refresh ? (isStuck ? new Promise(() => {}) : "new") : "old",
    );
    const pub = clientOf(service(new Set(["new"])), { token: source, timeoutMs: 100 });
    const ends = [1, 2].map(() => settled(pub.channels.retrieve(channelId)));
    await vi.advanceTimersByTimeAsync(100);
    for (const end of ends) expect((await end).reason).toMatchObject({ code: "timeout" });
    isStuck = false;
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
  });

  test("that comes after its call has timed out does not replace a newer one", async () => {
    const stuck = gate<string>();
    const valid = new Set(["t2"]);
    const answers = [stuck.promise, "t2"];
    const refreshes = vi.fn(() => answers.shift() ?? "t3");
    const source: TokenFunction = ({ refresh }) => (refresh ? refreshes() : "t0");
    const pub = clientOf(service(valid), { token: source, timeoutMs: 100 });
    const end = settled(pub.channels.retrieve(channelId));
    await vi.advanceTimersByTimeAsync(100);
    await end;
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
    stuck.resolve("t1");
    await vi.advanceTimersByTimeAsync(0);
    expect(await pub.channels.retrieve(channelId)).toEqual(aChannel());
    expect(refreshes).toHaveBeenCalledTimes(2);
  });

  test("that answers the old token: that is repeated once, and the next call asks anew", async () => {
    const source = vi.fn<TokenFunction>(() => "old");
    const faults = service(new Set());
    const pub = clientOf(faults, { token: source });
    const error = await rejection(pub.channels.retrieve(channelId), PubAuthenticationError);
    expect(error.outcome).toBe("no_effect");
    expect(sentTokens(faults)).toEqual(["Token old", "Token old"]);
    await rejection(pub.channels.retrieve(channelId), PubAuthenticationError);
    expect(source.mock.calls.map(([{ refresh }]) => refresh)).toEqual([false, true, false, true]);
  });

  test("that answers no token is a PubInputError without it", async () => {
    const faults = service(new Set());
    const error = await rejection(
      retrieve(faults, ({ refresh }) => (refresh ? "not a token" : "old")),
      PubInputError,
    );
    expect(error.message).not.toContain("not a token");
    expect(faults.sent).toHaveLength(1);
  });

  test("is waited for by calls that begin meanwhile", async () => {
    const { promise, resolve } = gate<string>();
    const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? promise : "old"));
    const faults = service(new Set(["new"]));
    const pub = clientOf(faults, { token: source });
    const first = pub.channels.retrieve(channelId);
    await vi.advanceTimersByTimeAsync(0);
    const second = pub.channels.retrieve(channelId);
    await vi.advanceTimersByTimeAsync(0);
    resolve("new");
    await Promise.all([first, second]);
    expect(sentTokens(faults)).toEqual(["Token old", "Token new", "Token new"]);
  });

  test("does not count as a retry, and retries go on after it", async () => {
    const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? "new" : "old"));
    const faults = new FaultFetch(failing(503), failing(401), failing(503), answer(aChannel()));
    const end = settled(retrieve(faults, source));
    await vi.runAllTimersAsync();
    expect((await end).value).toEqual(aChannel());
    expect(faults.sent).toHaveLength(4);
  });

  test("happens once in a call", async () => {
    const source = vi.fn<TokenFunction>(({ refresh }) => (refresh ? "new" : "old"));
    const faults = new FaultFetch(failing(401), failing(503), failing(401), answer(aChannel()));
    const end = settled(retrieve(faults, source));
    await vi.runAllTimersAsync();
    expect((await end).reason).toBeInstanceOf(PubAuthenticationError);
    expect(faults.sent).toHaveLength(3);
  });

  test("does not make a request be sent more than twice, however many calls are refused at once", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      let state = seed;
      // Latencies that look random and are the same in each run.
      const pause = (longestMs: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return new Promise((resolve) => setTimeout(resolve, state % longestMs));
      };
      let count = 0;
      const faults = new FaultFetch(async () => {
        await pause(10);
        return new Response(null, { status: 401 });
      });
      const pub = clientOf(faults, {
        token: async ({ refresh }) => {
          await pause(5);
          return refresh ? `t${++count}` : "t0";
        },
      });
      const calls = Array.from({ length: 10 }, (_, n) =>
        settled(pub.channels.retrieve(channelId, { query: { n } })),
      );
      await vi.runAllTimersAsync();
      for (const call of calls) expect((await call).reason).toBeInstanceOf(PubAuthenticationError);
      const times = new Map<string, number>();
      for (const { url } of faults.sent) times.set(url, (times.get(url) ?? 0) + 1);
      expect(Math.max(...times.values())).toBe(2);
    }
  });

  test("in the middle of a pagination loses nothing", async () => {
    const valid = new Set(["t0"]);
    let current = "t0";
    const source: TokenFunction = ({ refresh }) => {
      if (refresh) current = "t1";
      return current;
    };
    const base = "https://api.giosg.com/api/pub/v1/orgs/o/channels?cursor=";
    const faults = new FaultFetch(({ headers, url }) => {
      const at = Number(new URL(url).searchParams.get("cursor") ?? 0);
      if (at === 2) valid.clear();
      if (at === 2) valid.add("t1");
      const isValid = valid.has(headers.Authorization?.slice(6) ?? "");
      if (!isValid) return new Response(null, { status: 401 });
      return Response.json({ next: at < 4 ? base + (at + 1) : null, results: [aChannel({ name: `${at}` })] });
    });
    const names: string[] = [];
    for await (const { name } of clientOf(faults, { token: source }).channels.list()) names.push(name);
    expect(names).toEqual(["0", "1", "2", "3", "4"]);
    expect(faults.sent).toHaveLength(6);
  });
});
