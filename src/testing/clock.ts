import { refuse } from "../errors/input-error.js";

const start = Date.parse("2026-01-01T08:00:00.000Z");
const step = 1000;

/** What the sandbox's time comes from: a start, or a function that is asked at each write. */
export type TimeSource = number | (() => Date | string | number);

/**
 * The service's time. From a start it moves by a second with each write. A function is followed: never ahead of it, so
 * that writes within a millisecond share it, and never back.
 */
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
    return Math.max(asked, this.#last);
  }

  /** The time of a write: ISO 8601, UTC, with milliseconds. */
  tick(): string {
    this.#last = this.peek();
    return new Date(this.#last).toISOString();
  }

  /**
   * Whether a time is the present of the caller's clock (within ten seconds) while this one shows another: then it tells
   * nothing of this clock's times.
   */
  isForeignPresent(time: number): boolean {
    const before = Date.now();
    if (Math.abs(time - before) > 10_000) return false;
    if (typeof this.#source === "number") return true;
    const own = this.peek();
    return own < before || own > Date.now();
  }

  #before(): number {
    return typeof this.#source === "number" ? this.#source - step : 0;
  }
}

/** A date/time of the wire in milliseconds. Without a zone it is in UTC. */
export function millisecondOf(text: string): number {
  const isLocal = text.includes("T") && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
  return Date.parse(isLocal ? `${text}Z` : text);
}
