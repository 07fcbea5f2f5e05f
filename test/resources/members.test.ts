import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MemberPatch } from "../../src/resources/members.js";
import { cannedClient } from "../support/canned-fetch.js";
import { ids, member } from "../support/wire-fixtures.js";

async function sentBy(call: (pub: ReturnType<typeof cannedClient>["pub"]) => Promise<unknown>) {
  const { pub, requests } = cannedClient(() => ({
    text: JSON.stringify(member),
  }));
  await call(pub);
  expect(requests).toHaveLength(1);
  return JSON.parse(String(requests[0]?.init.body));
}

const updated = (patch: MemberPatch) => sentBy((pub) => pub.members.update(ids.channel, ids.user, patch));

describe("members.markSeen", () => {
  beforeEach(() => {
    vi.useFakeTimers({
      now: new Date("2026-03-04T05:06:07.089Z"),
      toFake: ["Date"],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends the present moment where none is given", async () => {
    const now = { last_seen_at: "2026-03-04T05:06:07.089Z" };
    expect(await sentBy((pub) => pub.members.markSeen(ids.channel, ids.user))).toEqual(now);
    const options = { query: { silent: true } };
    expect(await sentBy((pub) => pub.members.markSeen(ids.channel, ids.user, undefined, options))).toEqual(
      now,
    );
  });

  it("sends an ISO 8601 string as it is", async () => {
    const at = "2016-09-01T11:31:36.042517+03:00";
    const sent = await sentBy((pub) => pub.members.markSeen(ids.channel, ids.user, at));
    expect(sent).toEqual({ last_seen_at: at });
  });
});

describe("members.update", () => {
  it("sends only what is to change", async () => {
    expect(await updated({ is_admin: false })).toEqual({ is_admin: false });
    expect(await updated({ last_seen_at: new Date(0) })).toEqual({
      last_seen_at: "1970-01-01T00:00:00.000Z",
    });
  });

  it("sends every Date as the moment that it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.date({
          min: new Date("0001-01-01"),
          max: new Date("9999-12-31"),
          noInvalidDate: true,
        }),
        async (at) => {
          const { last_seen_at } = await updated({ last_seen_at: at });
          expect(last_seen_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
          expect(new Date(last_seen_at)).toEqual(at);
          expect(await updated({ last_seen_at })).toEqual({ last_seen_at });
        },
      ),
      { numRuns: 100 },
    );
  });

  it("leaves the patch and its Date alone", async () => {
    const patch = Object.freeze({
      last_seen_at: new Date("2026-01-01T00:00:00.000Z"),
      is_admin: true,
    });
    await updated(patch);
    expect(patch).toEqual({
      last_seen_at: new Date("2026-01-01T00:00:00.000Z"),
      is_admin: true,
    });
  });
});
