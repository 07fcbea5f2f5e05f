import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { PubClient } from "../../src/client.js";
import { PubError } from "../../src/errors/pub-error.js";
import { gate, settleDown, settled } from "../support/fault-fetch.js";
import { committedThen, served } from "../support/fault-sandbox.js";
import {
  cutBeforeHeaders,
  cutInBody,
  duplicatedJson,
  type Fault,
  FaultServer,
  json,
  late,
  proxyPage,
  redirect,
  stallBeforeHeaders,
  stallInBody,
  status,
  tooShortContentLength,
  truncatedJson,
} from "../support/fault-server.js";
import { type MatrixCall, makeWorld, matrixCalls, type World } from "./matrix-calls.js";
import { type Expected, rowsOf } from "./matrix-rows.js";
import {
  alwaysToldToWait,
  callGroups,
  classOfStatus,
  lostAnswers,
  refusals,
  refusedRepeats,
  stalls,
  toldToWait,
  unusableAnswers,
} from "./matrix-table.js";

const timeoutMs = 30_000;
const now = Date.parse("2026-01-02T03:04:05Z");

let server: FaultServer;
let elsewhere: FaultServer;

beforeAll(async () => {
  server = await FaultServer.start();
  elsewhere = await FaultServer.start([json({})]);
  // The runtime's first request sets timers of its own.
  server.play([json({})]);
  await (await fetch(server.url)).text();
});

beforeEach(() => {
  // The client's clock stands still unless a test moves it; the server's and the runtime's own go on.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now });
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  await Promise.all([server.close(), elsewhere.close()]);
});

/** What a fault needs to know of the case it is part of. */
interface Scene {
  readonly world: World;
  /** To be told when the request is there and no answer comes: from then on only time can pass. */
  readonly stalled: () => void;
  /** To be told that the body of the next answer will not end. */
  readonly stallsInBody: () => void;
  /** Fulfilled when the call is over. */
  readonly over: Promise<void>;
}

/** What happens to the requests of a call, by their index. */
type Plan = (scene: Scene) => (index: number) => Fault;

const done = (then: (data: unknown, code: number) => Fault) => (scene: Scene) =>
  committedThen(scene.world.sandbox, ({ data, status: code }) => then(data, code));
const notDone = (fault: Fault) => () => fault;

const stall = (scene: Scene): Fault => {
  setImmediate(scene.stalled);
  return stallBeforeHeaders();
};

/** These first, and then a service as it should be. */
function first(...faults: readonly ((scene: Scene) => Fault)[]): Plan {
  return (scene) => (index) => faults[index]?.(scene) ?? served(scene.world.sandbox);
}

function always(fault: (scene: Scene) => Fault): Plan {
  return (scene) => () => fault(scene);
}

const cut = notDone(cutBeforeHeaders());
const doneAndCut = done(() => cutBeforeHeaders());
const redirected = (code: number) => (exchange: Parameters<Fault>[0]) =>
  redirect(elsewhere.url + exchange.request.url, code)(exchange);

const plans: Readonly<Record<string, Plan>> = {
  none: first(),
  "cut before headers, not done": first(cut),
  "cut before headers, done": first(doneAndCut),
  "cut in body, done": first(done((data) => cutInBody(data))),
  "too long a length, done": first(done((data) => truncatedJson(data, "wrong"))),
  "502 with HTML, not done": first(notDone(proxyPage(502))),
  "502 with HTML, done": first(done(() => proxyPage(502))),
  "504, done": first(done(() => status(504))),
  "always cut before headers, not done": always(cut),
  "always cut before headers, done": always(doneAndCut),
  "always cut in body, done": always(done((data) => cutInBody(data))),
  "stall before headers, not done": first(stall),
  "stall before headers, done": first((scene) => done(() => stall(scene))(scene)),
  "answer too late, done": first((scene) =>
    done((data) => {
      setImmediate(scene.stalled);
      return late(scene.over, json(data));
    })(scene),
  ),
  "stall in body, done": first((scene) =>
    done((data) => {
      scene.stallsInBody();
      return stallInBody(data);
    })(scene),
  ),
  "cut, done; then a stall": first(doneAndCut, stall),
  "429 for a second; then a stall": first(notDone(status(429, { "retry-after": 1 })), stall),
  "truncated JSON, done": first(done((data) => truncatedJson(data, "right"))),
  "JSON twice, done": first(done(duplicatedJson)),
  "no body, done": first(done(() => status(200))),
  "too short a length, done": first(done(tooShortContentLength)),
  "200 with HTML, not done": first(notDone(proxyPage(200))),
  "302 to another origin, not done": first(notDone(redirected(302))),
  "307 to another origin, not done": first(notDone(redirected(307))),
  "302 to another origin, done": first(done(() => redirected(302))),
};

