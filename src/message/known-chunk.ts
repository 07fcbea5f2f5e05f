import type { KnownChunk, MessageChunk } from "../schemas/index.js";
import { fieldsOf } from "./record.js";

/** For every known chunk its fields, by what `typeof` says of them; the compiler sees that none is missing. */
type Shapes = {
  readonly [Type in KnownChunk["type"]]: {
    readonly [Field in Exclude<keyof Extract<KnownChunk, { type: Type }>, "type">]-?: string;
  };
};

const shapes: Shapes = {
  text: { text: "string" },
  link: { kind: "string", text: "string" },
  file: {
    url: "string",
    name: "string",
    size: "number or string or undefined",
  },
  audio: { url: "string", title: "string" },
  voice: { url: "string", duration: "number" },
  video: { url: "string", title: "string or undefined" },
  image: { url: "string" },
  mention: { text: "string" },
  external: {
    id: "string",
    isInteraction: "boolean",
    name: "string",
    url: "string",
    initialHeight: "number or null",
  },
};

/** Whether a value can be a chunk at all: an object with a type, known or not. Looks at no other field. */
export function isChunk(value: unknown): value is MessageChunk {
  const { type } = fieldsOf(value);
  return typeof type === "string" && type !== "";
}

/** Whether a chunk's type is one that this version of the SDK knows. */
export function isKnownType(type: string): type is KnownChunk["type"] {
  return Object.hasOwn(shapes, type);
}

/** The first field of a chunk that is not what its type promises, and what is accepted there. */
export function misfit(
  type: KnownChunk["type"],
  chunk: object,
): [field: string, accepted: string] | undefined {
  return Object.entries<string>(shapes[type]).find(([field, accepted]) => {
    const value: unknown = Reflect.get(chunk, field);
    return !accepted.split(" or ").includes(value === null ? "null" : typeof value);
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
  return isChunk(chunk) && isKnownType(chunk.type) && !misfit(chunk.type, chunk);
}
