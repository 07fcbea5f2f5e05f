/** What a check knows of where it runs. */
export interface Runtime {
  /** In URLs, so that what runtimes ask at the same time is told apart. */
  readonly name: string;
  /** Of the service. */
  readonly origin: string;
  /** An origin on this machine where nothing listens. */
  readonly closedOrigin: string;
  /** The ways in which the runtime prints a value. */
  readonly printers: readonly ((value: unknown) => string)[];
  /** What differs from runtime to runtime and is no fault, for the table. */
  readonly facts: Record<string, string>;
}

/** How a check ended: well, without a problem. */
export interface Outcome {
  readonly check: string;
  readonly problem?: string;
}

type Check = (at: Runtime) => unknown;

const longestCheckMs = 20_000;
const checks = new Map<string, Check>();

/** Adds a check to those that each runtime has to pass. */
export function check(name: string, run: Check): void {
  if (checks.has(name)) throw new Error(`There is a check "${name}" already`);
  checks.set(name, run);
}

/** Runs every check, one after the other. */
export async function runChecks(at: Runtime, report: (outcome: Outcome) => void): Promise<void> {
  for (const [name, run] of checks) {
    const problem = await problemOf(run, at);
    report({ check: name, ...(problem !== undefined && { problem }) });
  }
}

async function problemOf(run: Check, at: Runtime): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over within ${longestCheckMs} ms`)), longestCheckMs);
  });
  try {
    await Promise.race([run(at), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : `threw ${String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

/** Fails the check with what should have been so. */
export function ok(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new Error(promise);
}

/** Compares data, by its JSON. */
export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [is, shouldBe] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== shouldBe) throw new Error(`${what} is ${is}, not ${shouldBe}`);
}

/** The error that a call fails with, of the class that it should be. */
export async function failure<E extends Error>(
  call: Promise<unknown>,
  type: abstract new (...init: never[]) => E,
): Promise<E> {
  const error = await thrownBy(call);
  if (error instanceof type) return error;
  throw new Error(`${type.name} expected, not ${String(error)}`);
}

/** Whatever a call rejects with. */
export async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("a rejection expected, and the call succeeded");
}
