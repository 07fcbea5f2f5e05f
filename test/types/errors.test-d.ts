// Compiled, never run: what the types of the errors promise.
import {
  type Outcome,
  PubAuthenticationError,
  PubBadRequestError,
  PubConflictError,
  PubConnectionError,
  PubError,
  type PubErrorCode,
  PubHttpError,
  PubInputError,
  type PubIssue,
  PubNotFoundError,
  PubPermissionError,
  PubRateLimitError,
  PubResponseError,
  PubServerError,
  PubTimeoutError,
} from "../../src/index.js";
import { PubRealtimeError } from "../../src/realtime/index.js";
import { accepts, same } from "./expect-type.js";

export function caught(error: unknown): void {
  if (!PubError.is(error)) return;
  same<PubErrorCode>()(error.code);
  same<boolean>()(error.retryable);
  same<Outcome>()(error.outcome);
  same<string | undefined>()(error.messageId);
  same<unknown>()(error.cause);
  accepts<Error>(error);
  // @ts-expect-error: not every error comes from an answer
  error.status;

  if (error instanceof PubHttpError) {
    same<number>()(error.status);
    same<string>()(error.method);
    same<string>()(error.path);
    same<string | undefined>()(error.requestId);
    same<number | undefined>()(error.retryAfterMs);
    same<string | undefined>()(error.detail);
    same<Record<string, string[]>>()(error.fieldErrors);
    same<unknown>()(error.body);
    same<Headers>()(error.headers);
    // @ts-expect-error: what was sent is not there to be read
    error.request;
  } else if (error instanceof PubInputError) {
    same<readonly PubIssue[]>()(error.issues);
    same<readonly (string | number)[] | undefined>()(error.issues[0]?.path);
    // @ts-expect-error: issues hold no value
    error.issues[0]?.value;
    // @ts-expect-error: nothing was sent, so there is no status
    error.status;
  } else if (error instanceof PubResponseError) {
    same<readonly PubIssue[]>()(error.issues);
    same<number>()(error.status);
    same<string>()(error.method);
    same<string>()(error.path);
  } else if (error instanceof PubTimeoutError) {
    same<number>()(error.timeoutMs);
  } else if (error instanceof PubRealtimeError) {
    same<string>()(error.path);
    same<number>()(error.status);
    same<string>()(error.detail);
    // @ts-expect-error: no request was made
    error.method;
  } else if (error instanceof PubConnectionError) {
    // @ts-expect-error: no answer came, so there is no status
    error.status;
  }
}

export function subclasses(
  ...errors: [
    PubBadRequestError,
    PubAuthenticationError,
    PubPermissionError,
    PubNotFoundError,
    PubConflictError,
    PubRateLimitError,
    PubServerError,
  ]
): void {
  for (const error of errors) accepts<PubHttpError>(error);
}

export function codes(code: PubErrorCode): string {
  switch (code) {
    case "invalid_input":
    case "connection":
    case "timeout":
    case "invalid_response":
    case "bad_request":
    case "unauthenticated":
    case "forbidden":
    case "not_found":
    case "conflict":
    case "rate_limited":
    case "server":
    case "http":
    case "realtime":
      return code;
    default: {
      const nothing: never = code;
      return nothing;
    }
  }
}

export function outcomes(outcome: Outcome): boolean {
  // @ts-expect-error: there are two outcomes
  if (outcome === "effect") return true;
  return outcome === "no_effect" || outcome === "unknown";
}

/** The classes are values too, and PubError itself is not made. */
export const classes: readonly unknown[] = [
  PubBadRequestError,
  PubAuthenticationError,
  PubPermissionError,
  PubNotFoundError,
  PubConflictError,
  PubRateLimitError,
  PubServerError,
];

// @ts-expect-error: the base class is abstract
new PubError("text", { code: "http" });
