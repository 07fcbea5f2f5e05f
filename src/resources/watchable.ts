import { PubTimeoutError } from "../errors/timeout-error.js";
import { Deadline } from "../http/deadline.js";
import { sleep } from "../http/sleep.js";
import { checkedTimeout, type RequestOptions } from "../options.js";
import type { StreamStatus } from "../schemas/conference.js";

const shortestWaitMs = 1_000;

/** Asks for a stream's status until it can be watched, for as long as `timeoutMs` and `signal` allow. */
export async function waitUntilWatchable(
  poll: (options: RequestOptions) => Promise<StreamStatus>,
  { signal, timeoutMs = Number.POSITIVE_INFINITY, ...options }: RequestOptions,
): Promise<StreamStatus> {
  const deadline = new Deadline(checkedTimeout(timeoutMs), signal);
  try {
    return await deadline.race((ended) =>
      pollUntilWatchable(() => poll({ ...options, signal: ended }), ended),
    );
  } catch (thrown) {
    if (!deadline.timedOut) throw thrown;
    throw new PubTimeoutError(`The stream was not watchable within ${timeoutMs} ms`, {
      timeoutMs,
      outcome: "no_effect",
    });
  } finally {
    deadline.dispose();
  }
}

async function pollUntilWatchable(
  poll: () => Promise<StreamStatus>,
  ended: AbortSignal,
): Promise<StreamStatus> {
  let buffered = false;
  for (;;) {
    const status = await poll();
    const waitMs = Math.max(0, Number(status.seconds_until_watchable) || 0) * 1_000;
    // A live stream is still to be held back until its buffer is there, once.
    if (status.is_watchable && (buffered || waitMs === 0)) return status;
    buffered = status.is_watchable;
    await sleep(Math.max(shortestWaitMs, waitMs), ended);
  }
}
