/** The shortest wait before another attempt. */
export const shortestWaitMs = 500;

const longestWaitMs = 30_000;

/**
 * How long to wait before another attempt: anything from half a second to a bound that doubles up to half a minute.
 *
 * @param failures attempts that failed before, in a row
 */
export function backoffMs(failures: number): number {
  const boundMs = Math.min(longestWaitMs, 2 * shortestWaitMs * 2 ** failures);
  return shortestWaitMs + Math.random() * (boundMs - shortestWaitMs);
}
