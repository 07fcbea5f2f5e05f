import { type Confidential, redact } from "./redact.js";

const deepest = 4;
const longestText = 300;

/**
 * A copy of what `fetch` threw that is safe to print: names, codes and messages down its chain of causes. The
 * original may hold the request, and with it the token.
 */
export function safeCause(thrown: unknown, confidential: Confidential, depth = 0): Error | undefined {
  if (!(thrown instanceof Error) || depth >= deepest) return undefined;
  const cause = safeCause(thrown.cause, confidential, depth + 1);
  const line = (text: unknown) => redact(String(text), confidential, longestText);
  const copy = new Error(line(thrown.message), cause && { cause });
  const name = line(thrown.name);
  Object.defineProperty(copy, "name", { value: name, configurable: true });
  Object.defineProperty(copy, "stack", {
    value: `${name}: ${copy.message}`,
    configurable: true,
  });
  const { code } = thrown as { code?: unknown };
  return typeof code === "string" ? Object.assign(copy, { code: line(code) }) : copy;
}

/** The code by which a runtime names the reason (`ECONNREFUSED`), wherever in the chain; empty without one. */
export function codeOf(cause: Error | undefined): string {
  for (let error: unknown = cause; error instanceof Error; error = error.cause) {
    const { code } = error as { code?: unknown };
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{1,39}$/.test(code)) return code;
  }
  return "";
}
