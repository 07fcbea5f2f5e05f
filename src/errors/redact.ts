import { shorten } from "./error-texts.js";

const shortestRun = 8;
const placeholder = "[redacted]";
const longestText = 1_000;
const longestHaystack = 500_000;

/** Texts that must not be printed: tokens whole at any length, and any run of eight or more characters of either. */
export interface Confidential {
  readonly tokens: Iterable<string>;
  /** The request as it was sent: every string in it counts, in each form that it can have on the way. */
  readonly carried: readonly unknown[];
}

/** Makes one readable line of a foreign text, with what is confidential replaced; at most `length` characters. */
export function redact(text: string, confidential: Confidential, length: number): string {
  if (length <= 0) return "";
  const haystack = haystackOf(confidential.carried);
  // Searching as much as this would hold the caller's thread up.
  if (haystack.length > longestHaystack) return shorten(placeholder, length);
  let line = oneLine(text.slice(0, longestText));
  const tokens = [...confidential.tokens];
  for (const token of tokens) line = withoutToken(line, token);
  line = replaceRuns(line, `${haystack}\0${haystackOf(tokens)}`).trim();
  return shorten(line, length);
}

/** A text with a token replaced: wherever it stands; where it is short, only where it is no part of a word. */
export function withoutToken(text: string, token: string): string {
  if (token.length >= shortestRun) return text.replaceAll(token, placeholder);
  const literal = token.replace(/[^a-z0-9]/gi, "\\$&");
  return text.replace(new RegExp(`(?<![a-z0-9])${literal}(?![a-z0-9])`, "gi"), placeholder);
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, " ");
}

/** What was carried, in one text to search; kept, as each failed attempt asks for it. */
const haystacks = new WeakMap<readonly unknown[], string>();

function haystackOf(carried: readonly unknown[]): string {
  const known = haystacks.get(carried);
  if (known !== undefined) return known;
  const texts: string[] = [];
  collectStrings(carried, texts);
  const haystack = fold([...new Set(texts.flatMap(writtenForms).map(oneLine))].join("\0"));
  haystacks.set(carried, haystack);
  return haystack;
}

function collectStrings(value: unknown, into: string[]): void {
  if (typeof value === "string") into.push(value);
  else if (value !== null && typeof value === "object") {
    for (const inner of Object.values(value)) collectStrings(inner, into);
  }
}

/** A text as it was given, as JSON writes it and as a query does. */
function writtenForms(text: string): string[] {
  const query = new URLSearchParams([["", text]]).toString().slice(1);
  return [text, JSON.stringify(text).slice(1, -1), query, query.replaceAll("+", "%20")];
}

/** Without the difference of case, character by character: of the same length, whatever the language. */
function fold(text: string): string {
  return text.replace(/[^\0- !-@[-`{-~]/gu, (character) => {
    const folded = character.toUpperCase().toLowerCase();
    return folded.length === character.length ? folded : character;
  });
}

function replaceRuns(line: string, haystack: string): string {
  const needle = fold(line);
  let out = "";
  let at = 0;
  while (at < line.length) {
    let end = at + shortestRun;
    if (end > line.length || !haystack.includes(needle.slice(at, end))) {
      out += line[at++];
      continue;
    }
    while (end < line.length && haystack.includes(needle.slice(at, end + 1))) end++;
    out += placeholder;
    at = end;
  }
  return out;
}