/** The forms of Retry-After, what the client must make of them, and whether that fits into its time. */
const retryAfters: Readonly<Record<string, readonly [header: string | undefined, ms: number | undefined]>> = {
  none: [undefined, undefined],
  seconds: ["2", 2_000],
  date: [new Date(now + 3_000).toUTCString(), 3_000],
  "too long": ["3600", 3_600_000],
  "too late": [new Date(now + timeoutMs).toUTCString(), timeoutMs],
};

interface Came extends Expected {
  /** The waits before the repeats. */
  readonly delays: readonly number[];
  readonly error: unknown;
}

/** Makes one call, lets time pass where there is nothing but time to pass, and looks at what came of it. */
async function play(call: MatrixCall, plan: Plan): Promise<Came> {
  const world = makeWorld();
  const before = JSON.stringify(world.sandbox.data);
  const delays: number[] = [];
  const stalled = gate();
  const over = gate();
  let stallsInBody = false;
  const faultAt = plan({
    world,
    stalled: stalled.resolve,
    stallsInBody: () => {
      stallsInBody = true;
    },
    over: over.promise,
  });
  server.play((_, index) => faultAt(index));
  const pub = new PubClient({
    organizationId: world.sandbox.organizationId,
    token: world.sandbox.users[0].token,
    baseUrl: server.url,
    timeoutMs,
    hooks: {
      response: () => {
        if (stallsInBody) setImmediate(stalled.resolve);
      },
      retry: ({ delayMs }) => {
        delays.push(delayMs);
        setImmediate(() => vi.advanceTimersByTime(delayMs));
      },
    },
  });
  const ended = settled(call.invoke(world, pub, {}));
  await Promise.race([ended, stalled.promise]);
  vi.advanceTimersByTime(timeoutMs);
  const { reason } = await ended;
  const requests = server.requests.length;
  expect(vi.getTimerCount()).toBe(0);

  over.resolve();
  vi.advanceTimersByTime(timeoutMs);
  await settleDown();
  expect(server.requests).toHaveLength(requests);
  if (callGroups.read?.includes(call.name)) expect(JSON.stringify(world.sandbox.data)).toBe(before);
  if (reason !== undefined && !PubError.is(reason)) throw reason;
  if (call.name.startsWith("messages.create") && reason) expect(reason.messageId).toBeDefined();
  return {
    requests,
    outcome: reason?.outcome ?? "-",
    endsWith: reason?.name.replace(/^Pub|Error$/g, "") ?? "success",
    happened: call.happened(world),
    delays,
    error: reason,
  };
}

/** Plays a plan with every call that a row speaks of; all that differs from it is shown at once. */
async function check(
  calls: Readonly<Record<string, Expected>>,
  plan: Plan,
  inspect?: (came: Came) => void,
  ownClass = "",
): Promise<void> {
  const found: Record<string, Expected> = {};
  const wanted: Record<string, Expected> = {};
  for (const call of matrixCalls) {
    const expected = calls[call.name];
    if (!expected) continue;
    const endsWith = expected.endsWith === "by status" ? ownClass : expected.endsWith;
    wanted[call.name] = { ...expected, endsWith };
    const came = await play(call, plan);
    const { requests, outcome, happened } = came;
    found[call.name] = { requests, outcome, endsWith: came.endsWith, happened };
    inspect?.(came);
  }
  expect(found).toEqual(wanted);
}

