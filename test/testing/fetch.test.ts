import { beforeEach, describe, expect, test, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask } from "./ask.js";

let sandbox: Sandbox;
let url: string;
let headers: Record<string, string>;
beforeEach(() => {
  sandbox = createSandbox();
  url = `${sandbox.url}/api/pub/v1/orgs/${sandbox.organizationId}/channels`;
  headers = { authorization: `Token ${sandbox.users[0].token}`, "content-type": "application/json" };
});

test("it works without its sandbox, with a string, an URL and a Request", async () => {
  const { fetch } = sandbox;
  const body = JSON.stringify({ name: "A" });
  const answers = [
    await fetch(url, { method: "POST", headers, body }),
    await fetch(new URL(url), {
      method: "post",
      headers: new Headers(headers),
      body: new TextEncoder().encode(body),
    }),
    await fetch(new Request(url, { method: "POST", headers, body })),
    await fetch(new Request(url, { headers }), { method: "POST", body }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
  expect((await fetch(url, { headers: Object.entries(headers) })).status).toBe(200);
});

test("what is no address is refused as by fetch", async () => {
  await expect(sandbox.fetch("http://")).rejects.toThrow(TypeError);
});

test("the log tells what was asked, and what became of it", async () => {
  const ids = [sandbox.organizationId];
  await ask(sandbox, "GET", "/channels?ordering=-created_at&x=%C3%A4");
  await ask(sandbox, "POST", "/channels", { body: { name: "A" } });
  await ask(sandbox, "PATCH", "/channels", { headers: { Authorization: "Token wrong" } });
  const path = `/api/pub/v1/orgs/${ids[0]}/channels`;
  const authorization = `Token ${sandbox.users[0].token}`;
  expect(sandbox.requests).toEqual([
    {
      method: "GET",
      path,
      query: { ordering: "-created_at", x: "ä" },
      headers: { accept: "application/json", authorization },
      body: undefined,
      status: 200,
    },
    {
      method: "POST",
      path,
      query: {},
      headers: { accept: "application/json", authorization, "content-type": "application/json" },
      body: { name: "A" },
      status: 201,
    },
    expect.objectContaining({ method: "PATCH", status: 401 }),
  ]);
});

test("it needs no timers, so that tests may take them over", async () => {
  vi.useFakeTimers();
  try {
    const response = await sandbox.fetch(url, { headers, signal: new AbortController().signal });
    expect(await response.json()).toMatchObject({ results: [] });
  } finally {
    vi.useRealTimers();
  }
});

describe("a signal", () => {
  const reason = new Error("enough");

  test("that is over before the request keeps it from being made", async () => {
    const call = sandbox.fetch(url, { headers, signal: AbortSignal.abort(reason) });
    await expect(call).rejects.toBe(reason);
    expect(sandbox.requests).toEqual([]);
  });

  test("that comes while the request is under way ends it, with nothing done", async () => {
    const controller = new AbortController();
    const body = JSON.stringify({ name: "A" });
    const call = sandbox.fetch(url, { method: "POST", headers, body, signal: controller.signal });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(sandbox.data.channels).toEqual([]);
  });

  test("of a Request counts as well", async () => {
    const controller = new AbortController();
    const call = sandbox.fetch(new Request(url, { headers, signal: controller.signal }));
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  test.each(["before", "while"])("that comes %s the body is read ends the reading", async (when) => {
    const controller = new AbortController();
    const response = await sandbox.fetch(url, { headers, signal: controller.signal });
    if (when === "before") controller.abort(reason);
    const reading = response.json();
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(sandbox.requests).toMatchObject([{ status: 200 }]);
  });

  test("is left as it was found", async () => {
    const { signal } = new AbortController();
    const listen = vi.spyOn(signal, "addEventListener");
    await (await sandbox.fetch(url, { headers, signal })).json();
    expect(listen).not.toHaveBeenCalled();
  });
});
