/** What a client asks for over its socket. */
export type SocketRequest =
  | { readonly id: number; readonly method: "sub"; readonly channel: string; readonly token: string }
  | { readonly id: number; readonly method: "unsub"; readonly channel: string };

/** A request that is none, and the number that it can be answered under. */
export interface Malformed {
  readonly id: number | null;
  readonly problem: string;
}

/** Reads a frame of a client. */
export function readRequest(text: string): SocketRequest | Malformed {
  const frame = parsed(text);
  if (!isRecord(frame)) return { id: null, problem: "A request is a JSON object." };
  const { id, method, params } = frame;
  if (typeof id !== "number") return { id: null, problem: "A request has a number as its id." };
  if (method !== "sub" && method !== "unsub") return { id, problem: "There are the methods sub and unsub." };
  if (!isRecord(params) || typeof params.channel !== "string") {
    return { id, problem: "A request has a channel among its params, which is a path." };
  }
  const { channel, token } = params;
  if (method === "unsub") return { id, method, channel };
  return typeof token === "string"
    ? { id, method, channel, token }
    : { id, problem: "A subscription has a token among its params." };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
