/** The fields that chunks, bodies and messages have, before it is known which and of what type. */
export interface Fields {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly kind?: unknown;
  readonly url?: unknown;
  readonly name?: unknown;
  readonly size?: unknown;
  readonly title?: unknown;
  readonly body?: unknown;
  readonly chunks?: unknown;
  readonly message?: unknown;
  readonly externalView?: unknown;
  readonly callId?: unknown;
}

/** The fields of what was received; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? value : {};
}
