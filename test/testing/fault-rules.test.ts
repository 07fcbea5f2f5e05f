import { describe, expect, test, vi } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { createSandbox, type FaultRule, type Sandbox } from "../../src/testing/index.js";
import { ask } from "./ask.js";

const refused = { status: 500 } as const;
const statuses = async (sandbox: Sandbox, ...asked: readonly (readonly [string, string])[]) => {
  const found: number[] = [];
  for (const [method, path] of asked) found.push((await ask(sandbox, method, path)).status);
  return found;
};

describe("a rule applies", () => {
  test("to a method, in whatever case", async () => {
    const sandbox = createSandbox();
    sandbox.fail({ method: "get", with: refused });
    expect(await statuses(sandbox, ["POST", "/channels"], ["GET", "/channels"])).toEqual([400, 500]);
  });

  test.each([
    ["/channels"],
    ["/chan"],
    ["/api/pub/v1/orgs/"],
    [/channels$/],
    [/\?ordering=/],
    [/CHANNELS/gi],
    [/\/api/y],
  ])("to a path: %s", async (path) => {
    const sandbox = createSandbox();
    sandbox.fail({ path, times: 2, with: refused });
    const asked = ["GET", "/channels?ordering=created_at"] as const;
    const other = ["GET", "/nowhere"] as const;
    const isOfAll = path === "/api/pub/v1/orgs/" || String(path) === "/\\/api/y";
    expect(await statuses(sandbox, other, asked, asked)).toEqual(isOfAll ? [500, 500, 200] : [404, 500, 500]);
  });

  test("to a path of the public calls, from below the organization on", async () => {
    const sandbox = createSandbox();
    const { id } = sandbox.addChannel();
    sandbox.addStream(id);
    sandbox.fail({ path: `/channels/${id}/conference`, with: refused });
    const path = `/api/pub/public/v1/orgs/${sandbox.organizationId}/channels/${id}/conference/stream_status`;
    expect(await statuses(sandbox, ["GET", path], ["GET", path])).toEqual([500, 200]);
  });

  test("after some requests, as often as it is told", async () => {
    const sandbox = createSandbox();
    sandbox.fail({ path: "/channels", after: 1, times: 2, with: refused });
    const asked = ["GET", "/channels"] as const;
    expect(await statuses(sandbox, asked, ["GET", "/nowhere"], asked, asked, asked)).toEqual([
      200, 404, 500, 500, 200,
    ]);
  });

  test("until it is taken away, and no longer than to the reset", async () => {
    const sandbox = createSandbox();
    const remove = sandbox.fail({ times: Number.POSITIVE_INFINITY, with: refused });
    const asked = ["GET", "/channels"] as const;
    expect(await statuses(sandbox, asked, asked)).toEqual([500, 500]);
    remove();
    remove();
    expect(await statuses(sandbox, asked)).toEqual([200]);
    sandbox.fail({ with: refused });
    sandbox.reset();
    expect(await statuses(sandbox, asked)).toEqual([200]);
  });

  test("the oldest first; one that keeps the service from its work before one that spoils the answer", async () => {
    const sandbox = createSandbox();
    sandbox.fail({ with: "malformed-json" });
    sandbox.fail({ with: { status: 503 } });
    sandbox.fail({ with: { status: 502 }, after: 1 });
    const asked = ["GET", "/channels"] as const;
    expect(await statuses(sandbox, asked, asked)).toEqual([503, 502]);
    await expect(ask(sandbox, "GET", "/channels")).rejects.toThrow(SyntaxError);
  });

  test("to none but answers that it can change", async () => {
    const sandbox = createSandbox();
    const { id } = sandbox.addChannel();
    sandbox.fail({ with: "page-cycle" });
    sandbox.fail({ with: "unknown-chunk" });
    await ask(sandbox, "GET", `/channels/${id}`);
    expect(sandbox.requests.map(({ fault }) => fault)).toEqual([undefined]);
    await ask(sandbox, "GET", "/channels");
    sandbox.addMessage(id, "Good morning");
    const { body } = await ask(sandbox, "GET", "/channels");
    expect(JSON.stringify(body)).toContain("sandbox-chunk");
    expect(JSON.stringify(sandbox.data)).not.toContain("sandbox-chunk");
  });

  test("to answers without a body, too", async () => {
    const sandbox = createSandbox();
    const { id } = sandbox.addChannel();
    sandbox.fail({ method: "DELETE", with: "cut-body" });
    await expect(ask(sandbox, "DELETE", `/channels/${id}`)).rejects.toThrow(TypeError);
    expect(sandbox.data.channels).toEqual([]);
    sandbox.addChannel({ id });
    sandbox.fail({ method: "DELETE", with: "malformed-json" });
    await expect(ask(sandbox, "DELETE", `/channels/${id}`)).rejects.toThrow(SyntaxError);
  });
});

