import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { expect } from "vitest";
import { PubHttpError } from "../../src/errors/http-error.js";
import { sharedRun } from "../support/fault-leaks.js";

const utf16 = new TextDecoder("utf-16le");

/** There for code that asks: what the service said, as it came. */
const asked = new Set(
  ["body", "detail", "fieldErrors", "headers"].map(
    (name) => Object.getOwnPropertyDescriptor(PubHttpError.prototype, name)?.get,
  ),
);

/** What a printing function made of a value, or nothing where it refuses the value. */
function attempted(print: () => string | undefined): string {
  try {
    return print() ?? "";
  } catch {
    return "";
  }
}

/** Every name and text that reading an object reaches: own keys of any kind, prototypes, getters, collections. */
function reachable(root: unknown): string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const pending: unknown[] = [root];
  const take = (value: unknown) => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "symbol") texts.push(String(value));
    else if ((typeof value === "object" && value !== null) || typeof value === "function") {
      if (!seen.has(value)) pending.push(value);
    }
  };
  while (pending.length > 0) {
    const value = pending.pop();
    if (seen.has(value)) continue;
    seen.add(value);
    if (typeof value === "string") texts.push(value);
    if (typeof value !== "object" && typeof value !== "function") continue;
    if (value instanceof Map || value instanceof Set) {
      for (const item of value) take(item);
    }
    for (let layer: object | null = value; layer; layer = Object.getPrototypeOf(layer)) {
      for (const key of Reflect.ownKeys(layer)) {
        take(key);
        // Classes lead to the runtime's own world, whose getters are not to be run.
        if (key === "constructor") continue;
        const descriptor = Reflect.getOwnPropertyDescriptor(layer, key);
        if (descriptor?.get && !asked.has(descriptor.get)) {
          const { get } = descriptor;
          texts.push(
            attempted(() => {
              take(get.call(value));
              return "";
            }),
          );
        } else take(descriptor?.value);
      }
    }
  }
  return texts;
}

/** What a console writes of a value, by each of its ways. */
function consoled(value: unknown): string {
  const stream = new PassThrough();
  const own = new Console({ stdout: stream, stderr: stream, inspectOptions: { depth: 20 } });
  own.log(value);
  own.error("failed:", value);
  own.trace(value);
  own.table(value);
  own.table([value]);
  own.dir(value, { depth: null, showHidden: true });
  own.log("%s %o %O %j", value, value, value, value);
  return String(stream.read());
}

function inherited(value: unknown): string {
  const pairs: string[] = [];
  if (typeof value === "object" && value !== null) {
    for (const key in value) pairs.push(`${key}=${String((value as Record<string, unknown>)[key])}`);
  }
  return pairs.join();
}

/** Every form in which a value gets into a log, a crash report, a message to a worker or a store. */
export function formsOf(value: unknown): Record<string, string> {
  const all = { depth: Number.POSITIVE_INFINITY, maxStringLength: null, maxArrayLength: null };
  const forms: Record<string, string> = {
    inspect: inspect(value, all),
    "inspect, hidden": inspect(value, { ...all, showHidden: true, showProxy: true }),
    "inspect, getters": inspect(value, { ...all, getters: true }),
    "inspect, hidden, customInspect off": inspect(value, { ...all, showHidden: true, customInspect: false }),
    format: format(
      "%s %o %O %j",
      value,
      value,
      value,
      attempted(() => JSON.stringify(value)),
    ),
    JSON: attempted(() => JSON.stringify(value)),
    "JSON of a copy": attempted(() => JSON.stringify({ ...(value as object) })),
    String: attempted(() => String(value)),
    "toString of its kind": Object.prototype.toString.call(value),
    "for in": attempted(() => inherited(value)),
    console: attempted(() => consoled(value)),
    structuredClone: attempted(() => inspect(structuredClone(value), { ...all, showHidden: true })),
    "v8, one byte": attempted(() => serialize(value).toString("latin1")),
    "v8, two bytes": attempted(() => utf16.decode(serialize(value))),
    "v8, two bytes, odd": attempted(() => utf16.decode(serialize(value).subarray(1))),
    reflection: reachable(value).join("\n"),
  };
  let depth = 0;
  for (let error = value; error instanceof Error; error = error.cause) {
    forms[`error ${depth++}`] = [error.name, error.message, error.stack, `${error}`].join("\n");
  }
  return forms;
}

/** No form of a value shows a run of eight or more characters of any of the texts. */
export function expectNoLeak(value: unknown, secrets: readonly string[]): void {
  for (const [form, text] of Object.entries(formsOf(value))) {
    const leaked = sharedRun(text, secrets);
    expect(leaked === undefined ? undefined : { form, leaked, text }).toBeUndefined();
  }
}
