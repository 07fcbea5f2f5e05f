import { PubError } from "../../src/errors/pub-error.js";
import type { Message, MessagePayload } from "../../src/schemas/message.js";
import { isDoubtful, isRetried, type Logical, type Running, timeoutMs, Violation } from "./model-call.js";
import type { ModelService } from "./model-service.js";

/** What the end of a call must be, by what its requests went through. */
export function checkCall(call: Running, service: ModelService, jitter: number): void {
  const { end, signal } = call;
  if (!end) throw new Violation("a call has not ended", call);
  if (signal.listeners.size > 0) throw new Violation("a listener is left", call);
  checkRepeats(call, jitter);
  if (signal.signal.aborted) {
    if (end.error !== call.reason) throw new Violation("an abort was not told by its own reason", call);
  } else if ("value" in end) checkValue(call, end.value, service);
  else checkError(call, end.error);
}

/** What the service must hold of a message in the end, by how the calls ended that sent it. */
export function checkLogical({ text, sends }: Logical, { created }: ModelService): void {
  const count = created.get(text)?.length ?? 0;
  if (count > 1) throw new Violation(`${text} is there ${count} times`, sends[0]);
  const ends = sends.map(({ end }) => end);
  if (ends.some((end) => end && "value" in end) && count !== 1) {
    throw new Violation(`${text} was sent and is not there`, sends[0]);
  }
  const isRefused = ends.every((end) => PubError.is(end?.error) && end.error.outcome === "no_effect");
  if (isRefused && count !== 0) throw new Violation(`${text} was not sent and is there`, sends[0]);
}

function checkValue(call: Running, value: unknown, { versions }: ModelService): void {
  const { step, logical, text } = call;
  if (step.does === "delete") {
    if (!call.foundGone) throw new Violation("it is not deleted", call);
    return;
  }
  const { id, body } = value as Message;
  if (id !== logical.id) throw new Violation("another message was answered", call);
  const held = versions.get(id)?.slice(Math.max(0, call.versionsBefore - 1));
  if (!held?.includes(JSON.stringify(value))) {
    throw new Violation("the service did not hold what was answered", call);
  }
  if (step.does === "edit" && !JSON.stringify(body).includes(`"${text}"`)) {
    throw new Violation("the edit is not in the answer", call);
  }
}

function checkError(call: Running, error: unknown): void {
  const { exchanges, step } = call;
  if (!PubError.is(error)) throw new Violation(`a foreign error, ${error}`, call);
  if (error.outcome === "no_effect" && call.effects > 0)
    throw new Violation("no_effect, but it had one", call);
  const wasDoubtful = exchanges.some(isDoubtful) || isLeftOpen(call, error);
  if ((error.outcome === "unknown") !== wasDoubtful) {
    throw new Violation("the outcome says too much or too little", call);
  }
  if (error.code === "timeout" && call.end && call.end.at - call.startedAt !== timeoutMs) {
    throw new Violation("a timeout at another time", call);
  }
  if (step.does === "delete" && exchanges.at(-1)?.status === 404 && wasDoubtful) {
    throw new Violation("what is gone counts as not deleted", call);
  }
  if (step.does.startsWith("send")) checkFailedSend(call, error);
}

/** Whether nothing could be learnt of a fresh id that was taken: the runtime may have sent the message by itself. */
function isLeftOpen({ step, exchanges }: Running, { code }: PubError): boolean {
  const { method, status = 0 } = exchanges.at(-1) ?? {};
  const isAnswered = code !== "timeout" && status >= 400 && status < 500 && status !== 408 && status !== 429;
  const isFresh = step.does === "send text" || step.does === "send builder";
  return isFresh && method === "GET" && !isAnswered;
}

function checkFailedSend(call: Running, error: PubError): void {
  const posts = call.exchanges.filter(({ method }) => method === "POST");
  if (error.messageId === undefined) throw new Violation("no messageId", call);
  for (const { body = "" } of posts) {
    if ((JSON.parse(body) as MessagePayload).id !== error.messageId) {
      throw new Violation("sent under another id than the error says", call);
    }
  }
  const last = posts.at(-1);
  // The refusal of a duplicate has to arrive.
  if (!last?.isDuplicate || (last.fault.instead !== undefined && last.fault.instead !== "cut body")) return;
  const read = call.exchanges.findLast(({ method }) => method === "GET");
  if (!read) throw new Violation("a message that was there already was not read back", call);
  if (read.fault.instead === undefined) throw new Violation("what was read back was not answered", call);
}

/** The repeats: as many as are due, each after the wait that is due. */
function checkRepeats(call: Running, jitter: number): void {
  const { exchanges, step, end, signal } = call;
  const isCutShort = signal.signal.aborted || (PubError.is(end?.error) && end.error.code === "timeout");
  for (const isReadBack of [false, true]) {
    const own = exchanges.filter(({ method }) => isReadBack === (method === "GET" && step.does !== "read"));
    let retries = 0;
    let renewals = 0;
    for (const [at, exchange] of own.entries()) {
      const next = own[at + 1];
      const { answeredAt = 0, retryAfterMs, fault } = exchange;
      const waitMs = retryAfterMs ?? jitter * Math.min(8_000, 300 * 2 ** retries);
      const isRenewed = fault.instead === 401 && renewals === 0;
      const fits = answeredAt + waitMs < call.startedAt + timeoutMs;
      const isDue = isRenewed || (isRetried(exchange) && retries < step.maxRetries && fits);
      if (next && !isDue) throw new Violation("a repeat too many", call);
      if (!next && isDue && !isCutShort) throw new Violation("a repeat too few", call);
      if (isRenewed) renewals++;
      else if (next) {
        retries++;
        if (Math.abs(next.at - answeredAt - waitMs) > 1)
          throw new Violation(`a wait is not ${waitMs} ms`, call);
      }
    }
  }
}
