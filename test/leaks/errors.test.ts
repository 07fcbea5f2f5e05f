import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PubAuthenticationError } from "../../src/errors/authentication-error.js";
import { PubBadRequestError } from "../../src/errors/bad-request-error.js";
import { PubConflictError } from "../../src/errors/conflict-error.js";
import { PubConnectionError } from "../../src/errors/connection-error.js";
import { PubHttpError } from "../../src/errors/http-error.js";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { PubPermissionError } from "../../src/errors/permission-error.js";
import type { PubError } from "../../src/errors/pub-error.js";
import { PubRateLimitError } from "../../src/errors/rate-limit-error.js";
import { PubResponseError } from "../../src/errors/response-error.js";
import { PubServerError } from "../../src/errors/server-error.js";
import { PubTimeoutError } from "../../src/errors/timeout-error.js";
import { channelId, messageId } from "../support/fault-data.js";
import { FaultFetch, failing, hanging, type Reply, settled, stalledBody } from "../support/fault-fetch.js";
import { expectNoLeak, formsOf } from "./forms.js";
import {
  credentials,
  expiring,
  knownFrom,
  observed,
  renewing,
  secrets,
  sendAll,
  text,
  tokenOf,
  tokens,
} from "./planted.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

type ErrorClass = abstract new (...parameters: never[]) => PubError;

/** An error's answer that repeats what was sent in every place but the request's id. */
function echoing(status: number): Reply {
  return (sent) => {
    const known = knownFrom(sent);
    const token = tokenOf(sent);
    const body = {
      detail: `Refused: ${known}`,
      [known]: [known],
      body: { chunks: [{ text: [known] }] },
    };
    const headers = {
      location: `https://e.example/${encodeURIComponent(known)}`,
      "www-authenticate": `Token realm="${encodeURIComponent(known)}"`,
      "retry-after": `3600 ${token}`,
      "x-echo": encodeURIComponent(known),
      "set-cookie": `note=${encodeURIComponent(known)}`,
      server: token,
    };
    return new Response(JSON.stringify(body), { status, statusText: token, headers });
  };
}

/** An answer that is no JSON. */
function page(status: number): Reply {
  return (sent) => {
    const known = knownFrom(sent);
    const html = `<html><title>${known}</title><body>${known}</body></html>`;
    return new Response(html, {
      status,
      statusText: tokenOf(sent),
      headers: { "content-type": "text/html" },
    });
  };
}

/** An answer of another shape. */
const misshapen: Reply = (sent) => {
  const known = knownFrom(sent);
  return Response.json({ [known]: known, id: known, channel_id: [known], body: { [known]: known } });
};

/** The runtime's errors, which hold the request. */
const broken: Reply = (sent) => {
  const known = knownFrom(sent);
  const cause = Object.assign(new AggregateError([new Error(known)], known), {
    code: known,
    data: known,
    input: known,
    options: { headers: { authorization: known } },
  });
  return Promise.reject(Object.assign(new TypeError(known, { cause }), { request: known }));
};

/** A body that breaks off. */
const cut: Reply = (sent) => {
  const known = knownFrom(sent);
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(`{"id":"${known}`)),
    pull: (controller) => controller.error(new TypeError(`terminated: ${known}`)),
  });
  return new Response(body);
};

/** A redirect to where what was sent would be told on. */
const redirecting: Reply = (sent) => {
  const known = encodeURIComponent(knownFrom(sent));
  return new Response(null, {
    status: 302,
    headers: { location: `https://e.example/${known}`, "x-echo": known },
  });
};

const kinds: readonly (readonly [string, ErrorClass, Reply])[] = [
  ["400", PubBadRequestError, echoing(400)],
  ["401", PubAuthenticationError, echoing(401)],
  ["403", PubPermissionError, echoing(403)],
  ["404", PubNotFoundError, echoing(404)],
  ["408", PubHttpError, echoing(408)],
  ["409", PubConflictError, echoing(409)],
  ["418", PubHttpError, echoing(418)],
  ["422", PubBadRequestError, echoing(422)],
  ["429", PubRateLimitError, echoing(429)],
  ["500", PubServerError, echoing(500)],
  ["503", PubServerError, echoing(503)],
  ["a proxy's HTML", PubServerError, page(502)],
  ["no answer", PubConnectionError, broken],
  ["a body that breaks off", PubConnectionError, cut],
  ["no JSON", PubResponseError, page(200)],
  ["another shape", PubResponseError, misshapen],
  ["a redirect", PubResponseError, redirecting],
  ["no end", PubTimeoutError, hanging()],
  ["a body without an end", PubTimeoutError, stalledBody()],
];

describe.each(kinds)("the error of %s shows nothing of what was sent", (_, type, reply) => {
  test.each(credentials)("with %s for a token", async (_, options) => {
    const { pub, events } = observed(reply, options());
    const end = settled(sendAll(pub));
    await vi.runAllTimersAsync();
    const { reason } = await end;
    expect(reason).toBeInstanceOf(type);
    expectNoLeak(reason, secrets);
    expectNoLeak(events, secrets);
  });

  test("after a refresh", async () => {
    const { pub, events, faults } = observed(expiring(reply), { token: renewing() });
    const end = settled(sendAll(pub));
    await vi.runAllTimersAsync();
    const { reason } = await end;
    expect(faults.sent.length).toBeGreaterThan(1);
    expect(reason).toBeInstanceOf(type);
    expectNoLeak(reason, secrets);
    expectNoLeak(events, secrets);
  });
});

