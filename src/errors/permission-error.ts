import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 403: the token is valid and may not do this.
 *
 * @example
 * ```ts
 * import { PubPermissionError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.messages.create(channelId, "Good morning");
 * } catch (error) {
 *   if (error instanceof PubPermissionError) console.warn("join the channel first");
 *   else throw error;
 * }
 * ```
 */
export class PubPermissionError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubPermissionError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "forbidden" });
  }
}
