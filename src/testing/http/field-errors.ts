import type * as z from "zod/mini";

/** Errors by field, as a Django REST framework service nests them: items of a list under their index. */
export type FieldErrors = { [field: string]: FieldErrors | string[] };

type Issue = z.core.$ZodIssue;

/** What is wrong with a payload, in the service's words. */
export function fieldErrors(issues: readonly Issue[], payload: unknown): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of issues) {
    const path = issue.path.map(String);
    if (path.length === 0) {
      const text = `Invalid data. Expected a dictionary, but got ${typeName(payload)}.`;
      return { non_field_errors: [text] };
    }
    put(errors, path, sentence(issue, valueAt(payload, path)));
  }
  return errors;
}

function put(errors: FieldErrors, path: readonly string[], text: string): void {
  const [field = "", ...rest] = path;
  const there = errors[field];
  if (Array.isArray(there)) {
    if (rest.length === 0) there.push(text);
  } else if (rest.length === 0) {
    errors[field] = [text];
  } else {
    const nested = there ?? {};
    errors[field] = nested;
    put(nested, rest, text);
  }
}

function valueAt(payload: unknown, path: readonly string[]): unknown {
  let value = payload;
  for (const key of path) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

function sentence(issue: Issue, value: unknown): string {
  if (value === undefined) return "This field is required.";
  if (value === null) return "This field may not be null.";
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, value);
    case "invalid_value":
      return `"${String(value)}" is not a valid choice.`;
    case "too_small":
      if (issue.origin === "string") return "This field may not be blank.";
      if (issue.origin === "array") return "This list may not be empty.";
      return `Ensure this value is greater than or equal to ${issue.minimum}.`;
    case "custom":
      return (
        kinds[issue.message] ?? (issue.message.startsWith("expected ") ? "Invalid value." : issue.message)
      );
    default:
      return "Invalid value.";
  }
}

/** The service's words for those of the schemas. */
const kinds: Readonly<Record<string, string>> = {
  "expected a UUID": "Must be a valid UUID.",
  "expected an absolute URL": "Enter a valid URL.",
  "expected a whole number": "A valid integer is required.",
  'expected "text"': `"text" is the only valid choice.`,
  "expected an ISO 8601 date/time":
    "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].",
};

function wrongType(expected: string, value: unknown): string {
  switch (expected) {
    case "string":
      return "Not a valid string.";
    case "number":
      return "A valid number is required.";
    case "int":
      return "A valid integer is required.";
    case "boolean":
      return "Must be a valid boolean.";
    case "array":
      return `Expected a list of items but got type "${typeName(value)}".`;
    case "object":
      return `Expected a dictionary of items but got type "${typeName(value)}".`;
    default:
      return "Invalid value.";
  }
}

/** A value's type, as Python calls it. */
function typeName(value: unknown): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "string") return "str";
  return typeof value === "boolean" ? "bool" : "dict";
}
