import type { WireAnswer } from "../http/delivery.js";
import type { Fault, FaultAnswer } from "./fault.js";

const details: Readonly<Record<number, string>> = {
  400: "Malformed request.",
  401: "Invalid token.",
  403: "You do not have permission to perform this action.",
  404: "Not found.",
  409: "The request conflicts with what there is.",
  429: "Request was throttled.",
  500: "A server error occurred.",
  502: "Bad gateway.",
  503: "Service temporarily unavailable, try again later.",
  504: "Gateway timeout.",
};

const page = "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>";

/** What is answered in the service's place: nothing at all, or something. `undefined` lets the service do its work. */
export function instead(fault: Fault): "drop" | "stall" | WireAnswer | undefined {
  if (fault === "drop" || fault === "stall") return fault;
  if (fault === "html") {
    return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, text: page };
  }
  return typeof fault === "object" && "status" in fault ? answerOf(fault) : undefined;
}

function answerOf({ status, headers, body, retryAfter }: FaultAnswer): WireAnswer {
  const isBodiless = [204, 205, 304].includes(status);
  const content = body ?? (isBodiless ? undefined : { detail: details[status] ?? `Status ${status}.` });
  return {
    status,
    headers: {
      ...(content !== undefined && { "content-type": typeOf(content) }),
      ...(status === 401 && { "www-authenticate": "Token" }),
      ...(retryAfter !== undefined && {
        "retry-after": retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter),
      }),
      ...headers,
    },
    text: content === undefined || typeof content === "string" ? content : JSON.stringify(content),
  };
}

function typeOf(content: unknown): string {
  if (typeof content !== "string") return "application/json";
  return content.trimStart().startsWith("<") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
}
