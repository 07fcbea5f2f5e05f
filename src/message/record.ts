/** The fields of a chunk, a body or a message, before it is known which there are and of what type. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of what was received; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return Object(value);
}

/** A text as it was received; empty where it is none. */
export function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
