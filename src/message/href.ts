import type { MessageChunk } from "../schemas/index.js";
import { fieldsOf } from "./record.js";

/** The chunk types that lead somewhere by their `url`. */
export const urlTypes: readonly unknown[] = ["image", "file", "audio", "video", "voice", "external"];

/**
 * An http or https URL, or one without its scheme: its authority without credentials, then the rest; no white space,
 * no control characters, no backslashes, which browsers take for slashes.
 */
const web = /^(https?:\/\/)?([^\s\p{Cc}\\/?#@]+)(?:[/?#][^\s\p{Cc}\\]*)?$/iu;

/** `local@host.tld`, without anything that would need quoting or could start another header. */
const address = /^[^\s\p{Cc}\\/?#@%<>()[\],;:"]+@(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}-]+$/u;

/**
 * What to put into `href` for a chunk, or `undefined` where it has no link or its link is not safe to click.
 *
 * - Links of kind `url`: an http or https URL as it stands, with `https://` added where the scheme is missing
 *   (`www.giosg.com`, `giosg.com/help`).
 * - Links of kind `email`: `mailto:` and the address alone; a subject, body or copy that the link brings is dropped.
 * - Links of kind `phone`: `tel:` and the digits, without spaces, dashes, dots and parentheses. The `(0)` of
 *   `+358 (0)40 …` is no part of the number.
 * - Links of a kind that this version does not know: an http or https URL written out, otherwise `undefined`.
 * - Images, files, audio, voice, video and external views: their http or https URL.
 *
 * A link that says `mailto:` or `tel:` is read as such, whatever its kind. White space around a link is dropped.
 * Everything else is `undefined`: other schemes (`javascript:`, `data:`, `blob:`, `file:` …), white space, control
 * characters and backslashes inside, URLs that carry a user name or password, URLs that depend on the page (`/path`,
 * `//host`), codes such as `*21#`. Never throws, whatever a received chunk holds. Linear time.
 *
 * The answer is safe as a link's `href`. For `src` and embedding, your own rules on hosts apply.
 *
 * @example
 * ```ts
 * import { hrefOf } from "@giosg/pub-sdk/message";
 *
 * hrefOf({ type: "link", kind: "url", text: "www.giosg.com" }); // "https://www.giosg.com"
 * hrefOf({ type: "link", kind: "phone", text: "+358 40 123 4567" }); // "tel:+358401234567"
 * hrefOf({ type: "link", kind: "url", text: "javascript:alert(1)" }); // undefined
 * ```
 */
export function hrefOf(chunk: MessageChunk): string | undefined {
  const { type, kind, text, url } = fieldsOf(chunk);
  const link = type === "link" ? text : urlTypes.includes(type) && url;
  if (typeof link !== "string") return undefined;
  const written = link.trim();
  if (kind === "email" || /^mailto:/i.test(written)) return emailHref(written);
  if (kind === "phone" || /^tel:/i.test(written)) return phoneHref(written);
  return webHref(written, kind === "url");
}

/** With `bare`, a host without a scheme gets `https://`. */
function webHref(text: string, bare: boolean): string | undefined {
  const [, scheme, host] = web.exec(text) ?? [];
  if (!scheme && !(bare && host?.includes("."))) return undefined;
  const href = scheme ? text : `https://${text}`;
  try {
    return new URL(href) && href;
  } catch {
    return undefined;
  }
}

function emailHref(text: string): string | undefined {
  const bare = text.replace(/^mailto:|\?.*$/gis, "");
  return address.test(bare) ? `mailto:${bare}` : undefined;
}

function phoneHref(text: string): string | undefined {
  const number = text.replace(/^tel:|(?!^)\(0\)|[ \u00a0\u202f().\u2010-\u2013-]/gi, "");
  return /^(?:\+[1-9]\d{6,14}|\d{3,15})$/.test(number) ? `tel:${number}` : undefined;
}
