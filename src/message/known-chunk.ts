import type { KnownChunk, MessageChunk } from "../schemas/index.js";
import { fieldsOf, textIn } from "./record.js";

/** For every known chunk its fields, and what they accept in words of `typeof`; the compiler sees that none is missing. */
type Shapes = {
  readonly [Type in KnownChunk["type"]]: {
    readonly [Field in Exclude<keyof Extract<KnownChunk, { type: Type }>, "type">]-?: string;
  };
};

const shapes: Shapes = {
  text: { text: "a string" },
  link: { kind: "a string", text: "a string" },
  file: { url: "a string", name: "a string", size: "a number, a string or undefined" },
  audio: { url: "a string", title: "a string" },
  voice: { url: "a string", duration: "a number" },
  video: { url: "a string", title: "a string or undefined" },
  image: { url: "a string" },
  mention: { text: "a string" },
  external: {
    url: "a string",
    name: "a string",
    id: "a string",
    isInteraction: "a boolean",
    initialHeight: "a number or null",
  },
};

/** Whether a value can be a chunk at all: an object with a type, known or not. Looks at no other field. */
export function isChunk(value: unknown): value is MessageChunk {
  return !!textIn(fieldsOf(value).type);
}

/** Whether a chunk's type is one that this version of the SDK knows. */
export function isKnownType(type: unknown): type is KnownChunk["type"] {
  return Object.hasOwn(shapes, textIn(type));
}

/** The first field of a chunk that is not what its type promises, and what is accepted there. */
export function misfit(
  type: KnownChunk["type"],
  chunk: unknown,
): [field: string, accepted: string] | undefined {
  return Object.entries<string>(shapes[type]).find(([field, accepted]) => {
    const value = fieldsOf(chunk)[field];
    return !accepted.includes(value === null ? "null" : typeof value);
  });
}

/**
 * Whether a chunk is of a type that this version of the SDK knows, with every field that the type promises.
 *
 * Use it where a list of chunks is to be narrowed at once; a `switch` over `type` does without. Takes any value
 * and never throws.
 *
 * @example
 * ```ts
 * import { chunksOf, isKnownChunk } from "@giosg/pub-sdk/message";
 *
 * for (const chunk of chunksOf(received).filter(isKnownChunk)) {
 *   if (chunk.type === "file") console.log(chunk.name);
 * }
 * ```
 */
export function isKnownChunk(chunk: unknown): chunk is KnownChunk {
  const { type } = fieldsOf(chunk);
  return isKnownType(type) && !misfit(type, chunk);
}
