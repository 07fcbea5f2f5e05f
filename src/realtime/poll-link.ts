import type { Follower, Link, RealtimeStatus } from "./link.js";

/** Asks again and again, each path for itself. */
export class PollLink implements Link {
  status: RealtimeStatus = "idle";

  readonly #pollMs: number;
  readonly #onStatus: () => void;
  readonly #timers = new Map<Follower, ReturnType<typeof setTimeout> | undefined>();

  constructor(pollMs: number, onStatus: () => void) {
    this.#pollMs = pollMs;
    this.#onStatus = onStatus;
  }

  add(follower: Follower): void {
    if (this.#timers.size === 0) globalThis.addEventListener?.("online", this.#online);
    this.#timers.set(follower, undefined);
    this.review();
    this.#after(follower, follower.confirmed());
  }

  remove(follower: Follower): void {
    clearTimeout(this.#timers.get(follower));
    this.#timers.delete(follower);
    if (this.#timers.size === 0) globalThis.removeEventListener?.("online", this.#online);
    this.review();
  }

  replace(): void {}

  close(): void {
    for (const follower of [...this.#timers.keys()]) this.remove(follower);
    this.#set("closed");
  }

  review(): void {
    const states = new Set([...this.#timers.keys()].map(({ status }) => status));
    if (states.size === 0) this.#set("idle");
    else if (states.has("stale")) this.#set("reconnecting");
    else this.#set(states.has("live") ? "open" : "connecting");
  }

  #set(status: RealtimeStatus): void {
    if (this.status === status || this.status === "closed") return;
    this.status = status;
    this.#onStatus();
  }

  #after(follower: Follower, polled: Promise<void>): void {
    polled.then(() => {
      if (!this.#timers.has(follower)) return;
      this.review();
      clearTimeout(this.#timers.get(follower));
      this.#timers.set(
        follower,
        setTimeout(() => this.#after(follower, follower.poll()), this.#pollMs),
      );
    });
  }

  readonly #online = (): void => {
    for (const follower of this.#timers.keys()) this.#after(follower, follower.poll());
  };
}
