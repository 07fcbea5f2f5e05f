import type { PubClient, PubClientOptions } from "@giosg/pub-sdk";
import type { Awaited, Script } from "./protocol.js";
import type { RemoteService } from "./remote.js";

/** A moment in the middle of a call, at which it stays. */
export interface Moment {
  readonly name: string;
  readonly script?: Script;
  /** How it is known that the call has come there: what has arrived, or what the page has been told of. */
  readonly until: Awaited | "token" | "retry" | "response";
  /** Whether there is a request to break off. Chromium lets a preflight go on that nobody waits for. */
  readonly isSent: boolean;
}

const later = (seconds: number) => ({
  answer: { status: 503, headers: { "retry-after": String(seconds) } },
});
const stalled = { fault: "stall before headers" } as const;

/** Services for these expose `Retry-After`. */
export const moments: readonly Moment[] = [
  { name: "the token function", until: "token", isSent: false },
  { name: "the preflight", script: { preflights: [stalled] }, until: { preflights: 1 }, isSent: false },
  { name: "the request", script: { requests: [stalled] }, until: { requests: 1 }, isSent: true },
  { name: "the body", script: { requests: [{ fault: "stall in body" }] }, until: "response", isSent: true },
  { name: "the wait before a repeat", script: { requests: [later(20)] }, until: "retry", isSent: false },
  { name: "the repeat", script: { requests: [later(0), stalled] }, until: { requests: 2 }, isSent: true },
];

/** A call that has come to a moment. */
export interface CallUnderWay {
  readonly end: Promise<unknown>;
}

/** Makes a call and lets it come to a moment. */
export async function underWay(
  service: RemoteService,
  { script = {}, until }: Moment,
  call: (pub: PubClient) => Promise<unknown>,
): Promise<CallUnderWay> {
  await service.play(script);
  const told = Promise.withResolvers<void>();
  const tell = (what: Moment["until"]) => () => {
    if (until === what) told.resolve();
  };
  const hanging: Partial<PubClientOptions> = {
    token: () => {
      tell("token")();
      return new Promise<string>(() => {});
    },
  };
  const hooks = { response: tell("response"), retry: tell("retry") };
  const end = call(service.client({ hooks, ...(until === "token" && hanging) }));
  // It is looked at later.
  end.catch(() => {});
  await (typeof until === "string" ? told.promise : service.record(until));
  return { end };
}