/** The tables whose faults have a name, and those that are put together of several columns. */
const named = [...rowsOf(lostAnswers), ...rowsOf(stalls), ...rowsOf(unusableAnswers)];

describe("the tables are whole", () => {
  const every = Object.values(callGroups).flat();

  test("each call is in one group, and there is a call for each name", () => {
    expect(matrixCalls.map(({ name }) => name).toSorted()).toEqual(every.toSorted());
  });

  test.each([
    ["the named faults", named],
    ["told to wait", rowsOf(toldToWait)],
    ["always told to wait", rowsOf(alwaysToldToWait)],
    ["refusals", rowsOf(refusals)],
    ["refused repeats", rowsOf(refusedRepeats)],
  ])("%s", (_, rows) => {
    const faults = rows.map(({ fault }) => Object.values(fault).join("; "));
    expect(new Set(faults).size).toBe(faults.length);
    for (const { fault, calls } of rows) {
      expect(Object.keys(calls).toSorted(), JSON.stringify(fault)).toEqual(every.toSorted());
    }
  });

  test("each plan is in a table", () => {
    expect(named.map(({ fault }) => fault.fault).toSorted()).toEqual(Object.keys(plans).toSorted());
  });
});

describe("answers that are lost, late or unusable", () => {
  test.each(named.map((row) => ({ name: row.fault.fault ?? "", ...row })))(
    "$name",
    async ({ name, calls }) => {
      elsewhere.play([json({})]);
      await check(calls, plans[name] ?? first());
      expect(elsewhere.requests).toHaveLength(0);
    },
  );
});

describe.each([
  ["once", toldToWait, first],
  ["always", alwaysToldToWait, always],
] as const)("told to wait %s", (_, table, plan) => {
  const rows = rowsOf(table).map(({ fault, calls }) => ({
    code: fault.status ?? "",
    form: fault["Retry-After"] ?? "",
    calls,
  }));

  test.each(rows)("$code, Retry-After: $form", async ({ code, form, calls }) => {
    const [header, waitMs] = retryAfters[form] ?? [];
    const answer = () => {
      // A date is so far off from now on, however far time has moved in the test.
      const isDate = form === "date" || form === "too late";
      const value = isDate && waitMs !== undefined ? new Date(Date.now() + waitMs).toUTCString() : header;
      return status(Number(code), value === undefined ? {} : { "retry-after": value });
    };
    const inspect = ({ delays, error }: Came) => {
      if (waitMs === undefined) return expect(delays.every((delayMs) => delayMs <= 600)).toBe(true);
      for (const delayMs of delays) expect(delayMs).toBe(waitMs);
      if (error) expect(error).toMatchObject({ retryAfterMs: waitMs });
    };
    await check(calls, plan(answer), inspect, classOfStatus[code]);
  });
});

describe("refused", () => {
  const rows = rowsOf(refusals).map(({ fault, calls }) => ({ code: fault.status ?? "", calls }));

  test.each(rows)("$code", async ({ code, calls }) => {
    await check(calls, first(notDone(status(Number(code)))), undefined, classOfStatus[code]);
  });
});

describe("a lost answer, and the repeat is refused", () => {
  const rows = rowsOf(refusedRepeats).map(({ fault, calls }) => ({
    before: fault.first ?? "",
    code: fault.status ?? "",
    calls,
  }));

  test.each(rows)("$before, then $code", async ({ before, code, calls }) => {
    const refusal = status(Number(code), code === "429" ? { "retry-after": 3600 } : {});
    const plan = first(before === "done" ? doneAndCut : cut, notDone(refusal));
    await check(calls, plan, undefined, classOfStatus[code]);
  });
});
