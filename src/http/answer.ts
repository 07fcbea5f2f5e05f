import { longestMessage, requestLine, shorten } from "../errors/error-texts.js";
import type { PubIssue } from "../errors/pub-error.js";
import { PubResponseError } from "../errors/response-error.js";
import type { Call } from "./call.js";
import { type PubHooks, tell } from "./hooks.js";
import { issueLine, issuesOf } from "./validate.js";

/**
 * The data of a call's answer, as the service sent it.
 *
 * @throws PubResponseError where it is no JSON or (unless drift is only reported) not what the schema says
 */
export function dataOf<T>(call: Call<T>, hooks: PubHooks): T {
  const { schema } = call.endpoint;
  // Without a schema nothing is promised, and nothing is answered.
  if (!schema) return undefined as T;
  const data = parseJson(call);
  const issues = issuesOf(schema, data);
  if (issues) {
    if (call.options.onInvalid === "throw") throw unusable(call, issues);
    tell(hooks, "invalid", {
      method: call.endpoint.method,
      path: call.facts.path,
      issues,
    });
  }
  // Either it passed, or the caller asked for it as received.
  return data as T;
}

/** The error of an answer that cannot be used. What a write did then is unknown. */
export function unusable(call: Call<unknown>, issues: readonly PubIssue[]): PubResponseError {
  const { status } = call;
  const { method, path } = call.facts;
  const answered = `${requestLine(method, path)} answered ${status || "with a redirect"}`;
  const message = shorten(`${answered}, not as the API promises: ${issueLine(issues)}`, longestMessage);
  return new PubResponseError(message, { ...call.facts, issues, status });
}

function parseJson(call: Call<unknown>): unknown {
  try {
    return JSON.parse(call.text);
  } catch {
    // The parser's own complaint quotes the text.
    throw unusable(call, [
      {
        path: [],
        message: call.text ? "expected JSON" : "expected JSON, not an empty body",
      },
    ]);
  }
}
