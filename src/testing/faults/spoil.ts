import type { Answer } from "../http/answer.js";
import { type Delivered, wire } from "../http/delivery.js";
import type { Fault } from "./fault.js";

/** Marks the links of a circle, so that only who follows one goes round in it. */
const circle = "sandbox-circle";

type JsonObject = Record<string, unknown>;

/** What becomes of an answer on its way; `undefined` where the fault has nothing to spoil in it. */
export function spoil(fault: Fault, answer: Answer, url: URL): Delivered | undefined {
  switch (fault) {
    case "commit-then-drop":
      return { end: "drop" };
    case "stall-body":
      return answer.body === undefined ? { end: "stall" } : { end: "stall-body", answer: wire(answer) };
    case "cut-body":
      return answer.body === undefined ? { end: "drop" } : { end: "cut-body", answer: wire(answer) };
    case "malformed-json":
      return { end: "whole", answer: malformed(answer) };
    case "page-cycle": {
      if (!isPage(answer.body)) return undefined;
      const next = new URL(url);
      next.searchParams.set(circle, "1");
      return whole(answer, { ...answer.body, next: next.href });
    }
    case "unknown-chunk":
      return changedMessages(answer, (message) => {
        if (!isObject(message.body) || !Array.isArray(message.body.chunks)) return false;
        message.body.chunks.push({ type: "sandbox-chunk", text: "from a later version", value: 42 });
        return true;
      });
    case "unknown-message-type":
      return changedMessages(answer, (message) => {
        message.type = "sandbox_type";
        return true;
      });
    default:
      return undefined;
  }
}

/** The answer to a request: that of a circle's link leads to the link again. */
export function inCircle(answer: Answer, url: URL): Answer {
  const isRound = url.searchParams.has(circle) && isPage(answer.body);
  return isRound ? { ...answer, body: { ...answer.body, next: url.href } } : answer;
}

function whole(answer: Answer, body: unknown): Delivered {
  return { end: "whole", answer: wire({ ...answer, body }) };
}

function malformed(answer: Answer) {
  const { text = '{"id": "', status, headers } = wire(answer);
  const isBodiless = answer.body === undefined;
  return {
    status: isBodiless ? 200 : status,
    headers: { ...headers, "content-type": "application/json" },
    text: isBodiless ? text : text.slice(0, text.length / 2),
  };
}

/** Changes a copy of each message in an answer, wherever it stands. */
function changedMessages(answer: Answer, change: (message: JsonObject) => boolean): Delivered | undefined {
  if (answer.body === undefined || answer.status >= 300) return undefined;
  const copy: unknown = JSON.parse(JSON.stringify(answer.body));
  const changed = messagesIn(copy).filter(change);
  return changed.length > 0 ? whole(answer, copy) : undefined;
}

function messagesIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(messagesIn);
  if (!isObject(value)) return [];
  return "channel_id" in value && isObject(value.body)
    ? [value]
    : Object.values(value).flatMap((part) => messagesIn(part));
}

function isPage(body: unknown): body is JsonObject {
  return isObject(body) && Array.isArray(body.results) && "next" in body;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
