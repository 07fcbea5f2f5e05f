/**
 * A value as JSON; undefined for what JSON would leave out or change without a word: NaN and Infinity, functions,
 * symbols, Maps, Sets, Files and other objects of a kind of their own, BigInts, cycles.
 */
export function strictJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, onlyJson);
  } catch {
    // The runtime's own complaint can quote the value.
    return undefined;
  }
}

function onlyJson(_field: string, value: unknown): unknown {
  const isLost =
    typeof value === "function" ||
    typeof value === "symbol" ||
    (typeof value === "number" && !Number.isFinite(value)) ||
    (typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      tagOf(value) !== "[object Object]");
  if (isLost) throw new TypeError();
  return value;
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}
