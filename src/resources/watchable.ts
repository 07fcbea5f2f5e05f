import { PubHttpError } from "../errors/http-error.js";
import { PubError } from "../errors/pub-error.js";
import { PubTimeoutError } from "../errors/timeout-error.js";
import { Deadline } from "../http/deadline.js";
import { sleep } from "../http/sleep.js";
import { checkedSignal, checkedTimeout, type RequestOptions } from "../options.js";
import type { StreamStatus } from "../schemas/conference.js";

const shortestWaitMs = 1_000;

/** Asks for a stream's status, and says how often a failure may be passed over. */
export interface StatusPoll {
  readonly maxRetries: number;
  ask(options: RequestOptions): Promise<StreamStatus>;
}

/** Asks for a stream's status until it can be watched, for as long as `timeoutMs` and `signal` allow. */
export async function waitUntilWatchable(
  poll: StatusPoll,
  { signal, timeoutMs = Number.POSITIVE_INFINITY, ...options }: RequestOptions,
): Promise<StreamStatus> {
  const deadline = new Deadline(checkedTimeout(timeoutMs), checkedSignal(signal));
  try {
    return await deadline.race((ended) =>
      pollUntilWatchable(poll, { ...options, signal: ended }, ended, () => deadline.remainingMs),
    );
  } catch (thrown) {
    if (!deadline.timedOut) throw thrown;
    const message = `The stream was not watchable within ${timeoutMs} ms`;
    throw new PubTimeoutError(message, { timeoutMs, outcome: "no_effect" });
  } finally {
    deadline.dispose();
  }
}

async function pollUntilWatchable(
  { ask, maxRetries }: StatusPoll,
  options: RequestOptions,
  ended: AbortSignal,
  remainingMs: () => number,
): Promise<StreamStatus> {
  let buffered = false;
  let failures = 0;
  for (;;) {
    let waitMs: number;
    try {
      // Retries of the call's own would come faster than once a second.
      const status = await ask({ ...options, maxRetries: 0 });
      failures = 0;
      // Where drift is only reported, it may be anything.
      waitMs = Math.max(0, Number(status?.seconds_until_watchable) || 0) * 1_000;
      const isWatchable = status?.is_watchable === true;
      // A live stream is still to be held back until its buffer is there, once.
      if (isWatchable && (buffered || waitMs === 0)) return status;
      buffered = isWatchable;
    } catch (error) {
      if (ended.aborted || !PubError.is(error) || !error.retryable || failures++ >= maxRetries) throw error;
      waitMs = (error instanceof PubHttpError && error.retryAfterMs) || 0;
      if (waitMs >= remainingMs()) throw error;
    }
    await sleep(Math.max(shortestWaitMs, waitMs), ended);
  }
}
