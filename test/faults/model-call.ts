import type { watched } from "../support/fault-signals.js";
import type { ModelFault } from "./model-faults.js";

/** How long a call may take, in milliseconds of a clock that is not the wall's. */
export const timeoutMs = 30_000;

/** One step of a sequence. */
export interface Step {
  readonly does:
    | "send text"
    | "send with id"
    | "send builder"
    | "send builder with id"
    | "send again"
    | "edit"
    | "delete"
    | "read"
    | "restart";
  /** Which of the two clients. */
  readonly client: number;
  /** Which of the messages so far. */
  readonly target: number;
  /** What happens to the call's requests, in order; further ones are answered as they should be. */
  readonly faults: readonly string[];
  /** How the service refuses an id that is there already. */
  readonly duplicate: string;
  readonly maxRetries: number;
  /** How long requests and answers take, in steps of 10 ms. */
  readonly latency: number;
  /** The moment of the call at which its signal aborts: 0 for before it; undefined for never. */
  readonly abortAt: number | undefined;
  /** How many timers fire before the next step; undefined: the call ends first. */
  readonly ahead: number | undefined;
}

/** A message as the application thinks of it: one, however many calls it takes to send it. */
export interface Logical {
  readonly text: string;
  /** As far as the application knows it. */
  id: string | undefined;
  readonly sends: Running[];
}

/** A request of a call, and what became of it. */
export interface Exchange {
  readonly method: string;
  readonly fault: ModelFault;
  readonly at: number;
  readonly body: string | undefined;
  answeredAt?: number;
  /** As it was answered; undefined where no answer came. */
  status?: number;
  retryAfterMs?: number;
  /** Refused because of an earlier request. */
  isDuplicate?: boolean;
}

/** A call under way, or ended. */
export interface Running {
  readonly step: Step;
  readonly logical: Logical;
  readonly exchanges: Exchange[];
  readonly signal: ReturnType<typeof watched>;
  /** Why its signal aborts, if it does. */
  readonly reason: object;
  readonly startedAt: number;
  /** What it asks the message's text to be. */
  readonly text: string;
  /** How many versions of the message there were before it. */
  readonly versionsBefore: number;
  /** How many moments for an abort have passed. */
  moments: number;
  /** How often it changed something at the service. */
  effects: number;
  /** Whether the service found, at one of its requests, that there is no such message, or a deleted one. */
  foundGone: boolean;
  end?: CallEnd;
}

export interface CallEnd {
  readonly value?: unknown;
  readonly error?: unknown;
  readonly at: number;
}

/** Something that must not be, with the call that shows it. */
export class Violation extends Error {
  constructor(what: string, call?: Running) {
    super(call ? `${what}: ${JSON.stringify(told(call))}` : what);
  }
}

function told({ step, exchanges, end }: Running) {
  const requests = exchanges.map(({ method, at, status, isDuplicate }) => ({
    method,
    at,
    status,
    isDuplicate,
  }));
  const error = end?.error instanceof Error ? { ...end.error, name: end.error.name } : end?.error;
  return { does: step.does, requests, end: end && { ...end, error } };
}

/** Whether, for all that its sender can tell, a request may have changed something. */
export function isDoubtful({ method, status, fault }: Exchange): boolean {
  if (method === "GET") return false;
  if (status === undefined || status === 408 || status >= 500) return true;
  return status < 400 && fault.instead !== undefined;
}

/** Whether another attempt is due after it. */
export function isRetried({ method, status, fault }: Exchange): boolean {
  if (fault.instead === "cut") return true;
  if (fault.instead === "cut body" && (status ?? 0) < 400) return method !== "DELETE";
  return typeof fault.instead === "number" && [408, 429, 500, 502, 503, 504].includes(fault.instead);
}
