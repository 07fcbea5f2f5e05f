import { PubRealtimeError } from "../errors/realtime-error.js";
import type { Credential, TokenSource } from "../http/token-source.js";
import { backoffMs, shortestWaitMs } from "./backoff.js";
import { parseFrame, type Refusal } from "./frame.js";
import type { Follower, Link, RealtimeStatus } from "./link.js";
import type { Settings, WebSocketLike } from "./options.js";

/**
 * How long the service may be silent while it owes an answer, to the handshake or to a subscription; and how long a
 * connection lasts before it counts as a good one, and the next wait is short again.
 */
const patienceMs = 10_000;

/** A path, as long as the socket lives on which it was subscribed. */
interface Path {
  readonly followers: Set<Follower>;
  state?: "asked" | "confirmed" | undefined;
  /** Whether it was refused with one token already. */
  isRenewed?: boolean;
}

/** One socket for all paths. It counts as open when the service has confirmed a subscription. */
export function createSocketLink(
  { url, WebSocket }: Settings,
  tokens: TokenSource,
  setStatus: (status: RealtimeStatus) => void,
): Link {
  const paths = new Map<string, Path>();
  /** Subscriptions that wait for an answer. */
  const asked = new Map<number, (refusal: Refusal | undefined) => void>();
  let socket: WebSocketLike | undefined;
  /** What the present connection was opened with. */
  let credential: Credential;
  /** Counts connections: what belongs to a former one is not listened to. */
  let generation = 0;
  let requests = 0;
  let isUp = false;
  let failures = 0;
  let triedAt = 0;
  /** When the service confirmed the first subscription. */
  let openedAt: number | undefined;
  let retry: ReturnType<typeof setTimeout>;
  let guard: ReturnType<typeof setTimeout>;

  function rest(): void {
    globalThis.removeEventListener?.("online", online);
    globalThis.removeEventListener?.("offline", lose);
    dismiss();
    paths.clear();
    setStatus("idle");
  }

  /** Lets go of the present connection. */
  function dismiss(): void {
    generation++;
    clearTimeout(retry);
    clearTimeout(guard);
    asked.clear();
    isUp = false;
    openedAt = undefined;
    socket?.close();
    socket = undefined;
  }

  function online(): void {
    if (!socket) connectIn(triedAt + shortestWaitMs - performance.now());
  }

  function connectIn(ms: number): void {
    dismiss();
    retry = setTimeout(connect, ms);
  }

  function wait(): void {
    clearTimeout(guard);
    if (!isUp || asked.size > 0) guard = setTimeout(lose, patienceMs);
  }

  async function connect(): Promise<void> {
    dismiss();
    const mine = generation;
    triedAt = performance.now();
    wait();
    try {
      const given = await tokens.accepted();
      if (mine !== generation) return;
      credential = given;
      const made = new (WebSocket ?? globalThis.WebSocket)(url + encodeURIComponent(credential.token));
      socket = made;
      const on = (
        type: "open" | "message" | "close" | "error",
        listener: (event: { data?: unknown }) => void,
      ) =>
        made.addEventListener(type, (event) => {
          if (mine === generation) listener(event);
        });
      on("open", () => {
        isUp = true;
        wait();
        subscribeAll();
      });
      on("message", ({ data }) => {
        const message = parseFrame(data);
        if (!message) return;
        if ("channel" in message) {
          for (const follower of paths.get(message.channel)?.followers ?? []) follower.told(message);
          return;
        }
        const answered = asked.get(message.id);
        asked.delete(message.id);
        wait();
        answered?.(message.error);
      });
      on("close", lose);
      on("error", lose);
    } catch {
      // Not to be told: a socket's own complaint shows its URL, and with it the token.
      if (mine === generation) lose();
    }
  }

  function subscribeAll(): void {
    for (const [channel, path] of paths) if (path.followers.size && !path.state) subscribe(channel, path);
  }

  function subscribe(channel: string, path: Path): void {
    path.state = "asked";
    asked.set(++requests, (refusal) => {
      if (!refusal) {
        path.state = "confirmed";
        path.isRenewed = false;
        openedAt ??= performance.now();
        setStatus("open");
        for (const follower of path.followers) follower.confirmed();
        return;
      }
      const { status, detail } = refusal;
      if (status === 401 && !path.isRenewed && tokens.renewable) {
        path.isRenewed = true;
        tokens.reject(credential);
        lose();
        return;
      }
      if (status !== 429 && status < 500) {
        paths.delete(channel);
        const error = new PubRealtimeError(channel, status, detail);
        for (const follower of path.followers) follower.stop(error);
        return;
      }
      // A passing state: again, after a wait; until then it asks.
      path.state = undefined;
      for (const follower of path.followers) follower.poll();
      clearTimeout(retry);
      retry = setTimeout(subscribeAll, backoffMs(failures++));
    });
    if (asked.size === 1) wait();
    socket?.send(
      JSON.stringify({ id: requests, method: "sub", params: { channel, token: credential.token } }),
    );
  }

  /** The way is lost, or was not found: looks for another one, later. */
  function lose(): void {
    const wasOpenAt = openedAt;
    if (wasOpenAt !== undefined) {
      if (performance.now() - wasOpenAt > patienceMs) failures = 0;
      setStatus("reconnecting");
    }
    connectIn(backoffMs(failures++));
    for (const [channel, path] of paths) {
      path.state = undefined;
      if (path.followers.size === 0) paths.delete(channel);
      for (const follower of path.followers) {
        follower.lost();
        // Where no socket can be had, changes come late rather than never; and an expired token shows.
        if (wasOpenAt === undefined) follower.poll();
      }
    }
  }

  return {
    add(follower) {
      const isFirst = paths.size === 0;
      const path: Path = paths.get(follower.path) ?? { followers: new Set() };
      paths.set(follower.path, path);
      path.followers.add(follower);
      if (isFirst) {
        failures = 0;
        // Not in every runtime.
        globalThis.addEventListener?.("online", online);
        globalThis.addEventListener?.("offline", lose);
        setStatus("connecting");
        connect();
      } else if (path.state === "confirmed") follower.confirmed();
      else if (isUp) subscribeAll();
    },
    remove(follower) {
      // Its path stays subscribed as long as the socket lives: how to unsubscribe is not documented.
      paths.get(follower.path)?.followers.delete(follower);
      // Whoever leaves may be back at once, as in React's strict mode.
      Promise.resolve().then(() => {
        if ([...paths.values()].every((path) => path.followers.size === 0)) rest();
      });
    },
    replace() {
      if (socket) lose();
    },
    close() {
      for (const path of paths.values()) for (const follower of path.followers) follower.stop();
      rest();
    },
  };
}
