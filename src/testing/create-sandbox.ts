import { makeAdders, type SandboxAdders } from "./adders.js";
import { checkRule } from "./faults/check-rule.js";
import { Service } from "./http/service.js";
import { listen } from "./listen/listen.js";
import { makeHandlers } from "./msw.js";
import { checkOptions, type SandboxOptions } from "./options.js";
import type { DefaultSandbox, Sandbox } from "./sandbox.js";
import { seed } from "./seed.js";
import { Hub } from "./sockets/hub.js";
import { makeSockets } from "./sockets/make-sockets.js";
import { makeWebSocket } from "./sockets/web-socket.js";
import { Store } from "./store/store.js";

const url = "https://pub.sandbox.localhost";
const socketUrl = "wss://pub.sandbox.localhost";

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
  const hub = new Hub(store);
  const service = new Service(store, url, () => hub.publish());
  const expireToken = (token: string): string => {
    const renewed = store.people.renew(token);
    hub.publish();
    return renewed;
  };
  return {
    organizationId: store.people.organizationId,
    url,
    socketUrl,
    fetch: (input, init) => service.fetch(input, init),
    WebSocket: makeWebSocket(hub),
    users: store.people.users,
    data: store.data,
    requests: service.requests,
    seed: (wanted = {}) => {
      store.sync();
      const seeded = seed(store, wanted);
      hub.publish();
      return seeded;
    },
    fail: (rule) => service.faults.add(checkRule(rule)),
    listen: (port) => listen(service, hub, port),
    handlers: makeHandlers(service),
    sockets: makeSockets(hub, store.people, expireToken),
    expireToken,
    reset: () => {
      hub.reset();
      store.reset();
      service.reset();
    },
    ...published(makeAdders(store), () => hub.publish()),
  };
}

/** The adders, each of which tells what it has done. */
function published(adders: SandboxAdders, publish: () => void): SandboxAdders {
  const then = <A extends readonly unknown[], R>(add: (...given: A) => R) => {
    return (...given: A): R => {
      const added = add(...given);
      publish();
      return added;
    };
  };
  return {
    addUser: then(adders.addUser),
    addChannel: then(adders.addChannel),
    addDmChannel: then(adders.addDmChannel),
    addMessage: then(adders.addMessage),
    addMember: then(adders.addMember),
    addStream: then(adders.addStream),
    addRecordedStream: then(adders.addRecordedStream),
    addConference: then(adders.addConference),
    addStreamSession: then(adders.addStreamSession),
  };
}
