import type { SandboxAdders } from "./adders.js";
import type { SandboxData, SandboxUser } from "./data.js";
import type { FaultRule } from "./faults/fault.js";
import type { SandboxRequest } from "./http/service.js";
import type { SandboxServer } from "./listen/listen.js";
import type { MswHandler, MswHttp } from "./msw.js";
import type { Seeded } from "./seed.js";
import type { SeedOptions } from "./seed-options.js";
import type { SandboxSockets } from "./sockets/sockets.js";

/**
 * A Pub service of one's own, in memory: made by `createSandbox`.
 *
 * @example
 * ```ts
 * import { PubClient } from "@giosg/pub-sdk";
 * import { createSandbox } from "@giosg/pub-sdk/testing";
 *
 * const sandbox = createSandbox();
 * const { organizationId, users, url: baseUrl, fetch } = sandbox;
 * const pub = new PubClient({ organizationId, token: users[0].token, baseUrl, fetch });
 * ```
 */
export interface Sandbox extends SandboxAdders {
  /** UUID of the organization that it serves. */
  readonly organizationId: string;
  /** The client's `baseUrl`. Nothing listens there: it is for {@link Sandbox.fetch}. */
  readonly url: string;
  /**
   * The client's `fetch`: answers as the service would, asynchronously, and obeys `signal`. Needs no `this`. Answers
   * requests to whatever host, and refers to that host in `next` and `previous`.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The realtime client's `url`. Nothing listens there: it is for {@link Sandbox.WebSocket}. */
  readonly socketUrl: string;
  /**
   * The realtime client's `WebSocket`, with the interface of the platform's own: what changes at a path, by the service's
   * work or by hand, is told to those who watch it, as GET there would show it. Leads into the sandbox whatever the host
   * of its URL, which ends in `/websocket?token=…`. Edits by hand are noticed at the next request, and the next call of
   * one of the sandbox's functions. No timers: faked ones do not stop it.
   *
   * @example
   * ```ts
   * const { id } = sandbox.addChannel({ name: "Releases" });
   * const { token } = sandbox.users[0];
   * const socket = new sandbox.WebSocket(`${sandbox.socketUrl}/websocket?token=${token}`);
   * const channel = `/api/pub/v1/orgs/${sandbox.organizationId}/channels/${id}/messages`;
   * socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: "sub", params: { channel, token } }));
   * socket.onmessage = ({ data }) => console.log(data);
   * ```
   */
  readonly WebSocket: typeof WebSocket;
  /** The sockets that are open, and what goes wrong with them. */
  readonly sockets: SandboxSockets;
  /** The organization's users, at least one; they may be edited, and others added. */
  readonly users: [SandboxUser, ...SandboxUser[]];
  /** What the service holds, to seed and to inspect. */
  readonly data: SandboxData;
  /** What it was asked, oldest first, with the status that it answered. */
  readonly requests: SandboxRequest[];
  /**
   * Makes channels with the users (the first 20) as members and messages of every kind, spread over the two weeks
   * before now, some of them unread; on demand also users, direct messages, streams, recordings and conferences. The
   * same seed and calls make the same.
   *
   * @throws PubInputError for an option that is unknown or out of range
   *
   * @example
   * ```ts
   * const { channels, dmChannels } = sandbox.seed({ channels: 3, messages: 500, members: 8, dmChannels: 2, streams: 1 });
   * console.log(channels[0]?.name, dmChannels[0]?.latest_message?.created_at);
   * ```
   */
  seed(options?: SeedOptions): Seeded;
  /**
   * Lets something go wrong, by rule. Of the rules that fit a request, the oldest acts; one that keeps the service from
   * its work (`drop`, `stall`, `html`, a status) before one that spoils its answer. Latency is added to whatever else
   * happens.
   *
   * @returns a function that takes the rule away
   * @throws PubInputError for a rule that it does not understand; says what is accepted
   *
   * @example
   * ```ts
   * const channel = sandbox.addChannel({ name: "Releases" });
   * sandbox.fail({ method: "POST", path: /messages$/, with: "commit-then-drop" });
   * sandbox.fail({ path: "/channels", after: 1, with: { status: 429, retryAfter: 2 } });
   * const restore = sandbox.fail({ times: Infinity, with: { latencyMs: 300 } });
   *
   * await pub.messages.create(channel.id, "Good morning"); // sent once, although its first answer was lost
   * restore();
   * ```
   */
  fail(rule: FaultRule): () => void;
  /**
   * Serves over HTTP as well, for what takes no `fetch`: end-to-end tests, curl, another language; and its sockets, at
   * the same port. To this machine alone, and with CORS for pages of any origin. Faults are those of real connections there. Needs Node 22.3 or later.
   *
   * @param port 0 to 65535; 0, and none, takes one that is free
   * @throws PubInputError for a port that is none or taken, and where there is no Node
   *
   * @example
   * ```ts
   * import { PubClient } from "@giosg/pub-sdk";
   *
   * const server = await sandbox.listen();
   * const { organizationId, users } = sandbox;
   * const pub = new PubClient({ organizationId, token: users[0].token, baseUrl: server.url });
   * console.log(await pub.channels.list().firstPage());
   * await server.close(); // or `await using server = …`
   * ```
   */
  listen(port?: number): Promise<SandboxServer>;
  /**
   * Request handlers of msw 3, for `setupServer` and `setupWorker`: they answer every request below `/api/pub/`, to
   * whatever host. Without an argument, by the msw that is installed, as a promise; with msw's `http`, at once, which
   * is the way for browsers, and wherever the code is bundled. A lost connection is `HttpResponse.error()` there.
   *
   * @throws PubInputError where msw cannot be loaded
   *
   * @example
   * ```ts
   * import { setupServer } from "msw/node";
   *
   * const server = setupServer(...(await sandbox.handlers()));
   * server.listen();
   * ```
   *
   * @example
   * ```ts
   * import { http } from "msw";
   * import { setupServer } from "msw/node";
   *
   * const server = setupServer(...sandbox.handlers(http));
   * server.listen();
   * ```
   */
  handlers(): Promise<MswHandler[]>;
  /** The same, at once, without loading anything. */
  handlers<H>(http: MswHttp<H>): H[];
  /**
   * Lets a token expire: it is refused with 401 from now on, and its user has another one. That one stands in
   * `sandbox.users`, too. Sockets that were opened with it are closed with code 4401. (`fail({ with: { status: 401 } })` refuses a token once that is still good.)
   *
   * @returns the user's new token
   * @throws PubInputError where no user has the token
   *
   * @example
   * ```ts
   * import { PubClient } from "@giosg/pub-sdk";
   *
   * const { organizationId, users, url: baseUrl, fetch } = sandbox;
   * const pub = new PubClient({ organizationId, baseUrl, fetch, accessToken: () => users[0].token });
   * await pub.channels.list().firstPage();
   * sandbox.expireToken(users[0].token);
   * await pub.channels.list().firstPage(); // refused, and repeated with the new token
   * ```
   */
  expireToken(token: string): string;
  /**
   * Back to how it was when it was created, without rules. Arrays and first users stay the same objects, with their
   * first content; servers go on listening, and sockets are closed with code 1012.
   */
  reset(): void;
}

/**
 * A sandbox with the users that it has where nothing is said of them.
 *
 * @example
 * ```ts
 * import { createSandbox } from "@giosg/pub-sdk/testing";
 *
 * const { users } = createSandbox();
 * console.log(users[2].full_name); // three users, unless it is told otherwise
 * ```
 */
export interface DefaultSandbox extends Sandbox {
  /** The organization's users, three of them; they may be edited, and others added. */
  readonly users: [SandboxUser, SandboxUser, SandboxUser, ...SandboxUser[]];
}
