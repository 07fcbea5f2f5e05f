import type { PubClient, RequestOptions } from "@giosg/pub-sdk";
import { describe, expect, it } from "vitest";
import { rejectionOf } from "./support/ends.js";
import { type RemoteService, startService } from "./support/remote.js";
import { moments, underWay } from "./support/under-way.js";

type Call = (pub: PubClient, service: RemoteService, options: RequestOptions) => Promise<unknown>;

const calls: readonly (readonly [name: string, call: Call])[] = [
  ["a read", (pub, { channelId }, options) => pub.channels.retrieve(channelId, options)],
  ["a write", (pub, { channelId }, options) => pub.messages.create(channelId, "Hello", options)],
  ["a list", (pub, _, options) => pub.channels.list({}, options).toArray({ limit: 9 })],
];

const reason = { why: "left the room" };

describe.each(calls)("an abort of %s", (_, call) => {
  it("before it begins rejects with the signal's reason, and sends nothing", async () => {
    const service = await startService();
    const ended = call(service.client(), service, { signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(ended)).toBe(reason);
    const { requests, preflights } = await service.record();
    expect([...requests, ...preflights]).toEqual([]);
  });

  it.each(moments)("during $name rejects with the signal's reason", async (moment) => {
    const service = await startService({ exposedHeaders: ["Retry-After"] });
    const controller = new AbortController();
    const { end } = await underWay(service, moment, (pub) =>
      call(pub, service, { signal: controller.signal }),
    );
    controller.abort(reason);
    expect(await rejectionOf(end)).toBe(reason);
    const hangUps = moment.isSent ? 1 : 0;
    const { requests } = await service.record({ hangUps });
    expect(requests.filter(({ hungUp }) => hungUp)).toHaveLength(hangUps);
  });

  it("after its end changes nothing", async () => {
    const service = await startService();
    const controller = new AbortController();
    const end = call(service.client(), service, { signal: controller.signal });
    await end;
    controller.abort(reason);
    expect(await end).toBeTruthy();
    const { requests } = await service.record();
    expect(requests.map(({ hungUp }) => hungUp)).toEqual([false]);
  });

  it("without a reason rejects with the browser's own AbortError", async () => {
    const service = await startService();
    const signal = AbortSignal.abort();
    const error = await rejectionOf(call(service.client(), service, { signal }));
    expect(error).toBe(signal.reason);
    expect(error).toMatchObject({ name: "AbortError" });
  });

  it("by AbortSignal.timeout rejects with the browser's TimeoutError, not the SDK's", async () => {
    const service = await startService();
    await service.play({ requests: [{ fault: "stall before headers" }] });
    const signal = AbortSignal.timeout(50);
    const error = await rejectionOf(call(service.client(), service, { signal }));
    expect(error).toBe(signal.reason);
    expect(error).toMatchObject({ name: "TimeoutError" });
  });
});
