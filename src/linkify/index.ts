/**
 * Finding the links in what somebody typed.
 *
 * @module @giosg/pub-sdk/linkify
 */
export type { LinkChunk, LinkKind, TextChunk } from "../schemas/index.js";
export { parseText } from "./parse-text.js";
