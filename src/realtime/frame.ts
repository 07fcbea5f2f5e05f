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
  /** 0 where it carried no number. */
  readonly status: number;
  readonly detail: string;
}

/** Reads what came over the socket; undefined for what this version does not know. */
export function parseFrame(data: unknown): Frame | Answer | undefined {
  let message: Fields;
  try {
    message = fieldsOf(JSON.parse(String(data)));
  } catch {
    return undefined;
  }
  const { id: request, method, error } = message;
  if (typeof request === "number") {
    const { code, message: detail = error } = fieldsOf(error);
    return { id: request, error: error ? { status: Number(code) || 0, detail: String(detail) } : undefined };
  }
  const { channel, action, resource_id: id, resource } = fieldsOf(message.params);
  if (method !== "change" || (action !== "added" && action !== "changed" && action !== "removed"))
    return undefined;
  return { channel: String(channel), action, id: String(id), resource: fieldsOf(resource) };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  // An object without any, of what is none.
  return Object(value);
}
