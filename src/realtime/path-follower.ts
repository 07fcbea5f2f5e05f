import { PubHttpError } from "../errors/http-error.js";
import { PubInputError } from "../errors/input-error.js";
import { PubError } from "../errors/pub-error.js";
import { tell } from "../http/hooks.js";
import { sleep } from "../http/sleep.js";
import { backoffMs } from "./backoff.js";
import type { Change } from "./change.js";
import type { Frame } from "./frame.js";
import type { Gate } from "./gate.js";
import type { Follower, Link, LiveStatus } from "./link.js";
import type { RealtimeHooks } from "./options.js";
import type { PubRealtimeError } from "./realtime-error.js";
import type { Topic } from "./topics.js";
import { type Reading, Window } from "./window.js";

/** What followers of all paths share. */
export interface Surroundings {
  readonly link: Link;
  readonly gate: Gate;
  readonly verifyMs: number;
  readonly hooks: RealtimeHooks;
}

/** What is followed, and how much of it. */
export interface Interest<T> {
  readonly topic: Topic<T>;
  readonly ordering: string;
  /** How many items to know at first. */
  readonly limit: number;
  /** Whether what is further down may be let go of again. */
  readonly isPruned: boolean;
}

/** Where a follower hands things over. None of these throws. */
export interface Outlet<T> {
  /** Something is not as it was: the window, or the state. */
  update(changes: readonly Change<T>[]): void;
  /** It is over; with an error where it did not end on purpose. */
  end(error?: unknown): void;
}

/** How many changes may wait for a reading; more of them are worth another reading. */
const mostHeld = 10_000;

/** How long a change that was read may take to be told as well. */
const graceMs = 2_000;

/**
 * Knows a path's items, for one consumer: reads them once the service tells of changes, applies what it tells, and reads
 * again after each interruption. Readings follow one another; what is told meanwhile waits, so that all stays in order.
 */
export class PathFollower<T extends object> implements Follower {
  readonly path: string;
  readonly window: Window<T>;

  readonly #around: Surroundings;
  readonly #interest: Interest<T>;
  readonly #outlet: Outlet<T>;

  /** Ends with the follower. */
  readonly #life = new AbortController();
  /** Ends when the way to the service is lost. */
  #way = new AbortController();
  #readings: Promise<void> = Promise.resolve();
  /** How many readings are under way or wait. */
  #busy = 0;
  #held: Frame[] = [];
  #isOverfull = false;
  #isConfirmed = false;
  #isLoaded = false;
  /** Since when something may be missing. */
  #since: string | undefined;
  /** The URL of the page on which the last item stood. */
  #tail: string | undefined;
  #verifyTimer: ReturnType<typeof setTimeout> | undefined;
  /** What was told of lately, while a comparison is made. */
  #touched: Set<string> | undefined;

  constructor(around: Surroundings, interest: Interest<T>, outlet: Outlet<T>) {
    const { topic, ordering } = interest;
    this.path = topic.path;
    this.window = new Window(topic, ordering);
    this.#around = around;
    this.#interest = interest;
    this.#outlet = outlet;
  }