test("latencies of several rules add up", async () => {
  vi.useFakeTimers();
  try {
    const sandbox = createSandbox();
    sandbox.fail({ times: Number.POSITIVE_INFINITY, with: { latencyMs: 300 } });
    sandbox.fail({ with: { latencyMs: 200 } });
    const answered = vi.fn();
    const asking = ask(sandbox, "GET", "/channels").then(answered);
    await vi.advanceTimersByTimeAsync(499);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await asking;
    expect(answered).toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

test("a date of Retry-After is one of HTTP", async () => {
  const sandbox = createSandbox();
  sandbox.fail({ with: { status: 503, retryAfter: new Date("2026-01-02T03:04:05.678Z") } });
  const { headers } = await ask(sandbox, "GET", "/channels");
  expect(headers.get("retry-after")).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
});

test("tokens that follow expired ones come from the seed, and the old ones back with the reset", () => {
  const fresh = (seed: number) => {
    const sandbox = createSandbox({ seed });
    return [sandbox.expireToken(sandbox.users[0].token), sandbox.expireToken(sandbox.users[1].token)];
  };
  expect(fresh(3)).toEqual(fresh(3));
  expect(new Set([...fresh(3), ...fresh(4)]).size).toBe(4);
  const sandbox = createSandbox();
  const [{ token }] = sandbox.users;
  const next = sandbox.expireToken(token);
  expect(() => sandbox.expireToken(token)).toThrow(/token must be the token of a user/);
  sandbox.reset();
  expect(sandbox.users[0].token).toBe(token);
  expect(sandbox.expireToken(token)).toBe(next);
});

test.each<[string, unknown, RegExp]>([
  ["nothing", undefined, /sandbox.fail takes must be an object/],
  ["no fault", {}, /with must be one of "drop", .*\{ status, headers\?, body\?, retryAfter\? \}/],
  ["an unknown fault", { with: "explode" }, /with must be one of "drop", "commit-then-drop", "stall"/],
  ["an inherited name", { with: "toString" }, /with must be one of/],
  ["an unknown field", { wiht: "drop" }, /sandbox.fail does not know the field wiht; there are method, path/],
  ["an unknown method", { method: "FETCH", with: "drop" }, /method must be one of GET, POST/],
  ["a method that is none", { method: 1, with: "drop" }, /method must be/],
  ["a path that is none", { path: "channels", with: "drop" }, /path must be a string that begins with "\/"/],
  ["a number as path", { path: 1, with: "drop" }, /path must be/],
  ["no time at all", { times: 0, with: "drop" }, /times must be a whole number from 1 on, or Infinity/],
  ["half a time", { times: 1.5, with: "drop" }, /times must be/],
  ["endless waiting", { after: Number.POSITIVE_INFINITY, with: "drop" }, /after must be a whole number/],
  ["a status that is none", { with: { status: 99 } }, /with.status must be a whole number from 200 to 599/],
  ["an answer's unknown field", { with: { status: 500, retry: 1 } }, /does not know the field retry/],
  ["a body where none can be", { with: { status: 204, body: {} } }, /with.body must be left out/],
  ["a header that is none", { with: { status: 500, headers: { "a b": "c" } } }, /with.headers must be/],
  [
    "a wait that is none",
    { with: { status: 429, retryAfter: -1 } },
    /with.retryAfter must be a whole number/,
  ],
  ["an invalid date", { with: { status: 429, retryAfter: new Date(Number.NaN) } }, /with.retryAfter must be/],
  ["a negative latency", { with: { latencyMs: -1 } }, /with.latencyMs must be a number from 0/],
  ["latency and status in one", { with: { latencyMs: 1, status: 500 } }, /does not know the field status/],
])("%s is refused", (_, rule, message) => {
  const sandbox = createSandbox();
  const fail = () => sandbox.fail(rule as FaultRule);
  expect(fail).toThrow(PubInputError);
  expect(fail).toThrow(message);
});
