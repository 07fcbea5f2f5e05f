import type { LinkChunk } from "../schemas/index.js";

/**
 * The link chunk for what a caller wrote, of a kind, or of the kind that the link shows; `link` where it shows none.
 * Its text is what was written, without `mailto:` and `tel:`. What is plainly none has an empty text; the rest
 * is for `hrefOf` to say.
 */
export function linkChunk(written: unknown, kind?: "url" | "email" | "phone"): LinkChunk {
  const text = typeof written === "string" ? written.trim() : "";
  const isUrl = /^(?:https?:|www\.)/i.test(text);
  const shown = isUrl ? "url" : /^(?:\+|tel:)/i.test(text) ? "phone" : text.includes("@") ? "email" : "link";
  const chosen = kind ?? shown;
  // A URL is told from a file's name by its scheme or its www.; an address brings no subject along.
  const isFit = chosen === "url" ? isUrl : chosen !== "email" || !text.includes("?");
  return {
    type: "link",
    kind: chosen,
    text: isFit ? text.replace(/^(?:mailto|tel):/i, "") : "",
  };
}
