import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 429: too many requests; `retryAfterMs` says how long to wait where the service said so.
 *
 * @example
 * ```ts
 * import { PubRateLimitError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.messages.create(channelId, "Good morning");
 * } catch (error) {
 *   if (error instanceof PubRateLimitError) console.warn("try again in", error.retryAfterMs, "ms");
 *   else throw error;
 * }
 * ```
 */
export class PubRateLimitError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubRateLimitError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "rate_limited" });
  }
}
