/** Compares two date/times of the API, whose precision differs; what is none is before all of them. */
export function compareTimes(a: unknown, b: unknown): number {
  if (typeof a !== "string" || typeof b !== "string" || a === b) {
    return Number(typeof a === "string") - Number(typeof b === "string");
  }
  // Milliseconds are all that Date knows: of UTC the digits behind them decide.
  return Date.parse(a) - Date.parse(b) || (a.replace("Z", "") < b.replace("Z", "") ? -1 : 1);
}

/** Whether one date/time is certainly before another. */
export function isBefore(a: unknown, b: unknown): boolean {
  return typeof a === "string" && compareTimes(a, b) < 0;
}
