import { message } from "@giosg/pub-sdk";
import { expect, it } from "vitest";
import { startService } from "./support/remote.js";

// Chromium itself sends a request again, a POST too, when a connection that was used before (here by the preflight)
// breaks before an answer. The SDK does not hear of it: to its first attempt the service says that the id is taken.
it.each([
  ["text", "Hello"],
  ["builder", message("Hello")],
  ["payload with an id", message("Hello").toPayload()],
] as const)("a %s that the browser itself has sent twice is there once, and answered", async (_, content) => {
  const service = await startService({ keepAlive: true });
  await service.play({ requests: [{ fault: "cut before headers" }] });
  const attempts: number[] = [];
  const hooks = { request: ({ attempt }: { attempt: number }) => attempts.push(attempt) };
  const sent = await service.client({ hooks }).messages.create(service.channelId, content);
  const { requests, messages } = await service.record();
  expect(messages).toEqual([{ id: sent.id, body: sent.body }]);
  // Two requests for one attempt, and the read-back.
  expect(requests.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  expect(attempts).toEqual([1, 1]);
});
