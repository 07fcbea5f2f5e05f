import { gzipSync } from "node:zlib";
import type { Sandbox } from "../../src/testing/index.js";
import { committedThen, served, servedWithNext } from "../support/fault-sandbox.js";
import {
  cutBeforeHeaders,
  cutInBody,
  type Fault,
  json,
  proxyPage,
  type ReceivedRequest,
  redirect,
  stallBeforeHeaders,
  stallInBody,
  status,
} from "../support/fault-server.js";
/** One check's own service: its state, and what it was asked. */
export interface World {
  readonly key: string;
  readonly sandbox: Sandbox;
  readonly requests: ReceivedRequest[];
  /** For each request that stalls, when its connection is gone. */
  readonly stalls: Promise<void>[];
  /** An origin that no client has any business with. */
  readonly elsewhere: string;
  /** Whether the scenario's faults are to end. */
  isMended: boolean;
  stalling(): void;
}

/** What the service does with one request of a check, by its number from 0 on. */
export type Scenario = (world: World, request: ReceivedRequest, index: number) => Fault;

const fine: Scenario = ({ sandbox }) => served(sandbox);

/** What is asked is done, and its answer is lost. */
const lost: Scenario = ({ sandbox }) => committedThen(sandbox, () => cutBeforeHeaders());

/** The first requests meet a fault, and the others a service in order. */
function first(count: number, fault: Scenario): Scenario {
  return (world, request, index) => (index < count ? fault : fine)(world, request, index);
}

const once = (fault: Scenario): Scenario => first(1, fault);
const twice = (fault: Scenario): Scenario => first(2, fault);

/** A request that nobody answers in full. */
function stalling(fault: Fault): Scenario {
  return ({ stalls, stalling: tell }, { closed }) =>
    async (exchange) => {
      stalls.push(closed);
      await fault(exchange);
      tell();
    };
}

const something = { results: ["half of this is all that comes"] };

/** By the names that the checks use. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  plain: fine,
  pages: fine,
  refused: fine,
  cut: () => cutBeforeHeaders(),
  "cut-once": once(() => cutBeforeHeaders()),
  "cut-body": () => cutInBody(something),
  "cut-body-once": once(() => cutInBody(something)),
  "busy-once": once(() => status(503, { "retry-after": 0 })),
  limited: () => status(429, { "retry-after": 3_600 }),
  "limited-once": once(() => status(429, { "retry-after": 1 })),
  lost: (world, ...request) => (world.isMended ? fine : lost)(world, ...request),
  "lost-once": once(lost),
  "lost-twice": twice(lost),
  "lost-in-body-twice": twice(({ sandbox }) => committedThen(sandbox, ({ data }) => cutInBody(data, 201))),
  stall: stalling(stallBeforeHeaders()),
  "stall-body": stalling(stallInBody(something)),
  "stalled-page": (world, request, index) =>
    (index < 2 ? fine : stalling(stallInBody(something)))(world, request, index),
  "foreign-next": ({ sandbox, elsewhere }) =>
    servedWithNext(sandbox, (next) => next && elsewhere + new URL(next).pathname + new URL(next).search),
  circle: ({ sandbox }, { url }) =>
    json({ next: `${sandbox.url}${url.replace(/\?.*/, "")}?cursor=again`, previous: null, results: [] }),
  "redirect-elsewhere": ({ elsewhere }) => redirect(elsewhere, 307),
  "redirect-home": ({ key }, { url }) => redirect(`/${key}${url}?again`, 302),
  "renewed-token": (world, request, index) => {
    world.sandbox.users[0].token = "renewed-token";
    return fine(world, request, index);
  },
  status: (world, request, index) => {
    const wanted = new URL(request.url, world.elsewhere).searchParams.get("status");
    if (wanted === null) return fine(world, request, index);
    return json({ detail: "As was asked for." }, Number(wanted), { "x-request-id": "request-1" });
  },
  fields: () => json({ name: ["Taken."], members: { 0: ["Unknown."] } }, 400),
  echo: (_, { headers, body }) => json({ detail: `${headers.authorization} ${body}`, body: [body] }, 400),
  "proxy-page": () => proxyPage(502),
  empty: () => status(200),
  drifted: ({ sandbox }) =>
    committedThen(sandbox, ({ data }) => {
      const { results, ...page } = data as { readonly results: readonly object[] };
      return json({ ...page, results: results.map((item) => ({ ...item, name: 271_828 })) });
    }),
  compressed: ({ sandbox }) => committedThen(sandbox, ({ data }) => gzipped(data)),
};

function gzipped(data: unknown): Fault {
  return ({ response }) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(gzipSync(JSON.stringify(data)));
  };
}
