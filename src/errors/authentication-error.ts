import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 401: the token is missing, wrong or expired, also after it was refreshed.
 *
 * @example
 * ```ts
 * import { PubAuthenticationError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.list().firstPage();
 * } catch (error) {
 *   if (error instanceof PubAuthenticationError) location.assign("/sign-in");
 *   else throw error;
 * }
 * ```
 */
export class PubAuthenticationError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubAuthenticationError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "unauthenticated" });
  }
}
