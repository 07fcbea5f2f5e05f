import { known, type Outcome, PubError } from "./pub-error.js";

/**
 * No answer came: name resolution failed, the connection was refused or reset, or a browser's CORS check failed.
 *
 * @example
 * ```ts
 * import { PubConnectionError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.messages.create(channelId, "Good morning");
 * } catch (error) {
 *   if (error instanceof PubConnectionError) console.warn("offline?", error.outcome, error.messageId);
 *   else throw error;
 * }
 * ```
 */
export class PubConnectionError extends PubError {
  static override readonly kind: string = "PubError PubConnectionError";

  constructor(
    message: string,
    init: {
      readonly outcome: Outcome;
      readonly messageId?: string | undefined;
      readonly cause?: unknown;
    },
  ) {
    const { outcome, messageId, cause } = init;
    const options = cause === undefined ? {} : { cause };
    super(message, { code: "connection", ...known({ retryable: true, outcome, messageId }) }, options);
  }
}
