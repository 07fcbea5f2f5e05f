import { known, type Outcome, PubError } from "./pub-error.js";

/**
 * The call did not end within `timeoutMs`, attempts and waits between them included.
 *
 * @example
 * ```ts
 * import { PubTimeoutError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.retrieve(channelId, { timeoutMs: 5_000 });
 * } catch (error) {
 *   if (error instanceof PubTimeoutError) console.warn("no answer in", error.timeoutMs, "ms");
 *   else throw error;
 * }
 * ```
 */
export class PubTimeoutError extends PubError {
  static override readonly kind: string = "PubError PubTimeoutError";

  /** The limit that ran out, in milliseconds. */
  declare readonly timeoutMs: number;

  constructor(
    message: string,
    init: {
      readonly timeoutMs: number;
      readonly outcome: Outcome;
      readonly messageId?: string | undefined;
    },
  ) {
    const { timeoutMs, outcome, messageId } = init;
    super(message, { code: "timeout", ...known({ retryable: true, outcome, messageId, timeoutMs }) });
  }
}
