/** What the service tells of a change. */
export interface Frame {
  /** The path that it is about. */
  readonly channel: string;
  readonly action: "added" | "changed" | "removed";
  readonly id: string;
  /** All of the resource when it was added, the changed attributes when it was changed. */
  readonly resource: Readonly<Record<string, unknown>>;
}

/** An answer to a request of ours. */
export interface Answer {
  readonly id: number;
  /** Why it was refused. */
  readonly error: Refusal | undefined;
}

/** Why a subscription was refused. */
export interface Refusal {
  readonly status: number | undefined;
  readonly detail: string | undefined;
}

/** Reads what came over the socket; undefined for what this version does not know. */
export function parseFrame(data: unknown): Frame | Answer | undefined {
  let message: Fields;
  try {
    message = fieldsOf(JSON.parse(String(data)));
  } catch {
    return undefined;
  }
  const { id, method, error } = message;
  if (typeof id === "number") return { id, error: error ? refusalOf(error) : undefined };
  const { channel, action, resource_id: resourceId, resource } = fieldsOf(message.params);
  const isKnown = action === "added" || action === "changed" || action === "removed";
  if (method !== "change" || !isKnown || typeof channel !== "string") return undefined;
  return { channel, action, id: String(resourceId).toLowerCase(), resource: fieldsOf(resource) };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function refusalOf(error: unknown): Refusal {
  const { code, status = code, message = error } = fieldsOf(error);
  return {
    status: typeof status === "number" ? status : undefined,
    detail: typeof message === "string" ? message : undefined,
  };
}
