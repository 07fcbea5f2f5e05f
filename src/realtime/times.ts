/**
 * Compares two date/times of the API, whose precision differs; 0 where one of them is none.
 */
export function compareTimes(a: unknown, b: unknown): number {
  if (typeof a !== "string" || typeof b !== "string" || a === b) return 0;
  const difference = Date.parse(a) - Date.parse(b);
  // Milliseconds are all that Date knows: of UTC the digits behind them decide.
  return difference || (a.replace(/Z$/, "") < b.replace(/Z$/, "") ? -1 : 1);
}

/** Whether one date/time is certainly before another. */
export function isBefore(a: unknown, b: unknown): boolean {
  return compareTimes(a, b) < 0;
}
