import { refuse } from "../errors/input-error.js";
import type { MessageChunk } from "../schemas/index.js";
import { hrefOf } from "./href.js";
import { jsonCopy } from "./json-copy.js";
import { isChunk, isKnownType, misfit } from "./known-chunk.js";
import { fieldsOf } from "./record.js";

/** The builder's own copy of a chunk, once it is sure that it can be sent. Unknown types pass as they are. */
export function ownChunk(raw: unknown): MessageChunk {
  const chunk: unknown = jsonCopy("chunk", raw);
  if (!isChunk(chunk)) refuse("type", "a non-empty string");
  if (!isKnownType(chunk.type)) return chunk;
  const wrong = misfit(chunk.type, chunk);
  if (wrong) refuse(...wrong);

  // What the service takes, and nobody means.
  for (const field of ["name", "title"]) {
    if (!String(fieldsOf(chunk)[field]).trim()) refuse(field, "a non-empty string");
  }
  const { type, kind, url, size } = fieldsOf(chunk);
  if (Number(size) < 0 || Number(size) % 1) refuse("size", "a whole number");

  const href = hrefOf(chunk);
  if (href) return url ? Object.assign(chunk, { url: href }) : chunk;
  const place = type === "link" ? kind : "url" in chunk && "url";
  if (place === "url") refuse(place, "a safe http(s) URL");
  if (place === "email" || place === "phone") refuse(place, `a valid ${place}`);
  return chunk;
}
