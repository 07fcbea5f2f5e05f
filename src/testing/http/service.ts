import { routes } from "../endpoints/routes.js";
import type { FaultKind } from "../faults/fault.js";
import { instead } from "../faults/instead.js";
import { type ActiveRule, FaultRules } from "../faults/rules.js";
import { inCircle, spoil } from "../faults/spoil.js";
import type { Store } from "../store/store.js";
import type { Received } from "./call.js";
import { deliver } from "./deliver.js";
import { type Delivered, type Delivery, wire } from "./delivery.js";
import { type FetchInput, receive, signalOf } from "./received.js";
import { Router } from "./router.js";

/**
 * A request that the sandbox has got.
 *
 * @example
 * ```ts
 * await pub.messages.create(channelId, "Good morning");
 * const [first, ...others] = sandbox.requests;
 * console.log(first?.method, first?.path, first?.body, first?.status, others.length);
 * ```
 */
export interface SandboxRequest {
  readonly method: string;
  /** The path alone. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; the token is among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; `undefined` where there was none, or no JSON. */
  readonly body: unknown;
  /** The status of the answer; 0 where a fault has kept all of it back. */
  readonly status: number;
  /** What went wrong, where a rule of `sandbox.fail` applied. */
  readonly fault?: FaultKind;
}

const router = new Router(routes);

/** The service's front: takes requests, lets go wrong what shall go wrong, and keeps a log. */
export class Service {
  readonly requests: SandboxRequest[] = [];
  readonly faults = new FaultRules();
  readonly #store: Store;
  readonly #origin: string;
  readonly #publish: () => void;
  #answered = 0;

  /** What `publish` does follows each request, whatever becomes of its answer. */
  constructor(store: Store, origin: string, publish: () => void) {
    this.#store = store;
    this.#origin = origin;
    this.#publish = publish;
  }

  async fetch(input: FetchInput, init?: RequestInit): Promise<Response> {
    const signal = signalOf(input, init);
    signal?.throwIfAborted();
    const received = await receive(input, init, this.#origin);
    await undefined;
    signal?.throwIfAborted();
    return deliver(this.serve(received), signal);
  }

  /** Every request takes this way, however it came, and every answer this way back. */
  serve(received: Received): Delivery {
    this.#store.sync();
    const rules = this.faults.for(received);
    const delayMs = latencyOf(rules);
    const { delivered, fault = delayMs === undefined ? undefined : "latency" } =
      this.#instead(rules) ?? this.#answer(rules, received);
    this.#publish();
    const isAnswered = "answer" in delivered;
    this.requests.push(record(received, isAnswered ? delivered.answer.status : 0, fault));
    this.#answered += 1;
    if (!isAnswered) return { ...delivered, delayMs: delayMs ?? 0 };
    const { answer } = delivered;
    const headers = { "x-request-id": `sandbox-${this.#answered}`, ...answer.headers };
    return { ...delivered, answer: { ...answer, headers }, delayMs: delayMs ?? 0 };
  }

  reset(): void {
    this.requests.length = 0;
    this.#answered = 0;
    this.faults.clear();
  }

  #instead(rules: readonly ActiveRule[]): Outcome | undefined {
    for (const { fault, use } of rules) {
      const what = instead(fault);
      if (what === undefined) continue;
      use();
      const delivered: Delivered = typeof what === "string" ? { end: what } : { end: "whole", answer: what };
      return { delivered, fault: kindOf(fault) };
    }
    return undefined;
  }

  #answer(rules: readonly ActiveRule[], received: Received): Outcome {
    const answer = inCircle(router.answer(this.#store, received), received.url);
    for (const { fault, use } of rules) {
      const delivered = spoil(fault, answer, received.url);
      if (delivered === undefined) continue;
      use();
      return { delivered, fault: kindOf(fault) };
    }
    return { delivered: { end: "whole", answer: wire(answer) } };
  }
}

interface Outcome {
  readonly delivered: Delivered;
  readonly fault?: FaultKind | undefined;
}

/** How much later the answer comes: by all that the rules say together. */
function latencyOf(rules: readonly ActiveRule[]): number | undefined {
  let total: number | undefined;
  for (const { fault, use } of rules) {
    if (typeof fault === "string" || !("latencyMs" in fault)) continue;
    use();
    total = (total ?? 0) + fault.latencyMs;
  }
  return total;
}

function kindOf(fault: ActiveRule["fault"]): FaultKind {
  if (typeof fault === "string") return fault;
  return "latencyMs" in fault ? "latency" : "status";
}

function record(
  { method, url, headers, text }: Received,
  status: number,
  fault: FaultKind | undefined,
): SandboxRequest {
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: parsed(text),
    status,
    ...(fault !== undefined && { fault }),
  };
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
