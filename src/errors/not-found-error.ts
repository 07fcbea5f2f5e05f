import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 404: there is no such resource, or the token may not see it.
 *
 * @example
 * ```ts
 * import { PubNotFoundError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.retrieve(channelId);
 * } catch (error) {
 *   if (error instanceof PubNotFoundError) console.warn("no such channel");
 *   else throw error;
 * }
 * ```
 */
export class PubNotFoundError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubNotFoundError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "not_found" });
  }
}
