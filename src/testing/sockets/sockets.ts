/**
 * A subscription that is in force.
 *
 * @example
 * ```ts
 * import { createSandbox, type SandboxSubscription } from "@giosg/pub-sdk/testing";
 *
 * const line = ({ channel, userId }: SandboxSubscription) => `${userId} watches ${channel}`;
 * console.log(createSandbox().sockets.subscriptions.map(line));
 * ```
 */
export interface SandboxSubscription {
  /** The path, as it was asked for. */
  readonly channel: string;
  /** UUID of the user who sees what is told. */
  readonly userId: string;
}

/**
 * What `refuse` takes besides the path.
 *
 * @example
 * ```ts
 * import type { RefuseOptions } from "@giosg/pub-sdk/testing";
 *
 * const once: RefuseOptions = { code: 404, times: 1 };
 * sandbox.sockets.refuse("/channels", once);
 * ```
 */
export interface RefuseOptions {
  /**
   * The code of the refusal: 400 to 599.
   *
   * @default 403
   */
  readonly code?: number | undefined;
  /**
   * How many subscriptions are refused.
   *
   * @default Infinity
   */
  readonly times?: number | undefined;
}

/**
 * What `refuseConnections` takes.
 *
 * @example
 * ```ts
 * import type { RefuseConnectionsOptions } from "@giosg/pub-sdk/testing";
 *
 * const twice: RefuseConnectionsOptions = { times: 2 };
 * sandbox.sockets.refuseConnections(twice);
 * ```
 */
export interface RefuseConnectionsOptions {
  /**
   * How many connections are refused.
   *
   * @default Infinity
   */
  readonly times?: number | undefined;
}

/**
 * What `restart` takes.
 *
 * @example
 * ```ts
 * import type { RestartOptions } from "@giosg/pub-sdk/testing";
 *
 * const briefly: RestartOptions = { downMs: 500 };
 * sandbox.sockets.restart(briefly);
 * ```
 */
export interface RestartOptions {
  /**
   * How long it takes no connection, in milliseconds.
   *
   * @default until the answered function is called
   */
  readonly downMs?: number | undefined;
}

/**
 * The sandbox's sockets, in memory and of every server, and what goes wrong with them. What lasts is ended by the
 * function that is answered, and by `sandbox.reset()`. Every function throws `PubInputError` for what it does not
 * understand; says what is accepted.
 *
 * @example
 * ```ts
 * sandbox.sockets.drop(); // a client comes back, and has missed nothing
 * sandbox.sockets.restart({ downMs: 500 });
 * sandbox.sockets.refuse(/messages$/, { code: 403, times: 1 });
 * const inOrder = sandbox.sockets.reorder();
 * inOrder();
 * console.log(sandbox.sockets.open, sandbox.sockets.subscriptions);
 * ```
 */
export interface SandboxSockets {
  /** How many are open, on the service's side. */
  readonly open: number;
  /** What is watched, by every socket that is not stalled. */
  readonly subscriptions: readonly SandboxSubscription[];
  /** Every socket ends at once, without a close frame: clients are told 1006. What is on its way is lost. */
  drop(): void;
  /**
   * Closes every socket with code 1012, and takes no connection for a while. Let time pass by `downMs`, or by calling
   * what is answered.
   */
  restart(options?: RestartOptions): () => void;
  /**
   * Refuses subscriptions of a path: whole (`/api/pub/…`), from below the organization on (`/channels`), or by a
   * pattern that is found in it.
   */
  refuse(path: string | RegExp, options?: RefuseOptions): () => void;
  /** Refuses connections: the handshake fails, over `sandbox.listen` with HTTP 503. */
  refuseConnections(options?: RefuseConnectionsOptions): () => void;
  /**
   * The sockets that are open stay so, and nothing goes over them any more, in neither direction, as if a cable was
   * pulled. New ones work. What a client closes stays `CLOSING` until `drop()`, `restart()` or `reset()` ends it.
   */
  stall(): void;
  /** On sockets from now on, subscriptions are confirmed, and no change is told: a service that forgets. */
  mute(): () => void;
  /** Every frame comes later, by so many milliseconds (0 to 2147483647) and in order. The only fault with timers. */
  delay(ms: number): () => void;
  /**
   * Every change is told again, so many times (1 to 1000).
   *
   * @param times default 1
   */
  duplicate(times?: number): () => void;
  /**
   * Holds back so many changes (2 to 10000) of each socket, and then tells them from the last to the first. Its end
   * tells what is held back, too.
   *
   * @param count default 2
   */
  reorder(count?: number): () => void;
  /**
   * Lets a user's token expire, as `sandbox.expireToken` does.
   *
   * @param userId default `sandbox.users[0].id`
   * @returns the user's new token
   */
  expire(userId?: string): string;
}
