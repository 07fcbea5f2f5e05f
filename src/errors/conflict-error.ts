import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/**
 * 409: the resource exists already, or its state forbids the change.
 *
 * @example
 * ```ts
 * import { message, PubConflictError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.messages.create(channelId, message("Good evening").withId(messageId));
 * } catch (error) {
 *   if (error instanceof PubConflictError) console.warn("another message has this id:", error.messageId);
 *   else throw error;
 * }
 * ```
 */
export class PubConflictError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubConflictError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "conflict" });
  }
}
