import { refuse } from "./refuse.js";

/**
 * A copy of a value by way of JSON.
 *
 * @throws {PubInputError} for what JSON does not carry: NaN and Infinity, functions, symbols, BigInts, cycles, nesting
 * without end
 */
export function jsonCopy<T>(value: T): T {
  try {
    return JSON.parse(JSON.stringify(value, onlyJson));
  } catch {
    return refuse("chunk", "plain JSON data, without NaN and cycles");
  }
}

function onlyJson(_field: string, value: unknown): unknown {
  const lost =
    typeof value === "function" ||
    typeof value === "symbol" ||
    (typeof value === "number" && !Number.isFinite(value));
  if (lost) throw new TypeError();
  return value;
}
