import type { Answer } from "./answer.js";

const encoder = new TextEncoder();

/** An answer as `fetch` gives it: its body obeys the signal while it is read. */
export function deliver(answer: Answer, requestId: string, signal: AbortSignal | undefined): Response {
  const { status, body } = answer;
  const headers: Record<string, string> = {
    ...answer.headers,
    "x-request-id": requestId,
  };
  if (body === undefined) return new Response(null, { status, headers });
  headers["content-type"] = "application/json";
  const text = JSON.stringify(body);
  return new Response(signal ? interruptible(text, signal) : text, {
    status,
    headers,
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
