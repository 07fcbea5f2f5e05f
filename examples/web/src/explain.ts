import { PubError, type PubErrorCode, PubHttpError } from "@giosg/pub-sdk";

const words: Readonly<Record<PubErrorCode, string>> = {
  connection: "The service cannot be reached.",
  timeout: "The service takes too long to answer.",
  unauthenticated: "The service does not know you any more. Please sign in again.",
  forbidden: "You are not allowed to do this here.",
  not_found: "It no longer exists, or you have no access to it.",
  rate_limited: "The service asks for a pause.",
  server: "The service has a problem of its own.",
  invalid_response: "The service sent an answer that cannot be read.",
  bad_request: "The service did not accept this.",
  conflict: "The service has something else in its place.",
  invalid_input: "This cannot be sent as it is.",
  realtime: "The service tells nothing of what happens here.",
  http: "The service gave an unexpected answer.",
};

/** What went wrong, in words for everybody. */
export function explain(error: unknown): string {
  if (!PubError.is(error)) return "Something went wrong on this page.";
  const seconds = error instanceof PubHttpError ? Math.ceil((error.retryAfterMs ?? 0) / 1_000) : 0;
  return seconds > 0 ? `${words[error.code]} Try again in ${seconds} s.` : words[error.code];
}

/** Whether a message may have been sent, although its sending has failed. */
export function mayBeSent(error: unknown): boolean {
  return !PubError.is(error) || error.outcome === "unknown";
}

/** What went wrong with a message, and what is known of it. */
export function explainSending(error: unknown, isUncertain: boolean): string {
  const fate = isUncertain
    ? "The message may have been sent. Sending it again makes no second one."
    : "The message was not sent.";
  return `${explain(error)} ${fate}`;
}
