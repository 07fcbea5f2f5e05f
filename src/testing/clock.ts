import { refuse } from "./checks.js";

const start = Date.parse("2026-01-01T08:00:00.000Z");
const step = 1000;

/** What the sandbox's time comes from: a start, or a function that is asked at each write. */
export type TimeSource = number | (() => Date | string | number);

/** The service's time. It moves with each write and only forward, so that no two writes happen at once. */
export class Clock {
  readonly #source: TimeSource;
  #last: number;

  constructor(source: TimeSource = start) {
    this.#source = source;
    this.#last = this.#before();
  }

  /** Starts over. */
  reset(): void {
    this.#last = this.#before();
  }

  /**
   * The time of the next write, in milliseconds, without moving to it.
   *
   * @throws PubInputError where the source answers no date
   */
  peek(): number {
    if (typeof this.#source === "number") return this.#last + step;
    const asked = new Date(this.#source()).getTime();
    if (!Number.isFinite(asked)) refuse("now", "a function that answers a date");
    return Math.max(asked, this.#last + 1);
  }

  /** The time of a write: ISO 8601, UTC, with milliseconds. */
  tick(): string {
    this.#last = this.peek();
    return new Date(this.#last).toISOString();
  }

  #before(): number {
    return typeof this.#source === "number" ? this.#source - step : 0;
  }
}
