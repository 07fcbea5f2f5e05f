import type { PubIssue } from "../errors/pub-error.js";
import { issuesBy, predicateOf } from "../schemas/predicate.js";
import type { Schema } from "../schemas/schema.js";

/** zod's own issue, as far as it is read here. */
interface SchemaIssue {
  readonly expected?: unknown;
  readonly message?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
}

/** What is wrong with a value by its schema; `undefined` where nothing is. */
export function issuesOf(schema: Schema<unknown>, value: unknown): readonly PubIssue[] | undefined {
  if (predicateOf(schema)(value)) return undefined;
  // The raw issues: zod's own texts are not made, so that an application's error map is neither heard nor run.
  const issues = issuesBy(schema, value);
  return issues.length > 0 ? issues.map(describe) : undefined;
}

/** Texts of our own: zod's can hold the value, and an application's zod configuration can change them. */
function describe({ path = [], message, expected }: SchemaIssue): PubIssue {
  return {
    path: path.map((key) => (typeof key === "number" ? key : String(key))),
    message: message ?? `expected ${article(expected)}`,
  };
}

function article(type: unknown): string {
  if (typeof type !== "string") return "another type";
  return `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}

/** Issues in one line: the first two, and how many more there are. */
export function issueLine(issues: readonly PubIssue[]): string {
  const shown = issues
    .slice(0, 2)
    .map(({ path, message }) => (path.length ? `${path.join(".")}: ${message}` : message));
  return (
    shown.join("; ") + (issues.length > shown.length ? ` (and ${issues.length - shown.length} more)` : "")
  );
}
