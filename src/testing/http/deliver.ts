import { sleep } from "../../http/sleep.js";
import { type Delivery, halfOf } from "./delivery.js";

const encoder = new TextEncoder();

/**
 * An answer as `fetch` gives it, or does not: the signal is obeyed while it is on its way, and its body while that is
 * read.
 */
export async function deliver(delivery: Delivery, signal: AbortSignal | undefined): Promise<Response> {
  if (delivery.delayMs > 0) await sleep(delivery.delayMs, signal ?? new AbortController().signal);
  switch (delivery.end) {
    case "drop":
      throw new TypeError("fetch failed", { cause: new Error("the sandbox has cut the connection") });
    case "stall":
      return untilAborted(signal);
    default: {
      const { status, headers, text } = delivery.answer;
      if (text === undefined) return new Response(null, { status, headers });
      // With its length, half a body shows as that wherever it is passed on (msw ends broken streams as if they were whole).
      const length =
        delivery.end === "whole" ? {} : { "content-length": String(encoder.encode(text).length) };
      return new Response(bodyOf(text, delivery.end, signal), { status, headers: { ...headers, ...length } });
    }
  }
}

function bodyOf(
  text: string,
  end: "whole" | "stall-body" | "cut-body",
  signal: AbortSignal | undefined,
): BodyInit {
  if (end === "stall-body") return stalled(text, signal);
  if (end === "cut-body") return cut(text, signal);
  return signal ? interruptible(text, signal) : text;
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Looks at the signal when it is read, instead of listening to it: nothing is left behind where nobody reads. */
function interruptible(text: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        await undefined;
        signal.throwIfAborted();
        controller.enqueue(encoder.encode(text));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

function stalled(text: string, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream(
    {
      async pull(controller) {
        await undefined;
        signal?.throwIfAborted();
        if (isSent) await untilAborted(signal);
        isSent = true;
        controller.enqueue(encoder.encode(halfOf(text)));
      },
    },
    { highWaterMark: 0 },
  );
}

function cut(text: string, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream(
    {
      async pull(controller) {
        await undefined;
        signal?.throwIfAborted();
        if (isSent) throw new TypeError("terminated");
        isSent = true;
        controller.enqueue(encoder.encode(halfOf(text)));
      },
    },
    { highWaterMark: 0 },
  );
}
