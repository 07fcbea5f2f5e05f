/** The most characters of an error's message. */
export const longestMessage = 300;

const longestPath = 200;

/** Method and path, with which a message begins. */
export function requestLine(method: string, path: string): string {
  return `${method} ${shorten(path, longestPath)}`;
}

/** Cuts a text to a length, and shows that it did. */
export function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
