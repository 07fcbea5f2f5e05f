import { PubError } from "../errors/pub-error.js";
import { tell } from "../http/hooks.js";
import type { Credential, TokenSource } from "../http/token-source.js";
import { backoffMs, shortestWaitMs } from "./backoff.js";
import type { Refusal } from "./frame.js";
import type { Follower, Link, RealtimeStatus } from "./link.js";
import type { Settings } from "./options.js";
import { PubRealtimeError } from "./realtime-error.js";
import { SocketSession } from "./socket-session.js";

/** How long a connection lasts before it counts as a good one, and the next wait is short again. */
const steadyMs = 10_000;

/** A path, as long as the socket lives on which it was subscribed. */
interface Path {
  readonly name: string;
  readonly followers: Set<Follower>;
  state: "unasked" | "asked" | "confirmed";
  /** Whether it was refused with one token already. */
  isRenewed: boolean;
}

/** One socket for all paths. It counts as open when the service has confirmed a subscription. */
export class SocketLink implements Link {
  status: RealtimeStatus = "idle";

  readonly #settings: Settings;
  readonly #url: string;
  readonly #tokens: TokenSource;
  readonly #onStatus: () => void;
  readonly #paths = new Map<string, Path>();

  #session: SocketSession | undefined;
  /** Of the present try: what belongs to a former one comes to nothing. */
  #try = 0;
  #failures = 0;
  #triedAt = Number.NEGATIVE_INFINITY;
  #openedAt = Number.POSITIVE_INFINITY;
  #polledAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings, url: string, tokens: TokenSource, onStatus: () => void) {
    this.#settings = settings;
    this.#url = url;
    this.#tokens = tokens;
    this.#onStatus = onStatus;
  }

  add(follower: Follower): void {
    const { path: name } = follower;
    const path: Path = this.#paths.get(name) ?? {
      name,
      followers: new Set(),
      state: "unasked",
      isRenewed: false,
    };
    this.#paths.set(name, path);
    path.followers.add(follower);
    if (this.status === "idle") this.#begin();
    else if (path.state === "confirmed") follower.confirmed();
    else if (this.#session?.isOpen) this.#subscribe(path);
  }

  remove(follower: Follower): void {
    // Its path stays subscribed as long as the socket lives: how to unsubscribe is not documented.
    this.#paths.get(follower.path)?.followers.delete(follower);
    // Whoever leaves may be back at once, as in React's strict mode.
    queueMicrotask(() => {
      if (this.status !== "closed" && this.status !== "idle" && !this.#isWanted) this.#rest("idle");
    });
  }

  replace(): void {
    if (this.#session) this.#lose();
  }

  review(): void {}

  close(): void {
    this.#rest("closed");
  }

  get #isWanted(): boolean {
    return this.#followers.length > 0;
  }

  get #followers(): Follower[] {
    return [...this.#paths.values()].flatMap(({ followers }) => [...followers]);
  }

  #begin(): void {
    // Not in every runtime.
    globalThis.addEventListener?.("online", this.#online);
    globalThis.addEventListener?.("offline", this.#offline);
    this.#failures = 0;
    this.#set("connecting");
    this.#connect();
  }

  #rest(status: "idle" | "closed"): void {
    globalThis.removeEventListener?.("online", this.#online);
    globalThis.removeEventListener?.("offline", this.#offline);
    this.#dismiss();
    this.#paths.clear();
    this.#set(status);
  }

  #set(status: RealtimeStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.#onStatus();
  }

  /** Lets go of the present try. */
  #dismiss(): void {
    this.#try++;
    clearTimeout(this.#timer);
    this.#session?.dispose();
    this.#session = undefined;
  }

  readonly #online = (): void => {
    if (this.#session) return;
    this.#failures = 0;
    this.#connectIn(Math.max(0, this.#triedAt + shortestWaitMs - performance.now()));
  };

  /** The socket itself would not notice for minutes. */
  readonly #offline = (): void => {
    if (this.#session) this.#lose();
  };

  #connectIn(ms: number): void {
    this.#dismiss();
    this.#timer = setTimeout(() => this.#connect(), ms);
  }

  async #connect(): Promise<void> {
    const mine = ++this.#try;
    this.#triedAt = performance.now();
    try {
      const { token } = await this.#credential();
      if (mine !== this.#try) return;
      const { WebSocket = globalThis.WebSocket } = this.#settings;
      this.#session = new SocketSession(new WebSocket(this.#url + encodeURIComponent(token)), {
        opened: () => {
          for (const path of this.#paths.values()) this.#subscribe(path);
        },
        told: (frame) => {
          for (const follower of this.#paths.get(frame.channel)?.followers ?? []) follower.told(frame);
        },
        over: () => this.#lose(),
      });
    } catch (error) {
      // Nothing else: a socket's own complaint shows its URL, and with it the token.
      tell(this.#settings.hooks, "error", PubError.is(error) ? { error } : {});
      if (mine === this.#try) this.#lose();
    }
  }

  /** The token to use now: not one that the service is known to refuse. */
  async #credential(): Promise<Credential> {
    const credential = await this.#tokens.get();
    return this.#tokens.isRejected(credential) ? this.#tokens.renew(credential) : credential;
  }

  async #subscribe(path: Path, known?: Credential): Promise<void> {
    const mine = this.#try;
    if (path.state !== "unasked" || path.followers.size === 0) return;
    path.state = "asked";
    try {
      const credential = known ?? (await this.#credential());
      if (mine !== this.#try) return;
      this.#session?.subscribe(path.name, credential.token, (refusal) => {
        if (refusal) this.#refused(path, credential, refusal);
        else this.#confirmed(path);
      });
    } catch {
      if (mine === this.#try) this.#lose();
    }
  }

  #confirmed(path: Path): void {
    path.state = "confirmed";
    path.isRenewed = false;
    if (this.status !== "open") this.#openedAt = performance.now();
    this.#set("open");
    for (const follower of path.followers) follower.confirmed();
  }

  async #refused(path: Path, credential: Credential, refusal: Refusal): Promise<void> {
    const { status = 0, detail } = refusal;
    path.state = "unasked";
    // Too much at the moment, or a trouble of its own: all of it again, after a wait.
    if (status === 429 || status >= 500) return this.#lose();
    if (status === 401 && !path.isRenewed && this.#tokens.renewable) {
      path.isRenewed = true;
      const mine = this.#try;
      const renewed = await this.#tokens.renew(credential).catch(() => undefined);
      if (mine !== this.#try) return;
      return renewed ? this.#subscribe(path, renewed) : this.#lose();
    }
    this.#paths.delete(path.name);
    const code = refusal.status === undefined ? "" : ` (${refusal.status})`;
    const message = `The service refused to let ${path.name} be watched${code}`;
    for (const follower of path.followers) {
      follower.refused(new PubRealtimeError(message, { path: path.name, status: refusal.status, detail }));
    }
  }

  /** The way is lost, or was not found: looks for another one, later. */
  #lose(): void {
    const wasOpen = this.status === "open";
    if (performance.now() - this.#openedAt > steadyMs) this.#failures = 0;
    this.#openedAt = Number.POSITIVE_INFINITY;
    this.#connectIn(backoffMs(this.#failures++));
    if (wasOpen) this.#set("reconnecting");
    for (const path of [...this.#paths.values()]) {
      path.state = "unasked";
      if (path.followers.size === 0) this.#paths.delete(path.name);
      for (const follower of path.followers) follower.lost();
    }
    if (!wasOpen) this.#pollInstead();
  }

  /** Where no socket can be had, changes come late rather than never; and an expired token shows. */
  #pollInstead(): void {
    const now = performance.now();
    if (now - this.#polledAt < this.#settings.pollMs) return;
    this.#polledAt = now;
    for (const follower of this.#followers) follower.poll();
  }
}
