/** A frame is held back until it is due. */
export interface Hold {
  readonly due: Promise<void>;
  /** Lets it never be due. */
  cancel(): void;
}

interface Refused {
  readonly path: string | RegExp;
  readonly code: number;
  left: number;
}

/** What goes wrong with sockets at the moment: each fault is taken away by the function that set it. */
export class SocketFaults {
  readonly #delays = new Set<{ readonly ms: number }>();
  readonly #copies = new Set<{ readonly times: number }>();
  readonly #orders = new Set<{ readonly count: number }>();
  readonly #mutes = new Set<object>();
  readonly #refusals = new Set<Refused>();
  readonly #closedDoors = new Set<{ left: number }>();
  /** What is to happen at a time, at once where all faults end. */
  readonly #timers = new Map<ReturnType<typeof setTimeout>, () => void>();

  /** For how long a frame is held back that is sent now. */
  hold(): Hold | undefined {
    if (this.#delays.size === 0) return undefined;
    const ms = [...this.#delays].reduce((total, delay) => total + delay.ms, 0);
    let cancel = () => {};
    const due = new Promise<void>((resolve) => {
      cancel = this.#after(ms, resolve);
    });
    return { due, cancel };
  }

  /** How often each change comes. */
  get copies(): number {
    return [...this.#copies].reduce((total, { times }) => total + times, 1);
  }

  /** How many changes are held back, to be turned around; 1 for none. */
  get heldBack(): number {
    return Math.max(1, ...[...this.#orders].map(({ count }) => count));
  }

  /** The reasons why a session that begins now is told of no change: each until it is undone. */
  get mutes(): readonly object[] {
    return [...this.#mutes];
  }

  isMuting(mute: object): boolean {
    return this.#mutes.has(mute);
  }

  delay(ms: number): () => void {
    return this.#put(this.#delays, { ms });
  }

  duplicate(times: number): () => void {
    return this.#put(this.#copies, { times });
  }

  reorder(count: number): () => void {
    return this.#put(this.#orders, { count });
  }

  mute(): () => void {
    return this.#put(this.#mutes, {});
  }

  refuse(path: string | RegExp, code: number, times: number): () => void {
    return this.#put(this.#refusals, { path, code, left: times });
  }

  refuseConnections(times: number): () => void {
    return this.#put(this.#closedDoors, { left: times });
  }

  /** Refuses connections for a while; without a time until the answered function is called. */
  goDown(ms: number | undefined): () => void {
    const reopen = this.refuseConnections(Number.POSITIVE_INFINITY);
    if (ms === undefined) return reopen;
    const cancel = this.#after(ms, reopen);
    return () => {
      cancel();
      reopen();
    };
  }

  /** The code that a subscription is refused with, which counts. */
  refusalOf(path: string): number | undefined {
    for (const refused of this.#refusals) {
      if (refused.left < 1 || !fits(refused.path, path)) continue;
      refused.left -= 1;
      return refused.code;
    }
    return undefined;
  }

  /** Whether a connection is refused, which counts. */
  isClosed(): boolean {
    for (const door of this.#closedDoors) {
      if (door.left < 1) continue;
      door.left -= 1;
      return true;
    }
    return false;
  }

  clear(): void {
    for (const faults of [this.#delays, this.#copies, this.#orders, this.#mutes]) faults.clear();
    this.#refusals.clear();
    this.#closedDoors.clear();
    for (const [timer, then] of this.#timers) {
      clearTimeout(timer);
      then();
    }
    this.#timers.clear();
  }

  /** Does something later; the function that is answered keeps it from being done. */
  #after(ms: number, then: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.set(timer, then);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  #put<T>(set: Set<T>, fault: T): () => void {
    set.add(fault);
    return () => {
      set.delete(fault);
    };
  }
}

function fits(wanted: string | RegExp, path: string): boolean {
  // `search` looks from the beginning, also with a pattern that is `g` or `y`.
  if (wanted instanceof RegExp) return path.search(wanted) >= 0;
  return path === wanted || path.replace(/^\/api\/pub\/v1\/orgs\/[^/]+/, "") === wanted;
}
