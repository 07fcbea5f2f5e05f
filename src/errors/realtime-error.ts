import { PubError } from "./pub-error.js";

/**
 * The service refused to let a path be watched: no permission, no such path. Other watches go on.
 *
 * @example
 * ```ts
 * import { PubRealtimeError } from "@giosg/pub-sdk";
 *
 * try {
 *   for await (const change of realtime.messages(channelId)) console.log(change.action);
 * } catch (error) {
 *   if (error instanceof PubRealtimeError) console.warn(error.path, "cannot be watched:", error.status);
 *   else throw error;
 * }
 * ```
 */
export class PubRealtimeError extends PubError {
  static override readonly kind: string = "PubError PubRealtimeError";

  /** What was to be watched: the path of the resource or collection. */
  declare readonly path: string;
  /** The refusal's code; 0 where it carried no number. */
  declare readonly status: number;

  readonly #detail: string;

  /** @hidden */
  constructor(path: string, status: number, detail: string) {
    super(`${path} cannot be watched: refused (${status})`, { code: "realtime", path, status });
    this.#detail = detail;
  }

  /** The service's own words, as they came. */
  get detail(): string {
    return this.#detail;
  }
}
