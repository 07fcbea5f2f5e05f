import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf, type MessageBody, message } from "../../src/message/index.js";
import { chunks, externalView, message as wireMessage } from "../support/wire-fixtures.ts";

function received(body: unknown): MessageBody {
  return body as MessageBody;
}

describe("chunksOf", () => {
  it("gives the chunks of version 3 themselves, in an array of the caller's own", () => {
    const body: MessageBody = { version: 3, chunks: [...chunks] };
    const found = chunksOf(body);
    expect(found).toHaveLength(chunks.length);
    found.forEach((chunk, index) => {
      expect(chunk).toBe(chunks[index]);
    });
    found.length = 0;
    expect(body.chunks).toHaveLength(chunks.length);
  });

  it("takes the message, the payload or the body", () => {
    const payload = message("Hello").toPayload();
    expect(chunksOf(payload)).toEqual([{ type: "text", text: "Hello" }]);
    expect(chunksOf(payload.body)).toEqual(chunksOf(payload));
    expect(chunksOf({ ...wireMessage, body: payload.body })).toEqual(chunksOf(payload));
  });

  it("reads the deprecated versions, reports, and versions that come later", () => {
    const text = [{ type: "text", text: "Hello" }];
    expect(chunksOf({ version: 2, chunks: [{ type: "text", text: "Hello" }] })).toEqual(text);
    expect(chunksOf({ version: 1, message: "Hello" })).toEqual(text);
    expect(chunksOf({ version: 1, title: "Hello", externalView })).toEqual(text);
    expect(chunksOf(received({ version: 4, chunks: text }))).toEqual(text);
  });

  it("finds none in calls, deleted messages and bodies that say nothing", () => {
    for (const body of [
      {},
      { version: 1 },
      { version: 1, callId: "7" },
      { version: 3 },
      { version: 3, chunks: [] },
      { version: 9 },
      { version: 1, message: "" },
    ]) {
      expect(chunksOf(received(body))).toEqual([]);
    }
  });

  it("leaves out what is no chunk, and never throws", () => {
    expect(
      chunksOf(
        received({ version: 3, chunks: [null, "x", 7, {}, { type: 3 }, { type: "" }, [], { type: "poll" }] }),
      ),
    ).toEqual([{ type: "poll" }]);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Array.isArray(chunksOf(received(value)))).toBe(true);
        expect(Array.isArray(chunksOf(received({ body: value })))).toBe(true);
        expect(
          Array.isArray(chunksOf(received({ version: 3, chunks: value, message: value, title: value }))),
        ).toBe(true);
      }),
    );
  });
});
