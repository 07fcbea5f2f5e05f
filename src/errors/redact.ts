const shortestRun = 8;
const placeholder = "[redacted]";

/** Texts that must not be printed: tokens whole at any length, and any run of eight or more characters of either. */
export interface Confidential {
  readonly tokens: Iterable<string>;
  /** The request as it was given: every string in it counts. */
  readonly carried: readonly unknown[];
}

/** Makes one readable line of a foreign text, with what is confidential replaced; at most `length` characters. */
export function redact(text: string, confidential: Confidential, length: number): string {
  const texts: string[] = [];
  for (const token of confidential.tokens) texts.push(token);
  let line = oneLine(text.slice(0, length * 3));
  for (const token of texts) line = line.replaceAll(token, placeholder);
  collectStrings(confidential.carried, texts);
  line = replaceRuns(line, texts.map(oneLine).join("\0"));
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim();
}

function collectStrings(value: unknown, into: string[]): void {
  if (typeof value === "string") into.push(value);
  else if (value !== null && typeof value === "object")
    for (const inner of Object.values(value)) collectStrings(inner, into);
}

function replaceRuns(line: string, haystack: string): string {
  const sameCase = (text: string) => (text.toLowerCase().length === text.length ? text.toLowerCase() : text);
  const needle = sameCase(line);
  const hay = needle === line ? `${haystack}\0${haystack.toLowerCase()}` : haystack.toLowerCase();
  let out = "";
  let at = 0;
  while (at < line.length) {
    let end = at + shortestRun;
    if (end > line.length || !hay.includes(needle.slice(at, end))) {
      out += line[at++];
      continue;
    }
    while (end < line.length && hay.includes(needle.slice(at, end + 1))) end++;
    out += placeholder;
    at = end;
  }
  return out;
}
