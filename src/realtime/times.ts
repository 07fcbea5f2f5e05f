/** Compares two date/times of the API, whose precision differs; what is none is before all of them. */
export function compareTimes(a: unknown, b: unknown): number {
  const x = String(a ?? "");
  const y = String(b ?? "");
  if (x === y) return 0;
  // Milliseconds are all that Date knows: then the digits tell.
  return Date.parse(x) - Date.parse(y) || (x.replace("Z", "") < y.replace("Z", "") ? -1 : 1);
}
