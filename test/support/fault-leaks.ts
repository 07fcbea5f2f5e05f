import { inspect } from "node:util";

const shortestRun = 8;

/**
 * The first run of eight or more characters that a printed text shares with texts that must not be printed.
 * Compared exactly. A run that begins or ends with a blank does not count: that may be the blank beside it.
 */
export function sharedRun(printed: string, secrets: readonly string[]): string | undefined {
  // What the SDK writes in their place is its own text.
  const parts = printed.split("[redacted]");
  for (const part of parts) {
    for (let at = 0; at + shortestRun <= part.length; at++) {
      const run = part.slice(at, at + shortestRun);
      if (run.trim() === run && secrets.some((secret) => secret.includes(run))) return run;
    }
  }
  return undefined;
}

/** Every form in which a value gets into a log. */
export function printed(value: unknown): string[] {
  const forms = [
    inspect(value, {
      depth: Number.POSITIVE_INFINITY,
      showHidden: true,
      getters: false,
      maxStringLength: null,
    }),
    inspect(value, { depth: Number.POSITIVE_INFINITY }),
    JSON.stringify(value) ?? "",
    String(value),
  ];
  for (let error = value; error instanceof Error; error = error.cause) {
    forms.push(error.message, error.stack ?? "", String(error), error.name, JSON.stringify(error));
    forms.push(JSON.stringify(Object.getOwnPropertyDescriptors(error)));
  }
  return forms;
}
