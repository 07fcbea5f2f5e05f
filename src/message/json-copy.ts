import { refuse } from "./refuse.js";
import { strictJson } from "./strict-json.js";

/**
 * A copy of a value by way of JSON.
 *
 * @throws {PubInputError} for what JSON does not carry
 */
export function jsonCopy<T>(value: T): T {
  const text = strictJson(value);
  return text === undefined ? refuse("chunk", "plain JSON data, without NaN and cycles") : JSON.parse(text);
}
