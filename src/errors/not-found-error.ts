import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/** 404: there is no such resource, or the token may not see it. */
export class PubNotFoundError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubNotFoundError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "not_found" });
  }
}
