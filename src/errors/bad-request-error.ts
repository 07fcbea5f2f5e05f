import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 400 or 422: the service refused the payload; `fieldErrors` says which fields.
 *
 * @example
 * ```ts
 * import { PubBadRequestError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.create({ name: "Releases" });
 * } catch (error) {
 *   if (error instanceof PubBadRequestError) console.warn(error.fieldErrors); // { name: ["…"] }
 *   else throw error;
 * }
 * ```
 */
export class PubBadRequestError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubBadRequestError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "bad_request" });
  }
}
