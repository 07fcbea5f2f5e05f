import type { MessageChunk } from "../schemas/index.js";
import { fieldsOf, textIn } from "./record.js";

/** The chunk types that lead somewhere by their `url`. */
export const urlTypes: readonly unknown[] = ["image", "file", "audio", "video", "voice", "external"];

/** Everything that may be answered. */
const safe = [
  // No credentials, white space or control characters, and no backslashes, which browsers take for slashes.
  /^https?:\/\/[^\s\p{Cc}\\/?#@]+([/?#][^\s\p{Cc}\\]*)?$/iu,
  // `local@host.tld`, without anything that would need quoting or could start another header.
  /^mailto:[^\s\p{Cc}\\/?#@%<>()[\],;:"]+@([\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}-]+$/u,
  /^tel:(\+[1-9]\d{6,14}|\d{3,15})$/,
];

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
  const isLink = type === "link";
  const written = textIn(isLink ? text : urlTypes.includes(type) && url).trim();
  const href = absolute(written, kind);
  const forms = isLink ? safe : safe.slice(0, 1);
  return forms.some((form) => form.test(href)) && URL.canParse(href) ? href : undefined;
}

/** A link with its scheme; as it stands where it is of no kind that is written without. */
function absolute(link: string, kind: unknown): string {
  if (kind === "email" || /^mailto:/i.test(link)) return `mailto:${link.replace(/^mailto:|\?.*$/gis, "")}`;
  if (kind === "phone" || /^tel:/i.test(link)) {
    return `tel:${link.replace(/^tel:|(?!^)\(0\)|[\p{Zs}\p{Pd}().]/giu, "")}`;
  }
  return kind === "url" && /^[^/?#]+\./.test(link) ? `https://${link}` : link;
}