  get status(): LiveStatus {
    if (this.#life.signal.aborted) return "closed";
    if (!this.#isLoaded) return "loading";
    return this.#isConfirmed && this.#since === undefined ? "live" : "stale";
  }

  start(): void {
    this.#around.link.add(this);
  }

  /** Ends it; what is under way is given up. */
  stop(error?: unknown): void {
    if (this.#life.signal.aborted) return;
    this.#around.link.remove(this);
    this.#life.abort();
    this.#way.abort();
    clearTimeout(this.#verifyTimer);
    this.#held = [];
    this.#outlet.end(error);
  }

  confirmed(): Promise<void> {
    this.#isConfirmed = true;
    this.#way = new AbortController();
    this.#verifyLater();
    return this.#read((signal) => this.#sync(signal), this.#way.signal);
  }

  lost(): void {
    if (!this.#isConfirmed) return;
    this.#isConfirmed = false;
    this.#way.abort();
    this.#held = [];
    clearTimeout(this.#verifyTimer);
    this.#miss();
  }

  told(frame: Frame): void {
    if (!this.#isConfirmed) return;
    this.#touched?.add(frame.id);
    if (this.#busy === 0) this.#apply(frame);
    else if (this.#held.length < mostHeld) this.#held.push(frame);
    else this.#isOverfull = true;
  }

  poll(): Promise<void> {
    return this.#read((signal) => this.#sync(signal), this.#life.signal);
  }

  refused(error: PubRealtimeError): void {
    this.stop(error);
  }

  /** Reads so many items more; false where there are none. */
  async more(count: number): Promise<boolean> {
    const { signal } = this.#life;
    let failure: unknown;
    await this.#read(async () => {
      if (this.window.isComplete || !this.#isLoaded) return;
      try {
        const isEnough = (items: readonly T[]) => items.length - this.window.depthIn(items) >= count;
        const reading = await this.#readPages(this.#tail, isEnough, signal);
        this.#tail = reading.froms[this.window.extend(reading, count) - 1];
        this.#outlet.update([]);
      } catch (error) {
        failure = error;
      }
    }, signal);
    if (failure !== undefined && !signal.aborted) throw failure;
    return !this.window.isComplete;
  }

  /** Makes a reading once those before it are done, and applies what was told meanwhile. */
  #read(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.#busy++;
    this.#readings = this.#readings.then(async () => {
      try {
        if (!signal.aborted && !this.#life.signal.aborted) await work(signal);
      } finally {
        if (--this.#busy === 0) this.#release();
      }
    });
    return this.#readings;
  }

  #release(): void {
    if (this.#isOverfull) {
      this.#isOverfull = false;
      this.#held = [];
      this.#read((signal) => this.#sync(signal), this.#way.signal);
      return;
    }
    const held = this.#held;
    this.#held = [];
    // The reading of an item makes what comes after it wait again.
    for (const frame of held) this.told(frame);
  }

  #apply(frame: Frame): void {
    const changes = this.window.apply(frame);
    if (changes) this.#hand(changes);
    else this.#read((signal) => this.#look(frame, signal), this.#way.signal);
  }

  #hand(changes: readonly Change<T>[]): void {
    const { isPruned, limit } = this.#interest;
    if (isPruned) this.window.prune(limit);
    if (changes.length > 0) this.#outlet.update(changes);
  }

  /** Reads an item of which a frame does not tell enough. */
  async #look({ id, resource }: Frame, signal: AbortSignal): Promise<void> {
    const item = await this.#insist(() => this.#retrieve(id, signal), signal);
    if (!item) return;
    this.#hand(item.found ? this.window.put(id, item.found, resource) : this.window.remove(id));
  }

  async #retrieve(id: string, signal: AbortSignal): Promise<{ readonly found: T | undefined }> {
    try {
      return { found: await this.#interest.topic.retrieve(id, { signal }) };
    } catch (error) {
      if (isAbsence(error)) return { found: undefined };
      throw error;
    }
  }

  /** Brings the window up to date, and tells what has changed since it was. */
  async #sync(signal: AbortSignal): Promise<void> {
    const { limit } = this.#interest;
    const isEnough = (items: readonly T[]) =>
      this.#isLoaded ? this.window.isCoveredBy(items) : items.length >= limit;
    const reading = await this.#insist(() => this.#readPages(undefined, isEnough, signal), signal);
    if (!reading) return;
    const { window } = this;
    const held = this.#held;
    const before = window.state();
    const isPresent = new Set(held.filter(({ action }) => action !== "removed").map(({ id }) => id));
    const most = this.#isLoaded ? Number.POSITIVE_INFINITY : limit;
    const taken = window.reconcile(reading, most, (id) => isPresent.has(id));
    this.#tail = reading.froms[taken - 1];
    this.#held = held.filter((frame) => !window.apply(frame));
    // At first there is nothing to compare with: what was told since the service's word is told again.
    const changes = this.#isLoaded
      ? window.since(before)
      : window.retell(held.filter((frame) => !this.#held.includes(frame)));
    this.#isLoaded = true;
    const since = this.#since;
    if (this.#isConfirmed && since !== undefined) {
      this.#since = undefined;
      changes.push({ action: "resynced", since, dropped: 0 });
    }
    this.#hand(changes);
    if (changes.length === 0) this.#outlet.update([]);
  }

  /** Reads pages until it is enough. */
  async #readPages(
    start: string | undefined,
    isEnough: (items: readonly T[]) => boolean,
    signal: AbortSignal,
  ): Promise<Reading<T>> {
    const { topic, ordering } = this.#interest;
    const items: T[] = [];
    const froms: (string | undefined)[] = [];
    const seen = new Set<string>();
    return this.#around.gate.run(async () => {
      let from = start;
      try {
        for await (const { results, next } of topic.pages(ordering, from, { signal, prefetch: false })) {
          for (const item of results) {
            const id = this.window.idOf(item);
            // What moves down while pages are read stands on two of them.
            if (seen.has(id)) continue;
            seen.add(id);
            items.push(item);
            froms.push(from);
          }
          if (next === null) return { items, froms, isEnd: true };
          if (isEnough(items)) break;
          from = next;
        }
      } catch (error) {
        // A single resource that is gone.
        if (!this.#isLoaded || !isAbsence(error) || topic.ordering) throw error;
        return { items: [], froms, isEnd: true };
      }
      return { items, froms, isEnd: false };
    });
  }

  /** Tries until it succeeds, or there is no hope; undefined where it was given up. */
  async #insist<R>(work: () => Promise<R>, signal: AbortSignal): Promise<R | undefined> {
    for (let failures = 0; ; failures++) {
      try {
        return await work();
      } catch (error) {
        if (signal.aborted || this.#life.signal.aborted) return undefined;
        if (!isPassing(error)) {
          this.stop(error);
          return undefined;
        }
        this.#miss();
        tell(this.#around.hooks, "error", { path: this.path, ...(PubError.is(error) && { error }) });
        // An abort ends the wait, and then the next try.
        await sleep(backoffMs(failures), signal).catch(() => {});
      }
    }
  }

  /** Notes that something may be missing from now on. */
  #miss(): void {
    if (!this.#isLoaded || this.#since !== undefined) return;
    this.#since = new Date().toISOString();
    this.#outlet.update([]);
    this.#around.link.review();
  }

  #verifyLater(): void {
    const { verifyMs } = this.#around;
    clearTimeout(this.#verifyTimer);
    if (verifyMs === Number.POSITIVE_INFINITY) return;
    const checkedAt = new Date().toISOString();
    // Not all at once.
    this.#verifyTimer = setTimeout(
      () => this.#verify(checkedAt, this.#way.signal),
      verifyMs * (0.9 + Math.random() / 10),
    );
  }

  /** Compares the newest page with what was told. Two looks, as what is just being told is not missing. */
  async #verify(checkedAt: string, signal: AbortSignal): Promise<void> {
    const touched = new Set<string>();
    this.#touched = touched;
    try {
      const first = await this.#missing(signal);
      if (first.size > 0) {
        await sleep(graceMs, signal);
        const second = [...(await this.#missing(signal))].filter(([id]) => first.has(id) && !touched.has(id));
        if (second.length > 0 && !signal.aborted)
          await this.#recover(
            checkedAt,
            second.some(([, isCertain]) => isCertain),
          );
      }
    } catch {
      // Given up, or the service cannot be asked: the next comparison will tell.
    }
    if (!signal.aborted) this.#verifyLater();
  }

  /** What the newest page has and was not told. */
  async #missing(signal: AbortSignal): Promise<ReadonlyMap<string, boolean>> {
    const reading = await this.#readPages(undefined, () => true, signal);
    return this.#busy > 0 ? new Map() : this.window.differingFrom(reading);
  }

  /** Hands over what was not told; where it should have been, the way to the service is given up. */
  async #recover(since: string, isCertain: boolean): Promise<void> {
    const { hooks, link } = this.#around;
    if (isCertain) {
      this.#since ??= since;
      tell(hooks, "stale", { path: this.path, since });
    }
    await this.#read((signal) => this.#sync(signal), this.#way.signal);
    if (isCertain) link.replace();
  }
}

/** What the service says of what is gone, or not to be seen any more. */
function isAbsence(error: unknown): boolean {
  return error instanceof PubHttpError && (error.status === 404 || error.status === 403);
}

/** Whether trying again may help; a token function's own failures and an answer that is none may pass, too. */
function isPassing(error: unknown): boolean {
  if (error instanceof PubHttpError) return error.retryable;
  return !(error instanceof PubInputError);
}
