import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isKnownChunk, type MessageChunk } from "../../src/message/index.js";
import { MessageChunkSchema } from "../../src/schemas/index.js";
import { chunks } from "../support/wire-fixtures.ts";

const types = ["text", "link", "file", "audio", "voice", "video", "image", "mention", "external"];

describe("isKnownChunk", () => {
  it("knows every chunk that the service sends", () => {
    expect(chunks.filter((chunk) => !isKnownChunk(chunk))).toEqual([]);
    expect(new Set(chunks.map(({ type }) => type))).toEqual(new Set(types));
  });

  it("does not know other types, nor names that every object has", () => {
    for (const type of ["poll", "", "constructor", "__proto__", "toString"])
      expect(isKnownChunk({ type })).toBe(false);
  });

  it("takes any value and never throws", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(isKnownChunk(value)).toBeTypeOf("boolean");
      }),
    );
  });

  it("narrows a list", () => {
    const received: readonly MessageChunk[] = chunks;
    const names = received
      .filter(isKnownChunk)
      .flatMap((chunk) => (chunk.type === "file" ? [chunk.name] : []));
    expect(names).toEqual(["report.pdf", "report.pdf", "report.pdf"]);
  });

  it("agrees with the schema on every chunk of a known type", () => {
    const field = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const fields = [
      "text",
      "kind",
      "url",
      "name",
      "size",
      "title",
      "duration",
      "id",
      "isInteraction",
      "initialHeight",
    ];
    const arbitrary = fc.record(
      { type: fc.constantFrom(...types), ...Object.fromEntries(fields.map((name) => [name, field])) },
      { requiredKeys: ["type"] },
    );
    fc.assert(
      fc.property(arbitrary, (chunk) => {
        expect(isKnownChunk(chunk)).toBe(MessageChunkSchema.safeParse(chunk).success);
      }),
      { numRuns: 2000 },
    );
    for (const chunk of chunks) {
      for (const name of Object.keys(chunk).filter((key) => key !== "type")) {
        const { [name]: _left, ...rest } = chunk as unknown as Record<string, unknown>;
        expect(isKnownChunk(rest)).toBe(MessageChunkSchema.safeParse(rest).success);
      }
    }
  });
});
