import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 5xx: the service or a proxy before it failed. A write may have happened: see `outcome`.
 *
 * @example
 * ```ts
 * import { PubServerError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.messages.create(channelId, "Good morning");
 * } catch (error) {
 *   if (error instanceof PubServerError) console.warn(error.status, "sent or not:", error.outcome);
 *   else throw error;
 * }
 * ```
 */
export class PubServerError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubServerError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "server" });
  }
}
