/** The three forms of a date in HTTP; whatever else `Date.parse` would take is no date. */
const httpDate =
  /^(\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT|\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT|\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})$/i;

/**
 * Reads a `Retry-After` header: whole or decimal seconds, or an HTTP date in any of its three forms.
 *
 * @returns milliseconds from `now`, never negative; `undefined` for a missing or unreadable header
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!httpDate.test(text)) return undefined;
  // The form without a zone (asctime) means UTC as well.
  const date = Date.parse(/GMT/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
