import { PubError, type PubIssue } from "./pub-error.js";

/**
 * The SDK was used wrongly. Nothing was sent.
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
      readonly issues?: readonly PubIssue[];
      readonly messageId?: string | undefined;
    } = {},
  ) {
    super(message, { code: "invalid_input", messageId: init.messageId });
    this.issues = init.issues ?? [{ path: [], message }];
  }
}
