import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { buildPath, uuidOf } from "../../src/http/path.js";
import { organizationId } from "../support/fault-data.js";

describe("ids in paths", () => {
  test("a UUID of any version passes, in lower case", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (id, isUpper) => {
        expect(uuidOf("channelId", isUpper ? id.toUpperCase() : id)).toBe(id.toLowerCase());
      }),
    );
    expect(uuidOf("id", "00000000-0000-0000-0000-000000000000")).toHaveLength(36);
    expect(uuidOf("id", "c232ab00-9414-11ec-b3c8-9f6bdeced846")).toHaveLength(36);
  });

  test("anything else is a PubInputError that names the id and does not show it", () => {
    const hostile = fc.oneof(
      fc.string({ minLength: 3 }),
      fc.uuid().map((id) => `${id}/`),
      fc.uuid().map((id) => `${id}\n`),
      fc.uuid().map((id) => ` ${id}`),
      fc.uuid().map((id) => `{${id}}`),
      fc.uuid().map((id) => id.replaceAll("-", "")),
      fc.constantFrom("..", "../..", "%2e%2e", ""),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        try {
          uuidOf("channelId", value);
        } catch (error) {
          expect(error).toBeInstanceOf(PubInputError);
          const { issues, message } = error as PubInputError;
          expect(issues).toEqual([{ path: ["channelId"], message: "expected a UUID" }]);
          expect(message).toContain("channelId");
          if (value.length > 8) expect(message).not.toContain(value);
          return;
        }
        expect.unreachable("it passed");
      }),
    );
  });

  test.each([[undefined], [null], [1], [{}], [[]], [[organizationId]], [{ toString: () => organizationId }]])(
    "%j is no id",
    (value) => {
      expect(() => uuidOf("id", value)).toThrow(PubInputError);
    },
  );

  test("a path holds nothing but its words and its ids", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (channelId, messageId) => {
        const path = buildPath("/api/pub/v1", organizationId, [
          "channels",
          { channelId },
          "messages",
          { messageId: messageId.toUpperCase() },
        ]);
        expect(path).toBe(`/api/pub/v1/orgs/${organizationId}/channels/${channelId}/messages/${messageId}`);
      }),
    );
  });
});
