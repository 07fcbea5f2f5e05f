import { routes } from "../endpoints/routes.js";
import type { Store } from "../store/store.js";
import type { Received } from "./call.js";
import { deliver } from "./deliver.js";
import { type FetchInput, receive, signalOf } from "./received.js";
import { Router } from "./router.js";

/** A request that the sandbox has answered. */
export interface SandboxRequest {
  readonly method: string;
  /** The path alone. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; the token is among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; `undefined` where there was none, or no JSON. */
  readonly body: unknown;
  /** The status of the answer. */
  readonly status: number;
}

const router = new Router(routes);

/** The service's front: takes requests, and keeps a log of them. */
export class Service {
  readonly requests: SandboxRequest[] = [];
  readonly #store: Store;
  readonly #origin: string;
  #answered = 0;

  constructor(store: Store, origin: string) {
    this.#store = store;
    this.#origin = origin;
  }

  /** Every request takes this way, and every answer this way back. */
  async fetch(input: FetchInput, init?: RequestInit): Promise<Response> {
    const signal = signalOf(input, init);
    signal?.throwIfAborted();
    const received = await receive(input, init, this.#origin);
    await undefined;
    signal?.throwIfAborted();
    this.#store.sync();
    const answer = router.answer(this.#store, received);
    this.requests.push(record(received, answer.status));
    this.#answered += 1;
    return deliver(answer, `sandbox-${this.#answered}`, signal);
  }

  reset(): void {
    this.requests.length = 0;
    this.#answered = 0;
  }
}

function record({ method, url, headers, text }: Received, status: number): SandboxRequest {
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: parsed(text),
    status,
  };
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
