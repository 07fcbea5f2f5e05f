import { makeAdders, type SandboxAdders } from "./adders.js";
import type { SandboxData, SandboxUser } from "./data.js";
import { type SandboxRequest, Service } from "./http/service.js";
import { checkOptions, type SandboxOptions } from "./options.js";
import { type Seeded, type SeedOptions, seed } from "./seed.js";
import { Store } from "./store/store.js";

/** A Pub service of one's own, in memory: see {@link createSandbox}. */
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
  /** The organization's users, at least one; they may be edited, and others added. */
  readonly users: [SandboxUser, ...SandboxUser[]];
  /** What the service holds, to seed and to inspect. */
  readonly data: SandboxData;
  /** What it was asked, oldest first, with the status that it answered. */
  readonly requests: SandboxRequest[];
  /**
   * Makes channels with the users (the first 20) as members and messages of every kind, spread over the two weeks
   * before now, some of them unread. The same seed and calls make the same.
   *
   * @throws PubInputError for an option that is unknown or out of range
   */
  seed(options?: SeedOptions): Seeded;
  /** Back to how it was when it was created. Arrays and first users stay the same objects, with their first content. */
  reset(): void;
}

/** A sandbox with the users that it has where nothing is said of them. */
export interface DefaultSandbox extends Sandbox {
  /** The organization's users, three of them; they may be edited, and others added. */
  readonly users: [SandboxUser, SandboxUser, SandboxUser, ...SandboxUser[]];
}

const url = "https://pub.sandbox.localhost";

/**
 * A Pub service of one's own, in memory, to test an application without the real one: it checks tokens, validates
 * payloads, paginates, and remembers. Everything it makes up follows from its seed.
 *
 * Each token acts for its user. Direct messages and private channels are for their members alone (404 for others);
 * open channels can be read by everybody and written to by members (403); changing and deleting a channel, naming
 * admins and removing others is for the channel's admins, changing and deleting a message for its sender (403). Below
 * `/users/<id>/` everybody sees what that user sees.
 *
 * Its clock starts at 2026-01-01T08:00:00Z and moves by a second with each write, and only then. An app that compares
 * dates with its own clock is given `now: () => new Date()`. Marking as seen "now" by the app's clock covers everything
 * written so far with either.
 *
 * @throws PubInputError for an option that is unknown or out of range
 *
 * @example
 * ```ts
 * import { PubClient } from "@giosg/pub-sdk";
 * import { createSandbox } from "@giosg/pub-sdk/testing";
 *
 * const sandbox = createSandbox();
 * const channel = sandbox.addChannel({ name: "Releases" });
 * sandbox.addMessage(channel.id, "4.0.0 is out");
 *
 * const pub = new PubClient({
 *   organizationId: sandbox.organizationId,
 *   token: sandbox.users[0].token,
 *   baseUrl: sandbox.url,
 *   fetch: sandbox.fetch,
 * });
 * await pub.messages.create(channel.id, "Well done!");
 * console.log(sandbox.data.messages.length, sandbox.requests[0]?.status);
 * ```
 */
export function createSandbox(options?: SandboxOptions & { readonly users?: undefined }): DefaultSandbox;
/** The same, with as many users as are asked for. */
export function createSandbox(options?: SandboxOptions): Sandbox;
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const store = new Store(checkOptions(options));
  const service = new Service(store, url);
  return {
    organizationId: store.people.organizationId,
    url,
    fetch: (input, init) => service.fetch(input, init),
    users: store.people.users,
    data: store.data,
    requests: service.requests,
    seed: (wanted = {}) => {
      store.sync();
      return seed(store, wanted);
    },
    reset: () => {
      store.reset();
      service.reset();
    },
    ...makeAdders(store),
  };
}
