/**
 * The address of a socket.
 *
 * @throws DOMException SyntaxError, as the platform's own class does, and does not repeat what may hold a token
 */
export function readUrl(text: string | URL): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new DOMException("The URL of a WebSocket must be absolute.", "SyntaxError");
  }
  if (url.protocol === "http:") url.protocol = "ws:";
  if (url.protocol === "https:") url.protocol = "wss:";
  if (url.protocol !== "ws:" && url.protocol !== "wss:") {
    throw new DOMException("The URL of a WebSocket must begin with ws: or wss:.", "SyntaxError");
  }
  if (url.hash !== "") throw new DOMException("The URL of a WebSocket must have no fragment.", "SyntaxError");
  return url;
}

/**
 * Makes sure that a client may close with a code and a reason.
 *
 * @throws DOMException as the platform's own class does
 */
export function checkClose(code: number | undefined, reason: string): void {
  if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
    throw new DOMException("The code must be 1000, or one from 3000 to 4999.", "InvalidAccessError");
  }
  if (new TextEncoder().encode(reason).length > 123) {
    throw new DOMException("The reason must be at most 123 bytes long.", "SyntaxError");
  }
}
