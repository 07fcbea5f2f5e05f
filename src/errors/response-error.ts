import { known, type Outcome, PubError, type PubIssue } from "./pub-error.js";

/**
 * The service answered, but not with what the API promises: no JSON, a field missing or of another type, a
 * redirect, a page that leads in a circle or out of the API.
 *
 * @example
 * ```ts
 * import { PubResponseError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.retrieve(channelId);
 * } catch (error) {
 *   if (error instanceof PubResponseError) console.warn(error.issues); // where the answer is not as promised
 *   else throw error;
 * }
 * ```
 */
export class PubResponseError extends PubError {
  static override readonly kind: string = "PubError PubResponseError";

  /** What was expected, and where in the answer. Never holds a value of the answer. */
  declare readonly issues: readonly PubIssue[];
  /** The answer's HTTP status; 0 where a browser hides it (a redirect). */
  declare readonly status: number;
  /** The request's HTTP method. */
  declare readonly method: string;
  /** The request's path, without query. */
  declare readonly path: string;

  constructor(
    message: string,
    init: {
      readonly issues: readonly PubIssue[];
      readonly status: number;
      readonly method: string;
      readonly path: string;
      readonly outcome?: Outcome | undefined;
      readonly messageId?: string | undefined;
    },
  ) {
    const { issues, status, method, path, outcome, messageId } = init;
    super(message, {
      code: "invalid_response",
      ...known({ outcome, messageId, issues, status, method, path }),
    });
  }
}
