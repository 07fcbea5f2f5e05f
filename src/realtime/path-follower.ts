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
import type { Topic } from "./topic.js";
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
    this.window = new Window(topic.traits, ordering);
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
    if (this.#busy === 0) {
      this.#apply(frame);
    } else if (this.#held.push(frame) > mostHeld) {
      this.lost();
      this.confirmed();
    }
  }

  poll(): Promise<void> {
    return this.#read((signal) => this.#sync(signal), this.#life.signal);
  }

  refused(error: PubRealtimeError): void {
    this.stop(error);
  }

  /** Reads so many items more; false where there are none. */
  async more(count: number): Promise<boolean> {
    const { window } = this;
    const { signal } = this.#life;
    const isEnough = (items: readonly T[]) => items.length - window.depthIn(items) >= count;
    let failure: unknown;
    await this.#read(async () => {
      if (window.isComplete || !this.#isLoaded) return;
      const reading = await this.#pages(this.#tail, isEnough, signal);
      this.#tail = reading.from;
      window.extend(reading, count);
      this.#outlet.update([]);
    }, signal).catch((error) => {
      failure = error;
    });
    if (failure !== undefined && !signal.aborted) throw failure;
    return !window.isComplete;
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
    this.#outlet.update(changes);
  }

  /** Reads an item of which a frame does not tell enough. */
  async #look({ id, resource }: Frame, signal: AbortSignal): Promise<void> {
    const found = await this.#insist(async () => {
      try {
        return [await this.#interest.topic.item(id, signal)];
      } catch (error) {
        if (isAbsence(error)) return [];
        throw error;
      }
    }, signal);
    if (!found) return;
    const [item] = found;
    this.#hand(item ? this.window.put(id, item, resource) : this.window.drop(id));
  }

  /** Brings the window up to date, and tells what has changed since it was. */
  async #sync(signal: AbortSignal): Promise<void> {
    const { window } = this;
    const isFirst = !this.#isLoaded;
    const { limit } = this.#interest;
    const isEnough = (items: readonly T[]) => (isFirst ? items.length >= limit : window.isCoveredBy(items));
    const reading = await this.#insist(() => this.#pages(undefined, isEnough, signal), signal);
    if (!reading) return;
    const held = this.#held;
    const before = window.state;
    const kept = new Set(held.filter(({ action }) => action !== "removed").map(({ id }) => id));
    window.reconcile(reading, isFirst ? limit : Number.POSITIVE_INFINITY, kept);
    this.#tail = reading.from;
    this.#held = held.filter((frame) => !window.apply(frame));
    this.#isLoaded = true;
    // At first there is nothing to compare with: what was told since the service's word is told again.
    const changes = isFirst
      ? window.retell(held.filter((frame) => !this.#held.includes(frame)))
      : window.since(before);
    if (this.#isConfirmed && this.#since !== undefined) {
      changes.push({ action: "resynced", since: this.#since, dropped: 0 });
      this.#since = undefined;
    }
    this.#hand(changes);
  }

  /** Reads pages until it is enough. */
  #pages(
    start: string | undefined,
    isEnough: (items: readonly T[]) => boolean,
    signal: AbortSignal,
  ): Promise<Reading<T>> {
    const { topic, ordering } = this.#interest;
    const items = new Map<string, T>();
    let from = start;
    return this.#around.gate.run(async () => {
      try {
        for await (const { results, next } of topic.pages(ordering, from, signal)) {
          // What moves down while pages are read stands on two of them.
          for (const item of results)
            items.set(this.window.idOf(item), items.get(this.window.idOf(item)) ?? item);
          const isEnd = next === null;
          const read = [...items.values()];
          if (isEnd || isEnough(read)) return { items: read, from, isEnd };
          from = next;
        }
      } catch (error) {
        // A single resource that is gone.
        if (topic.traits.reads !== "itself" || !this.#isLoaded || !isAbsence(error)) throw error;
      }
      return { items: [], from, isEnd: true };
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
      if (first.length > 0) {
        await sleep(graceMs, signal);
        const second = (await this.#missing(signal)).filter(
          ({ id }) => !touched.has(id) && first.some((change) => change.id === id),
        );
        if (second.length > 0) await this.#recover(checkedAt, second.some(isOwn));
      }
    } catch {
      // Given up, or the service cannot be asked: the next comparison will tell.
    }
    if (!signal.aborted) this.#verifyLater();
  }

  /** What the newest page has and was not told. */
  async #missing(signal: AbortSignal) {
    const reading = await this.#pages(undefined, () => true, signal);
    return this.#busy > 0 ? [] : this.window.missing(reading);
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

const version = "updated_at";

/** Whether a change is the item's own: of what stands inside of it, such as a user's presence, the service may tell nothing. */
function isOwn<T>(change: Change<T>): boolean {
  if (change.action !== "changed") return true;
  const { changes, resource } = change;
  const own = Object.keys(changes);
  return (
    !Object.keys(resource ?? {}).includes(version) ||
    own.includes(version) ||
    own.includes("latest_message_created_at")
  );
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
