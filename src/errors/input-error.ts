import { type Outcome, PubError, type PubIssue } from "./pub-error.js";

/**
 * The SDK was used wrongly. Nothing was sent (but for the rare token function that answers no token before a
 * repeat: then `outcome` says what is known of the attempt before).
 *
 * Its `message` says what was wrong and what is accepted; `issues` says it for each place in the input.
 */
export class PubInputError extends PubError {
  static override readonly kind: string = "@giosg/pub-sdk/PubInputError";

  /** What was wrong, and where in the input. Never holds the input itself. */
  readonly issues: readonly PubIssue[];

  constructor(
    message: string,
    init: {
      readonly issues?: readonly PubIssue[] | undefined;
      readonly messageId?: string | undefined;
      readonly outcome?: Outcome | undefined;
    } = {},
  ) {
    super(message, { code: "invalid_input", messageId: init.messageId, outcome: init.outcome });
    this.issues = init.issues ?? [{ path: [], message }];
  }
}
