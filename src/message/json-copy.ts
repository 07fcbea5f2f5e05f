import { refuse } from "../errors/input-error.js";

/**
 * A copy of a value by way of JSON.
 *
 * @throws {PubInputError} for what JSON would leave out or change without a word: NaN and Infinity, functions, symbols,
 * Maps, Sets, Files and other objects of a kind of their own, BigInts, cycles, nothing at all
 */
export function jsonCopy<T>(name: string, value: T): T {
  try {
    return JSON.parse(JSON.stringify(value, onlyJson));
  } catch {
    // The runtime's own complaint can quote the value.
    refuse(name, "plain JSON data");
  }
}

function onlyJson(_field: string, value: unknown): unknown {
  // Without a value there is nothing to lose: null stays, a field that is undefined counts as absent.
  const tag = {}.toString.call(value ?? "");
  if (/ (Object|Array|String|Boolean)]/.test(tag) || Number.isFinite(value)) return value;
  throw value;
}
