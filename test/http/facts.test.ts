import { describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { PubNotFoundError } from "../../src/errors/not-found-error.js";
import { aChannel, aPage, channelId } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, failing, rejection } from "../support/fault-fetch.js";
import { recorder } from "../support/fault-hooks.js";

describe("the path that errors and hooks name", () => {
  test("is whole, also where a token is a word of it", async () => {
    const pub = clientOf(new FaultFetch(failing(404)), { token: "channels" });
    const error = await rejection(pub.channels.retrieve(channelId), PubNotFoundError);
    expect(error.path).toContain(`/channels/${channelId}`);
  });

  /** The error of the page that another page's `next` names. */
  async function linkedFailure(next: string, token: string): Promise<PubNotFoundError> {
    const faults = new FaultFetch(answer(aPage([], next)), failing(404));
    const page = await clientOf(faults, { token }).channels.list().firstPage();
    return rejection(page.nextPage(), PubNotFoundError);
  }

  test("of a page that the service named shows no token of eight characters and more", async () => {
    const { path } = await linkedFailure("/api/pub/v1/xabcd1234y/z", "abcd1234");
    expect(path).toBe("/api/pub/v1/x[redacted]y/z");
  });

  test("of a page that the service named keeps a word that is a short token by chance", async () => {
    expect((await linkedFailure("/api/pub/v1/members/x", "members")).path).toBe("/api/pub/v1/members/x");
  });
});

test("the body of an error is undefined where it is empty", async () => {
  const empty = new FaultFetch(() => new Response("", { status: 404 }));
  const error = await rejection(clientOf(empty).channels.retrieve(channelId), PubNotFoundError);
  expect(error.body).toBeUndefined();
});

test("what the caller's own getter throws reaches the caller untouched, and no hook", async () => {
  const thrown = new RangeError("mine");
  const headers = {
    get "X-Trace"(): string {
      throw thrown;
    },
  };
  const { hooks, told } = recorder();
  const faults = new FaultFetch(answer(aChannel()));
  expect(await rejection(clientOf(faults, { hooks }).channels.retrieve(channelId, { headers }))).toBe(thrown);
  expect(faults.sent).toHaveLength(0);
  expect(told).toEqual([]);
});

test("a refused input keeps its issues", async () => {
  const error = await rejection(clientOf(new FaultFetch()).channels.retrieve("x"), PubInputError);
  expect(error.issues).toEqual([{ path: ["channelId"], message: "expected a UUID" }]);
});