test("the forms are looked at as they should be: what a getter has is found, and what is planted", () => {
  const planted = [
    { note: { deep: [new Map([[1, { text }]])] } },
    Object.assign(new Error("x"), { [Symbol(text)]: 1 }),
    Object.defineProperty({}, "hidden", { value: text }),
    Object.create({
      get own() {
        return text;
      },
    }),
    new Error("x", { cause: new Error(text) }),
  ];
  for (const value of planted) expect(() => expectNoLeak(value, [text])).toThrow();
  expect(() => expectNoLeak({ other: "nothing of it" }, [text])).not.toThrow();
});

describe("an error's requestId, where the service repeats in it what was sent,", () => {
  const named = (name: string, status: number) => () =>
    new Response(JSON.stringify({ detail: "No." }), { status, headers: { [name]: tokens.first } });

  test.each([
    ["x-request-id", 400],
    ["x-request-id", 503],
    ["cf-ray", 403],
  ])("does not show the token (%s, %i)", async (name, status) => {
    const { pub, events } = observed(named(name, status));
    const end = settled(sendAll(pub));
    await vi.runAllTimersAsync();
    const { reason } = await end;
    expect(reason).toBeInstanceOf(PubHttpError);
    expectNoLeak(reason, secrets);
    expectNoLeak(events, secrets);
  });

  test("does not show the message's text", async () => {
    const word = "Zxqjwkvyqz-Xqzj";
    const { pub, events } = observed(failing(400, { "x-request-id": word }));
    const end = settled(pub.messages.create(channelId, `Say ${word}!`));
    await vi.runAllTimersAsync();
    expectNoLeak((await end).reason, [word]);
    expectNoLeak(events, [word]);
  });

  test("is shown as it is where it is the caller's own header", async () => {
    const own = "7d5f9a52-0c1b-4b8e-9d0e-0d6c1f8b1a11";
    const { pub } = observed(failing(400, { "x-request-id": own }));
    const end = settled(pub.messages.create(channelId, "Hello", { headers: { "X-Request-Id": own } }));
    expect((await end).reason).toHaveProperty("requestId", own);
  });
});

test("an inspection that runs getters does not print what the service said", async () => {
  const { pub } = observed(echoing(400));
  const end = settled(sendAll(pub));
  await vi.runAllTimersAsync();
  const { reason } = await end;
  const options = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true } as const;
  expect(inspect(reason, options)).not.toContain(text);
  expect(inspect({ reason }, options)).not.toContain(tokens.first);
});

describe("the token of an earlier attempt", () => {
  test("is not shown by a later one", async () => {
    let asked = 0;
    const source = () => (asked++ === 0 ? tokens.first : tokens.second);
    const { pub, events } = observed(echoing(503), { token: source });
    const end = settled(sendAll(pub));
    await vi.runAllTimersAsync();
    expectNoLeak((await end).reason, secrets);
    expectNoLeak(events, secrets);
  });

  test("is not shown by the read-back that follows", async () => {
    let asked = 0;
    const source = () => (asked++ === 0 ? tokens.first : tokens.second);
    const replies = new FaultFetch(broken, echoing(409), broken, echoing(503));
    const { pub, events, faults } = observed(replies, { token: source });
    const end = settled(sendAll(pub));
    await vi.runAllTimersAsync();
    expect((await end).reason).toBeInstanceOf(PubConflictError);
    expect(faults.lines.slice(0, 3)).toEqual([
      expect.stringContaining("POST"),
      expect.stringContaining("POST"),
      expect.stringContaining("GET"),
    ]);
    expectNoLeak((await end).reason, secrets);
    expectNoLeak(events, secrets);
  });
});

describe("what is not the SDK's own reason stays out of the hooks", () => {
  test("of an abort", async () => {
    const { pub, events } = observed(hanging());
    const controller = new AbortController();
    const end = settled(sendAll(pub, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(new Error(secrets.join()));
    await end;
    expect(events.map(({ hook }) => hook)).toContain("error");
    expectNoLeak(events, secrets);
  });

  test.each([false, true])("of a token function (refresh: %s)", async (late) => {
    const source = ({ refresh }: { refresh: boolean }) => {
      if (refresh === late) throw new Error(secrets.join());
      return tokens.first;
    };
    const { pub, events } = observed(failing(401), { token: source });
    expect((await settled(sendAll(pub))).reason).toHaveProperty("message", secrets.join());
    expect(events.map(({ hook }) => hook)).toContain("error");
    expectNoLeak(events, secrets);
  });
});

describe("a token that cannot be sent", () => {
  const odd = `${tokens.first} ${tokens.second}`;

  test.each([
    ["token", () => observed(failing(500), { token: odd })],
    ["accessToken", () => observed(failing(500), { token: undefined, accessToken: odd })],
    ["token beside accessToken", () => observed(failing(500), { token: odd, accessToken: odd })],
  ])("%s: the client's refusal does not show it", (_, make) => {
    let thrown: unknown;
    try {
      make();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(PubInputError);
    expectNoLeak(thrown, secrets);
  });

  test("of a function: the call's refusal does not show it", async () => {
    const { pub, events } = observed(failing(500), { token: () => odd });
    const { reason } = await settled(sendAll(pub));
    expect(reason).toBeInstanceOf(PubInputError);
    expectNoLeak(reason, secrets);
    expectNoLeak(events, secrets);
  });
});

test("what does print of an error: class, message and the public facts", async () => {
  const { pub } = observed(failing(404, { "x-request-id": "r-1" }));
  const { reason } = await settled(pub.messages.retrieve(channelId, messageId));
  const { inspect: shown, JSON: json = "" } = formsOf(reason);
  expect(shown).toMatch(/^PubNotFoundError: GET \/api\/pub\/v1\/.* answered 404/);
  expect(shown).toContain("requestId: 'r-1'");
  expect(JSON.parse(json)).toMatchObject({ name: "PubNotFoundError", status: 404, requestId: "r-1" });
});
