/** What can happen to one request. What is left out does not happen. */
export interface ModelFault {
  /** Whether the service does what it is asked; `late`: after the client has given up on it. */
  readonly done: "yes" | "no" | "late";
  /** What arrives in the place of the service's own answer; `silence`: nothing, for ever. */
  readonly instead?: "cut" | "silence" | "cut body" | "stalled body" | "html" | "half JSON" | number;
  readonly retryAfter?: string;
  /** The error body that goes with a status. */
  readonly body?: unknown;
}

/** The service's answer arrives as it is. */
export const healthy: ModelFault = { done: "yes" };

/** An hour: longer than any call takes. */
const tooLong = "3600";

/** Faults by the names under which a failing sequence is printed. */
export const modelFaults: Readonly<Record<string, ModelFault>> = {
  healthy,
  "lost, not done": { done: "no", instead: "cut" },
  "lost, done": { done: "yes", instead: "cut" },
  "lost, done late": { done: "late", instead: "cut" },
  "silence, not done": { done: "no", instead: "silence" },
  "silence, done": { done: "yes", instead: "silence" },
  "silence, done late": { done: "late", instead: "silence" },
  "cut body, done": { done: "yes", instead: "cut body" },
  "stalled body, done": { done: "yes", instead: "stalled body" },
  "html, not done": { done: "no", instead: "html" },
  "half JSON, done": { done: "yes", instead: "half JSON" },
  "408, not done": { done: "no", instead: 408 },
  "429": { done: "no", instead: 429 },
  "429, seconds": { done: "no", instead: 429, retryAfter: "2" },
  "429, fraction": { done: "no", instead: 429, retryAfter: "0.5" },
  "429, date": { done: "no", instead: 429, retryAfter: "date" },
  "429, unreadable": { done: "no", instead: 429, retryAfter: "soon" },
  "429, too long": { done: "no", instead: 429, retryAfter: tooLong },
  "500, not done": { done: "no", instead: 500 },
  "500, done": { done: "yes", instead: 500 },
  "502, done": { done: "yes", instead: 502 },
  "503, not done": { done: "no", instead: 503 },
  "503, seconds": { done: "no", instead: 503, retryAfter: "7" },
  "503, date": { done: "no", instead: 503, retryAfter: "date" },
  "503, too long": { done: "no", instead: 503, retryAfter: tooLong },
  "504, done": { done: "yes", instead: 504 },
  "504, done late": { done: "late", instead: 504 },
  "302, done": { done: "yes", instead: 302 },
  "401": { done: "no", instead: 401 },
  "403": { done: "no", instead: 403 },
  "404": { done: "no", instead: 404 },
  "400, about the body": { done: "no", instead: 400, body: { body: ["This is too long."] } },
  "400, about nothing": { done: "no", instead: 400 },
  "409, about nothing": { done: "no", instead: 409 },
  "422": { done: "no", instead: 422, body: { detail: "No." } },
};

/** How the service refuses a message id that is there already: by status and body. A string is no JSON. */
export const duplicateForms: Readonly<Record<string, readonly [status: number, body: unknown]>> = {
  "409, sentence": [409, { detail: "A message with this id already exists." }],
  "409, empty": [409, ""],
  "409, html": [409, "<html></html>"],
  "409, other field": [409, { body: ["Not unique."] }],
  "400, field": [400, { id: ["message with this id already exists."] }],
  "400, fields": [400, { id: ["Not unique."], body: ["Not unique."] }],
  "400, general": [400, { non_field_errors: ["Not unique."] }],
  "400, sentence": [400, { detail: "Not unique." }],
  "400, list": [400, ["Not unique."]],
  "400, empty": [400, ""],
  "400, html": [400, "<html></html>"],
};
