import type { Match } from "linkify-it";
import { refuse } from "../errors/input-error.js";
import { hrefOf } from "../message/href.js";
import type { LinkChunk, TextChunk } from "../schemas/index.js";
import { getLinkifier, maxLinkLength } from "./linkifier.js";

/** What looks like a domain and is, in a chat, far more often a file or a field of an object: `README.md`. */
const fileLike = /^[^/?#:]*\.(?:am|cc|do|la|md|mk|ml|mm|mo|name|pl|pm|ps|py|rs|sh|so|tf|web)(?![^/?#:])/i;

/** An address whose last part is a version, not a domain: `left-pad@1.3.0`. */
const versionLike = /\.\d+$/;

/**
 * Text as chunks, with the links in it found: web addresses, e-mail addresses and phone numbers.
 *
 * - `https://giosg.com` and `http://…`; `www.giosg.com` with any ending; `giosg.com` with the ending of a country or
 *   a common one. Endings that are also those of files (`README.md`, `setup.py`, `build.sh`) need `https://` or `www.`.
 * - `a@b.fi` and `mailto:a@b.fi`.
 * - Phone numbers in international form, 7 to 15 digits after a `+`, as people write them: `+358 40 123 4567`,
 *   `+1 (415) 555-2671`. Any number of 3 digits or more after `tel:`. National numbers without it stay text, as they
 *   cannot be told from other numbers.
 *
 * Other schemes, URLs that carry a user name or password, and links of more than 4,096 characters stay text. Every
 * link that is found has a `hrefOf`. The chunks' texts, joined, are the input, character for character; the empty
 * string gives no chunks. Linear time.
 *
 * @throws {PubInputError} for anything but a string
 *
 * @example
 * ```ts
 * import { parseText } from "@giosg/pub-sdk/linkify";
 *
 * const chunks = parseText("Call +358 40 123 4567 or mail a@b.fi, https://giosg.com.");
 * await pub.messages.create(channelId, { body: { version: 3, chunks } });
 * ```
 */
export function parseText(text: string): (TextChunk | LinkChunk)[] {
  if (typeof text !== "string") refuse("text", "a string");
  const chunks: (TextChunk | LinkChunk)[] = [];
  let end = 0;
  for (const match of getLinkifier().match(text) ?? []) {
    const link = toLink(match);
    if (link === undefined) continue;
    if (match.index > end) chunks.push({ type: "text", text: text.slice(end, match.index) });
    chunks.push(link);
    end = match.lastIndex;
  }
  if (end < text.length) chunks.push({ type: "text", text: text.slice(end) });
  return chunks;
}

function toLink({ schema, raw }: Match): LinkChunk | undefined {
  const kind = schema === "mailto:" ? "email" : schema === "+" || schema === "tel:" ? "phone" : "url";
  const link: LinkChunk = { type: "link", kind, text: raw };
  const isMistaken =
    raw.length > maxLinkLength ||
    (schema === "" && fileLike.test(raw)) ||
    (kind === "email" && versionLike.test(raw));
  return isMistaken || hrefOf(link) === undefined ? undefined : link;
}
