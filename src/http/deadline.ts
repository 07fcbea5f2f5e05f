import { longestTimerMs } from "./sleep.js";

/** A call's end in time: the callers' signals and `timeoutMs` in one signal, and what is left until then. */
export class Deadline {
  readonly timeoutMs: number;
  /** Whether the time has run out (and not the caller's signal ended the call). */
  timedOut = false;

  readonly #controller = new AbortController();
  readonly #callers: readonly (AbortSignal | undefined)[];
  readonly #endsAt: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(timeoutMs: number, ...callers: readonly (AbortSignal | undefined)[]) {
    this.timeoutMs = timeoutMs;
    this.#callers = callers;
    this.#endsAt = performance.now() + timeoutMs;
    for (const caller of callers) caller?.addEventListener("abort", this.#abort);
    this.#abort();
    this.#arm();
  }

  /** Aborts when the call is over before its work is. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** The work's result, or a rejection at once when the deadline strikes, whatever the work does with the signal. */
  race<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this;
    return new Promise<T>((resolve, reject) => {
      const end = () => reject(signal.reason);
      if (signal.aborted) return end();
      signal.addEventListener("abort", end, { once: true });
      work(signal).then(resolve, reject);
    });
  }

  /** Lets go of the timer and of the callers' signals. */
  dispose(): void {
    clearTimeout(this.#timer);
    for (const caller of this.#callers) caller?.removeEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => {
    const aborted = this.#callers.find((caller) => caller?.aborted);
    if (aborted) this.#controller.abort(aborted.reason);
  };

  #arm(): void {
    if (this.timeoutMs === Number.POSITIVE_INFINITY) return;
    const remainingMs = this.remainingMs;
    this.#timer = setTimeout(
      () => (remainingMs > longestTimerMs ? this.#arm() : this.#strike()),
      Math.min(remainingMs, longestTimerMs),
    );
  }

  #strike(): void {
    this.timedOut = true;
    this.#controller.abort();
  }
}
