import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/** 409: the resource exists already, or its state forbids the change. */
export class PubConflictError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubConflictError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "conflict" });
  }
}
