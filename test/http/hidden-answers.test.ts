import { describe, expect, test } from "vitest";
import { PubResponseError } from "../../src/errors/response-error.js";
import { channelId } from "../support/fault-data.js";
import { clientOf, FaultFetch, failing, rejection } from "../support/fault-fetch.js";
import { recorder } from "../support/fault-hooks.js";

test("a redirect that a browser hides behind the status 0 is told as one", async () => {
  const hidden = () => Response.error();
  const call = clientOf(new FaultFetch(hidden)).channels.delete(channelId);
  const error = await rejection(call, PubResponseError);
  expect(error.status).toBe(0);
  expect(error.outcome).toBe("unknown");
  expect(error.issues).toEqual([{ path: [], message: "expected an answer, not a redirect" }]);
  expect(error.message).toMatch(/ answered with a redirect, not as the API promises: /);
});

describe.each(["throw", "report"] as const)(
  "with onInvalid: %s, an answer that is no JSON fails:",
  (onInvalid) => {
    test.each([
      ["", "expected JSON, not an empty body"],
      ["<html>", "expected JSON"],
      ['{"id":', "expected JSON"],
    ])("%j", async (text, message) => {
      const { hooks, told } = recorder();
      const pub = clientOf(new FaultFetch(() => new Response(text)), { hooks, onInvalid });
      const error = await rejection(pub.channels.retrieve(channelId), PubResponseError);
      expect(error.issues).toEqual([{ path: [], message }]);
      expect(told.map(([hook]) => hook)).not.toContain("invalid");
    });
  },
);

test("an answer without an id of its own is told without one", async () => {
  const { hooks, told } = recorder();
  await rejection(clientOf(new FaultFetch(failing(404)), { hooks }).channels.retrieve(channelId));
  for (const [, event] of told) expect(Object.keys(event)).not.toContain("requestId");
  expect(told.map(([hook]) => hook)).toEqual(["request", "response", "error"]);
});
