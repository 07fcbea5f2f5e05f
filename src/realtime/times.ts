/** Compares two date/times of the API, whose precision differs; what is none is before all of them. */
export function compareTimes(a: unknown, b: unknown): number {
  if (typeof a !== "string" || typeof b !== "string" || a === b) {
    return Number(typeof a === "string") - Number(typeof b === "string");
  }
  // Of UTC the digits tell, however many there are; Date knows no more than milliseconds.
  const isUtc = a.endsWith("Z") && b.endsWith("Z");
  return isUtc ? (a.slice(0, -1) < b.slice(0, -1) ? -1 : 1) : Date.parse(a) - Date.parse(b);
}
