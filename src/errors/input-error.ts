import { type Outcome, PubError, type PubIssue } from "./pub-error.js";

/** The error of one wrong value: where it stands in the input, and what is accepted there. */
export function invalid(place: string | readonly (string | number)[], accepted: string): PubInputError {
  const path = typeof place === "string" ? [place] : place;
  const name = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  return new PubInputError(`${name.slice(1)} must be ${accepted}`, {
    issues: [{ path, message: `expected ${accepted}` }],
  });
}

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
