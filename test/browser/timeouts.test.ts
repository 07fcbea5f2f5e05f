import { PubTimeoutError } from "@giosg/pub-sdk";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { errorOf } from "./support/ends.js";
import { startService } from "./support/remote.js";
import { moments, underWay } from "./support/under-way.js";

// A wait that does not fit is not begun, so that no time can run out in it.
const slow = moments.filter(({ until }) => until !== "retry");
const timeoutMs = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
});

describe.each(slow)("a call whose time runs out during $name", (moment) => {
  it("rejects a read, and closes its connection", async () => {
    const service = await startService({ exposedHeaders: ["Retry-After"] });
    const { end } = await underWay(service, moment, (pub) =>
      pub.channels.retrieve(service.channelId, { timeoutMs }),
    );
    vi.advanceTimersByTime(timeoutMs);
    const error = await errorOf(end, PubTimeoutError);
    expect(error).toMatchObject({ code: "timeout", timeoutMs, outcome: "no_effect", retryable: true });
    const hangUps = moment.isSent ? 1 : 0;
    const { requests } = await service.record({ hangUps });
    expect(requests.filter(({ hungUp }) => hungUp)).toHaveLength(hangUps);
  });

  it("says of a write what is known", async () => {
    const service = await startService({ exposedHeaders: ["Retry-After"] });
    const { end } = await underWay(service, moment, (pub) =>
      pub.messages.create(service.channelId, "Hello", { timeoutMs }),
    );
    vi.advanceTimersByTime(timeoutMs);
    const error = await errorOf(end, PubTimeoutError);
    const outcome = moment.until === "token" ? "no_effect" : "unknown";
    expect(error).toMatchObject({ timeoutMs, outcome, messageId: expect.any(String) });
  });
});

it("is per page on a list", async () => {
  const service = await startService({ messages: 3, pageSize: 1 });
  await service.play({ requests: [{}, {}, { fault: "stall in body" }] });
  const seen: string[] = [];
  const walk = async () => {
    for await (const { id } of service.client().messages.list(service.channelId, {}, { timeoutMs })) {
      seen.push(id);
      // Nearly all the time there is, on each page.
      vi.advanceTimersByTime(timeoutMs - 10_000);
    }
  };
  const end = errorOf(walk(), PubTimeoutError);
  await service.record({ requests: 3 });
  vi.advanceTimersByTime(timeoutMs);
  await end;
  expect(seen).toHaveLength(2);
});
