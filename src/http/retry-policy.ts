const baseMs = 300;
const capMs = 8_000;
const retriedStatuses = [408, 429, 500, 502, 503, 504];

/** What is known when an attempt has failed. */
export interface Failure {
  /** The answer's status; undefined where none came. */
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** Whether the request may be repeated although it may have had its effect. */
  readonly repeatable: boolean;
  /** Retries made so far. */
  readonly retries: number;
  readonly maxRetries: number;
  /** What is left of the call's time. */
  readonly remainingMs: number;
}

/**
 * Decides on another attempt.
 *
 * @param random a number from 0 to 1, for the jitter
 * @returns the wait before it in milliseconds, or `undefined` where the failure is final
 */
export function retryDelayMs(failure: Failure, random: number): number | undefined {
  if (failure.retries >= failure.maxRetries || !isWorthRepeating(failure)) return undefined;
  const delayMs = failure.retryAfterMs ?? random * Math.min(capMs, baseMs * 2 ** failure.retries);
  return delayMs < failure.remainingMs ? delayMs : undefined;
}

function isWorthRepeating({ status, retryAfterMs, repeatable }: Failure): boolean {
  if (status === undefined) return repeatable;
  if (!retriedStatuses.includes(status)) return false;
  // By these two the service says that it did nothing.
  return repeatable || status === 429 || (status === 503 && retryAfterMs !== undefined);
}
