import { PubAuthenticationError } from "./authentication-error.js";
import { PubBadRequestError } from "./bad-request-error.js";
import { PubConflictError } from "./conflict-error.js";
import { longestMessage, requestLine } from "./error-texts.js";
import { readErrorBody } from "./field-errors.js";
import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";
import { PubNotFoundError } from "./not-found-error.js";
import { PubPermissionError } from "./permission-error.js";
import { PubRateLimitError } from "./rate-limit-error.js";
import { type Confidential, redact } from "./redact.js";
import { PubServerError } from "./server-error.js";

/** The error of an answer with an error status: the class by the status, the message by what the body says. */
export function httpErrorFrom(
  init: Omit<PubHttpErrorInit, "code" | "detail" | "fieldErrors">,
  confidential: Confidential,
): PubHttpError {
  const { detail, fieldErrors } = readErrorBody(init.body);
  const start = `${requestLine(init.method, init.path)} answered ${init.status}`;
  const reason = redact(detail || summary(fieldErrors), confidential, longestMessage - start.length - 2);
  const message = reason ? `${start}: ${reason}` : start;
  return new (classOf(init.status))(message, { ...init, detail, fieldErrors });
}

function summary(fieldErrors: Record<string, string[]>): string {
  return Object.entries(fieldErrors)
    .slice(0, 3)
    .map(([field, errors]) =>
      field === "non_field_errors" ? errors.join(" ") : `${field}: ${errors.join(" ")}`,
    )
    .join("; ");
}

function classOf(status: number): typeof PubHttpError {
  switch (status) {
    case 400:
    case 422:
      return PubBadRequestError;
    case 401:
      return PubAuthenticationError;
    case 403:
      return PubPermissionError;
    case 404:
      return PubNotFoundError;
    case 409:
      return PubConflictError;
    case 429:
      return PubRateLimitError;
    default:
      return status >= 500 ? PubServerError : PubHttpError;
  }
}
