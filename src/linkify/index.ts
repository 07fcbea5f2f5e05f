export type { LinkChunk, LinkKind, TextChunk } from "../schemas/index.js";
export { parseText } from "./parse-text.js";
