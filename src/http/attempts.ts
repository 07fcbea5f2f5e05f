import { attempt, type Transport } from "./attempt.js";
import type { Call } from "./call.js";
import { tell } from "./hooks.js";
import { sleep } from "./sleep.js";

/** Makes attempts until one succeeds or its failure is final (`call.delayMs`); throws what the last one threw. */
export async function makeAttempts(call: Call<unknown>, transport: Transport): Promise<void> {
  const { signal } = call.deadline;
  for (;;) {
    try {
      return await attempt(call, transport);
    } catch (error) {
      const { delayMs } = call;
      if (delayMs === undefined || signal.aborted) throw error;
      call.retries++;
      tell(transport.hooks, "retry", { ...call.eventOf(error), delayMs });
      await sleep(delayMs, signal);
    }
  }
}
