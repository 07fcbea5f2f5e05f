const deepest = 12;

/** What an error body says: one sentence, and errors by field (nested fields under dotted names). */
export interface ErrorTexts {
  readonly detail: string | undefined;
  readonly fieldErrors: Record<string, string[]>;
}

/**
 * Reads the error bodies of a Django REST framework service: `{"detail": "…"}`, `{"field": ["…"]}`, nested or
 * not, or a bare list. Anything else (a proxy's HTML) says nothing.
 */
export function readErrorBody(body: unknown): ErrorTexts {
  if (body === null || typeof body !== "object") return { detail: undefined, fieldErrors: {} };
  const { detail, ...fields } = body as { detail?: unknown };
  const found = new Map<string, string[]>();
  const plain = typeof detail === "string";
  flatten(plain ? fields : body, "", found, 0);
  return {
    detail: plain ? detail : undefined,
    fieldErrors: Object.fromEntries(found),
  };
}

function flatten(value: unknown, name: string, found: Map<string, string[]>, depth: number): void {
  if (typeof value === "string") {
    const field = name || "non_field_errors";
    const errors = found.get(field);
    if (errors) errors.push(value);
    else found.set(field, [value]);
  } else if (value !== null && typeof value === "object" && depth < deepest) {
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      const nested = name ? `${name}.${key}` : key;
      flatten(inner, isList && typeof inner === "string" ? name : nested, found, depth + 1);
    }
  }
}
