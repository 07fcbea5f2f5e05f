import { refuse } from "../errors/input-error.js";
import type { LinkChunk } from "../schemas/index.js";
import { textIn } from "./record.js";

/**
 * The link chunk for what a caller wrote, of a kind, or of the kind that the link shows. Its text is what was written,
 * without `mailto:` and `tel:`. What is plainly no link of that kind has an empty text; the rest is for `hrefOf` to say.
 *
 * @throws {PubInputError} for a link that shows no kind
 */
export function linkChunk(written: unknown, kind?: "url" | "email" | "phone"): LinkChunk {
  const text = textIn(written).trim();
  // A URL is told from a file's name by its scheme or its www.
  const isUrl = /^(https?:|www\.)/i.test(text);
  const isPhone = /^(\+|tel:)/i.test(text);
  const any = "a safe http(s) URL, email or +phone number";
  const chosen =
    kind ?? (isUrl ? "url" : isPhone ? "phone" : text.includes("@") ? "email" : refuse("link", any));
  // An address brings no subject along.
  const isFit = chosen === "url" ? isUrl : chosen === "phone" || !text.includes("?");
  return { type: "link", kind: chosen, text: isFit ? text.replace(/^mailto:|^tel:/i, "") : "" };
}
