import type { IncomingMessage } from "node:http";
import type { Arrival } from "./protocol.js";

/** A request's body; undefined where it broke off. */
export async function textOf(request: IncomingMessage): Promise<string | undefined> {
  let text = "";
  request.setEncoding("utf8");
  try {
    for await (const chunk of request) text += chunk;
    return text;
  } catch {
    return undefined;
  }
}

/** A request as the tests read it. */
export function arrivalOf({ method = "", url = "", headers }: IncomingMessage, text: string): Arrival {
  const { pathname, searchParams } = new URL(url, "http://service.invalid");
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(single),
    text,
    hungUp: false,
  };
}
