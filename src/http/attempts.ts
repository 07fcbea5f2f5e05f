import ky from "ky";
import { attempt, type Transport } from "./attempt.js";
import type { Call } from "./call.js";
import { tell } from "./hooks.js";
import { longestTimerMs, sleep } from "./sleep.js";

/**
 * Makes attempts until one succeeds or its failure is final; throws what the last one threw.
 *
 * ky runs them and waits between them, abortably. Which failure is worth another attempt, and when, is decided with
 * the failure (`call.delayMs`): ky by itself never repeats a POST, and shortens a long `Retry-After`.
 */
export async function makeAttempts(call: Call<unknown>, transport: Transport): Promise<void> {
  const { method } = call.endpoint;
  try {
    await ky(call.request.url, {
      method,
      signal: call.deadline.signal,
      fetch: () => oneAttempt(call, transport),
      timeout: false,
      throwHttpErrors: false,
      retry: {
        limit: call.options.maxRetries === 0 ? 0 : Number.MAX_SAFE_INTEGER,
        methods: [method.toLowerCase() as Lowercase<typeof method>],
        shouldRetry: () => call.delayMs !== undefined,
        delay: () => call.delayMs ?? 0,
      },
    });
  } catch (error) {
    // Not what ky made of it: a token function's own error reaches the caller untouched.
    throw call.failed ? call.failure : error;
  }
}

async function oneAttempt(call: Call<unknown>, transport: Transport): Promise<Response> {
  const { signal } = call.deadline;
  const waitedMs = call.delayMs ?? 0;
  try {
    // Of a wait of months ky takes only as much as a timer does.
    if (waitedMs > longestTimerMs) await sleep(waitedMs - longestTimerMs, signal);
    return await attempt(call, transport);
  } catch (error) {
    call.failed = true;
    call.failure = error;
    if (signal.aborted) call.delayMs = undefined;
    const { delayMs } = call;
    if (delayMs !== undefined) {
      call.retries++;
      tell(transport.hooks, "retry", { ...call.eventOf(error), delayMs });
    }
    throw error;
  }
}
