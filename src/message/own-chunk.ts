import type { MessageChunk } from "../schemas/index.js";
import { hrefOf } from "./href.js";
import { jsonCopy } from "./json-copy.js";
import { isChunk, isKnownType, misfit } from "./known-chunk.js";
import { fieldsOf } from "./record.js";
import { refuse } from "./refuse.js";

/** What is accepted as a link, by its kind; as kind `link` where it showed none. */
const links = new Map<unknown, string>([
  ["url", "an http or https URL without credentials"],
  ["email", "an e-mail address"],
  ["phone", "a phone number"],
  ["link", "a URL, an e-mail address or a phone number with +"],
]);

/** The builder's own copy of a chunk, once it is sure that it can be sent. Unknown types pass as they are. */
export function ownChunk(raw: unknown): MessageChunk {
  const chunk: unknown = jsonCopy(raw);
  if (!isChunk(chunk)) return refuse("type", "a string that is not empty");
  if (!isKnownType(chunk.type)) return chunk;
  const wrong = misfit(chunk.type, chunk);
  if (wrong) return refuse(...wrong);

  for (const field of ["name", "title"]) {
    const text: unknown = Reflect.get(chunk, field);
    if (typeof text === "string" && !text.trim()) return refuse(field, "a string that is not empty");
  }
  const { type, kind, url, size } = fieldsOf(chunk);
  if (Number(size) < 0 || Number(size) % 1) return refuse("size", "a whole number of bytes, 0 or more");
  const leads = type === "link" ? kind : url === undefined ? "" : "url";
  const href = hrefOf(chunk);
  const accepted = links.get(leads);
  if (accepted && !href) return refuse(String(leads), accepted);
  return "url" in chunk && href ? { ...chunk, url: href } : chunk;
}
