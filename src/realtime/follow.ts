import { PubHttpError } from "../errors/http-error.js";
import { PubInputError } from "../errors/input-error.js";
import { tell } from "../http/hooks.js";
import { sleep } from "../http/sleep.js";
import { backoffMs } from "./backoff.js";
import type { Change } from "./change.js";
import type { Frame } from "./frame.js";
import type { Gate } from "./gate.js";
import type { Follower, Link } from "./link.js";
import type { Settings } from "./options.js";
import type { Topic } from "./topic.js";
import { createWindow, type ItemChange, type Reading, type Window } from "./window.js";

/** What followers of all paths share. */
export interface Surroundings {
  readonly link: Link;
  readonly gate: Gate;
  readonly settings: Settings;
}

/** What is followed, and how much of it. */
export interface Interest<T> {
  readonly topic: Topic<T>;
  readonly ordering: string;
  /** How many items to know at first. */
  readonly limit: number;
  /** How many items to keep when there are twice as many. */
  readonly keep: number;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** Where a follower hands things over. None of these throws. */
export interface Outlet<T> {
  /** Something is not as it was: the items, or the status. */
  update(changes: readonly Change<T>[]): void;
  /** It is over; with an error where it did not end on purpose. */
  end(error?: unknown): void;
}

/** What follows a path. */
export interface PathFollower<T> extends Follower {
  readonly window: Window<T>;
  poll(): Promise<void>;
  /** Ends it; what is under way is given up. */
  stop(error?: unknown): void;
  /** Reads as many items more as at first; false where there are no more then. */
  more(): Promise<boolean>;
}

/** How many changes may wait for a reading; more of them are worth another reading. */
const mostHeld = 10_000;

/** How long a change that was read may take to be told as well. */
const graceMs = 2_000;

/**
 * Knows a path's items, for one consumer: reads them once the service tells of changes, applies what it tells, and reads
 * again after each interruption. Readings follow one another; what is told meanwhile waits, so that all stays in order.
 */
export function follow<T extends object>(
  { link, gate, settings }: Surroundings,
  { topic, ordering, limit, keep, signal: wanted }: Interest<T>,
  outlet: Outlet<T>,
): PathFollower<T> {
  const { url, pollMs, verifyMs, hooks } = settings;
  const { path } = topic;
  const window = createWindow(topic, ordering);
  /** Ends with the follower. */
  const life = new AbortController();
  /** Ends when the way to the service is lost. */
  let way = new AbortController();
  let readings: Promise<void> = Promise.resolve();
  /** How many readings are under way or wait. */
  let busy = 0;
  /** What was told meanwhile. */
  let held: Frame[] = [];
  let isConfirmed = false;
  let isLoaded = false;
  /** Since when something may be missing. */
  let since: string | undefined;
  /** The URL of the page on which the last item stood. */
  let tail: string | undefined;
  let timer: ReturnType<typeof setTimeout>;
  /** What was told of since the comparison began. */
  let touched = new Set<string>();

  /** Makes a reading once those before it are done, and applies what was told meanwhile. */
  function read(work: (signal: AbortSignal) => Promise<void>, { signal }: AbortController): Promise<void> {
    busy++;
    const made = readings.then(async () => {
      try {
        if (!signal.aborted) await work(signal);
      } finally {
        if (--busy === 0) {
          // The reading of an item makes what comes after it wait again.
          for (const frame of held.splice(0)) follower.told(frame);
        }
      }
    });
    readings = made.catch(() => {});
    return made;
  }

  /** Hands over what has changed, and the status. */
  function hand(changes: readonly Change<T>[] = window.changes()): void {
    window.prune(keep);
    outlet.update(changes);
    link.review?.(follower);
  }

  /** Notes that something may be missing from now on. */
  function miss(from = now()): void {
    if (!isLoaded || since !== undefined) return;
    since = from;
    hand();
  }

  /** Reads pages until it is enough. */
  function pages(
    start: string | undefined,
    isEnough: (items: readonly T[]) => boolean,
    signal: AbortSignal,
  ): Promise<Reading<T>> {
    const found = new Map<string, T>();
    let from = start;
    const none = { items: [], from, isEnd: true };
    return gate(async () => {
      for await (const { results, next } of topic.pages(ordering, from, signal)) {
        // What moves down while pages are read stands on two of them.
        for (const item of results) found.set(window.idOf(item), item);
        const items = [...found.values()];
        if (next === null || isEnough(items)) return { items, from, isEnd: next === null };
        from = next;
      }
      return none;
    }).catch((error) => {
      // A single resource that is gone.
      if (isLoaded && topic.isOne && isAbsence(error)) return none;
      throw error;
    });
  }

  /** Brings the window up to date, however often it takes, and tells what has changed since it was. */
  async function sync(signal: AbortSignal): Promise<void> {
    const isFirst = !isLoaded;
    const isEnough = isFirst ? (items: readonly T[]) => items.length >= limit : window.covers;
    for (let failures = 0; ; failures++) {
      try {
        const reading = await pages(undefined, isEnough, signal);
        tail = reading.from;
        isLoaded = true;
        // What was there before is no news.
        if (isFirst) window.extend(reading, limit);
        else window.replace(reading);
        break;
      } catch (error) {
        if (signal.aborted) return;
        if (!isPassing(error)) return follower.stop(error);
        miss();
        // An abort ends the wait, and then the next try.
        await sleep(backoffMs(failures), signal).catch(() => {});
      }
    }
    const frames = held;
    // What is older than the reading is in it.
    held = frames.filter((frame) => !window.isOld(frame) && !window.take(frame));
    // And what came since the service's word is news, although the reading knows it.
    if (isFirst) for (const frame of frames) if (!held.includes(frame)) window.retake(frame);
    const changes: Change<T>[] = window.changes();
    if (isConfirmed && since !== undefined) {
      changes.push({ action: "resynced", since, dropped: 0 });
      since = undefined;
    }
    hand(changes);
  }

  /** Reads an item of which a frame does not tell enough. */
  async function look({ action, id }: Frame, signal: AbortSignal): Promise<void> {
    try {
      window.put(id, await gate(() => topic.item(id, signal)), action === "changed");
    } catch (error) {
      if (!isAbsence(error)) return sync(signal);
      window.drop(id);
    }
    hand();
  }

  /** Looks again, after a while. */
  function later(): void {
    const checkedAt = now();
    const { signal } = way;
    clearTimeout(timer);
    timer = setTimeout(
      async () => {
        await (url ? verify(checkedAt, signal).catch(() => {}) : follower.poll());
        if (!signal.aborted) later();
      },
      url ? verifyMs : pollMs,
    );
  }

  /** Compares the newest page with what was told: the last one of what begins with the oldest, hence all of it. */
  async function verify(checkedAt: string, signal: AbortSignal): Promise<void> {
    touched = new Set();
    const isEnough =
      ordering[0] === "-"
        ? (items: readonly T[]) => window.fresh(items).length < items.length
        : window.covers;
    const reading = await pages(undefined, isEnough, signal);
    if (busy) return;
    window.replace(reading, touched);
    const found = window.changes();
    if (!found[0]) return;
    hand(found);
    // What is just being told is not missing.
    await sleep(graceMs, signal);
    if (found.every((change) => touched.has(change.id) || !isOwn(change))) return;
    miss(checkedAt);
    tell(hooks, "stale", { path, since: checkedAt });
    link.replace?.();
  }

  const follower: PathFollower<T> = {
    path,
    window,
    get status() {
      if (life.signal.aborted) return "closed";
      if (!isLoaded) return "loading";
      return isConfirmed && since === undefined ? "live" : "stale";
    },
    stop(error) {
      if (life.signal.aborted) return;
      life.abort();
      way.abort();
      clearTimeout(timer);
      held = [];
      wanted?.removeEventListener("abort", abort);
      link.remove(follower);
      outlet.end(error);
    },
    confirmed() {
      isConfirmed = true;
      way = new AbortController();
      later();
      read(sync, way);
    },
    lost() {
      if (!isConfirmed) return;
      isConfirmed = false;
      way.abort();
      clearTimeout(timer);
      held = [];
      miss();
    },
    told(frame) {
      if (!isConfirmed) return;
      touched.add(frame.id);
      if (!busy) {
        if (window.take(frame)) hand();
        else read(topic.keys[0] ? (signal) => look(frame, signal) : sync, way);
      } else if (held.push(frame) > mostHeld) {
        follower.lost();
        follower.confirmed();
      }
    },
    // One that waits its turn is enough.
    poll: () => (busy > 1 ? readings : read(sync, life)),
    async more() {
      const isEnough = (items: readonly T[]) => window.fresh(items).length >= limit;
      await read(async (signal) => {
        if (window.isWhole) return;
        const reading = await pages(tail, isEnough, signal);
        tail = reading.from;
        window.extend(reading, limit);
        hand();
      }, life);
      return !(window.isWhole || life.signal.aborted);
    },
  };

  function abort(): void {
    follower.stop(wanted?.reason);
  }

  wanted?.addEventListener("abort", abort);
  if (wanted?.aborted) abort();
  else link.add(follower);
  return follower;
}

function now(): string {
  return new Date().toISOString();
}

/** Whether a change is the item's own: of what stands inside it, such as a user's presence, the service may not tell. */
function isOwn(change: ItemChange<object>): boolean {
  if (change.action !== "changed") return true;
  return "updated_at" in change.changes || "latest_message_created_at" in change.changes;
}

/** What the service says of what is gone, or not to be seen any more. */
function isAbsence(error: unknown): boolean {
  return error instanceof PubHttpError && (error.status === 404 || error.status === 403);
}

/** Whether trying again may help; a token function's own failures and an answer that is none may pass, too. */
function isPassing(error: unknown): boolean {
  return error instanceof PubHttpError ? error.retryable : !(error instanceof PubInputError);
}
