import { PubHttpError, type PubHttpErrorInit } from "./http-error.js";

/** 5xx: the service or a proxy before it failed. A write may have happened: see `outcome`. */
export class PubServerError extends PubHttpError {
  static override readonly kind: string = "PubError PubHttpError PubServerError";

  constructor(message: string, init: PubHttpErrorInit) {
    super(message, { ...init, code: "server" });
  }
}
