import { refuse } from "../../errors/input-error.js";
import { longestTimerMs } from "../../http/sleep.js";
import { checkCount, checkFields } from "../checks.js";
import {
  type Fault,
  type FaultAnswer,
  type FaultLatency,
  type FaultRule,
  faultNames,
  ruleFields,
} from "./fault.js";

const answerFields: Readonly<Record<keyof FaultAnswer, true>> = {
  status: true,
  headers: true,
  body: true,
  retryAfter: true,
};
const latencyFields: Readonly<Record<keyof FaultLatency, true>> = { latencyMs: true };
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A rule with its defaults. */
export interface CheckedRule {
  readonly method: string | undefined;
  readonly path: string | RegExp | undefined;
  readonly times: number;
  readonly after: number;
  readonly fault: Fault;
}

/**
 * Checks a rule.
 *
 * @throws PubInputError that says what is wrong and what is accepted
 */
export function checkRule(rule: FaultRule): CheckedRule {
  checkFields("sandbox.fail", "field", rule, ruleFields);
  const { method, path, times = 1, after = 0 } = rule;
  return {
    method: method === undefined ? undefined : checkMethod(method),
    path: path === undefined ? undefined : checkPath(path),
    times: checkTimes(times),
    after: checkCount("after", after, 0, Number.MAX_SAFE_INTEGER),
    fault: checkFault(rule.with),
  };
}

function checkMethod(method: unknown): string {
  const upper = typeof method === "string" ? method.toUpperCase() : "";
  return methods.includes(upper) ? upper : refuse("method", `one of ${methods.join(", ")}`);
}

/**
 * A path, or a pattern of some.
 *
 * @throws PubInputError for anything else
 */
export function checkPath(path: unknown): string | RegExp {
  if (path instanceof RegExp || (typeof path === "string" && path.startsWith("/"))) return path;
  return refuse("path", 'a string that begins with "/", such as "/channels", or a regular expression');
}

/**
 * How often something happens.
 *
 * @throws PubInputError for what is no such number
 */
export function checkTimes(times: number): number {
  const isFine = times === Number.POSITIVE_INFINITY || (Number.isSafeInteger(times) && times >= 1);
  return isFine ? times : refuse("times", "a whole number from 1 on, or Infinity");
}

function checkFault(fault: unknown): Fault {
  if (isName(fault)) return fault;
  if (fault === null || typeof fault !== "object") return refuseFault();
  if ("latencyMs" in fault) {
    const { latencyMs } = only("with", fault, latencyFields);
    const isFine = typeof latencyMs === "number" && latencyMs >= 0 && latencyMs <= longestTimerMs;
    return isFine ? { latencyMs } : refuse("with.latencyMs", `a number from 0 to ${longestTimerMs}`);
  }
  if ("status" in fault) return checkAnswer(only("with", fault, answerFields));
  return refuseFault();
}

function checkAnswer({ status, headers, body, retryAfter }: Record<keyof FaultAnswer, unknown>): FaultAnswer {
  const code = checkCount("with.status", status, 200, 599);
  if (body !== undefined && [204, 205, 304].includes(code)) {
    refuse("with.body", `left out, as an answer of status ${code} has none`);
  }
  return { status: code, headers: checkHeaders(headers), body, retryAfter: checkRetryAfter(retryAfter) };
}

function checkHeaders(headers: unknown): Readonly<Record<string, string>> | undefined {
  if (headers === undefined) return undefined;
  try {
    if (headers !== null && typeof headers === "object") {
      return Object.fromEntries(new Headers(Object.entries(headers)));
    }
  } catch {
    // Refused below: no header can have such a name or value.
  }
  return refuse("with.headers", "an object of header names and strings");
}

function checkRetryAfter(value: unknown): number | Date | undefined {
  if (value === undefined || (value instanceof Date && Number.isFinite(value.getTime()))) return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  return refuse("with.retryAfter", "a whole number of seconds, or a Date");
}

function isName(fault: unknown): fault is keyof typeof faultNames {
  return typeof fault === "string" && Object.hasOwn(faultNames, fault);
}

function only<K extends string>(
  name: string,
  value: object,
  known: Readonly<Record<K, true>>,
): Record<K, unknown> {
  checkFields<Partial<Record<K, unknown>>>(`sandbox.fail's ${name}`, "field", value, known);
  return value as Record<K, unknown>;
}

function refuseFault(): never {
  const names = Object.keys(faultNames).map((name) => `"${name}"`);
  return refuse(
    "with",
    `one of ${names.join(", ")}, { status, headers?, body?, retryAfter? }, or { latencyMs }`,
  );
}
