import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/** 403: the token is valid and may not do this. */
export class PubPermissionError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubPermissionError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "forbidden" });
  }
}
