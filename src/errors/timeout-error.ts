import { type Outcome, PubError } from "./pub-error.js";

/** The call did not end within `timeoutMs`, attempts and waits between them included. */
export class PubTimeoutError extends PubError {
  static override readonly kind: string = "@giosg/pub-sdk/PubTimeoutError";

  /** The limit that ran out, in milliseconds. */
  readonly timeoutMs: number;

  constructor(
    message: string,
    init: {
      readonly timeoutMs: number;
      readonly outcome: Outcome;
      readonly messageId?: string | undefined;
    },
  ) {
    super(message, {
      code: "timeout",
      retryable: true,
      outcome: init.outcome,
      messageId: init.messageId,
    });
    this.timeoutMs = init.timeoutMs;
  }
}
