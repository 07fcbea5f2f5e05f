import type { Received } from "./call.js";

/** What `fetch` is called with. */
export type FetchInput = string | URL | Request;

/** The signal of a request, whichever argument carries it. */
export function signalOf(input: FetchInput, init: RequestInit | undefined): AbortSignal | undefined {
  return init?.signal ?? (input instanceof Request ? input.signal : undefined);
}

/**
 * Reads a request to its end.
 *
 * @throws TypeError for an address that is no URL, as `fetch` does
 */
export async function receive(
  input: FetchInput,
  init: RequestInit | undefined,
  origin: string,
): Promise<Received> {
  if (input instanceof Request) {
    const request = init ? new Request(input, init) : input;
    return {
      method: request.method.toUpperCase(),
      url: new URL(request.url),
      headers: Object.fromEntries(request.headers),
      text: await request.text(),
    };
  }
  const { method = "GET", headers, body } = init ?? {};
  return {
    method: method.toUpperCase(),
    url: new URL(input, origin),
    headers: Object.fromEntries(new Headers(headers)),
    text: typeof body === "string" ? body : await new Response(body ?? null).text(),
  };
}
