import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aChannel, channelId } from "../support/fault-data.js";
import { answer, clientOf, FaultFetch, failing, lost, settled } from "../support/fault-fetch.js";
import { watched } from "../support/fault-signals.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("a signal that lives long", () => {
  test.each([
    ["answered", answer(aChannel())],
    ["refused", failing(403)],
    ["lost", lost()],
    ["unusable", answer({})],
  ])("keeps no listener of calls that were %s", async (_, reply) => {
    const { signal, listeners } = watched();
    const pub = clientOf(new FaultFetch(reply));
    for (let count = 0; count < 20; count++) {
      const end = settled(pub.channels.retrieve(channelId, { signal }));
      await vi.runAllTimersAsync();
      await end;
    }
    expect(listeners.size).toBe(0);
  });

  test("keeps no listener of lists", async () => {
    const { signal, listeners } = watched();
    const next = "https://api.giosg.com/api/pub/v1/orgs/o/channels?cursor=2";
    const faults = new FaultFetch(({ url }) =>
      Response.json({ next: url.includes("cursor") ? null : next, results: [aChannel(), aChannel()] }),
    );
    const list = clientOf(faults).channels.list({}, { signal });
    for await (const _ of list);
    for await (const _ of list) break;
    for await (const _ of list.pages()) break;
    await list.toArray({ limit: 3 });
    await vi.runAllTimersAsync();
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
