import { type Outcome, PubError, type PubIssue } from "./pub-error.js";

/** Refuses a wrong value: says where it stands in the input and what is accepted there, without a word of it. */
export function refuse(place: string | readonly (string | number)[], accepted: string): never {
  const path = [place].flat();
  throw new PubInputError(`${path.join(".")} must be ${accepted}`, {
    issues: [{ path, message: `expected ${accepted}` }],
  });
}

/**
 * The SDK was used wrongly. Nothing was sent (but for the rare token function that answers no token before a
 * repeat: then `outcome` says what is known of the attempt before).
 *
 * Its `message` says what was wrong and what is accepted; `issues` says it for each place in the input.
 *
 * @example
 * ```ts
 * import { PubInputError } from "@giosg/pub-sdk";
 *
 * try {
 *   await pub.channels.retrieve("general");
 * } catch (error) {
 *   if (error instanceof PubInputError) console.warn(error.issues); // [{ path: ["channelId"], message: "expected a UUID" }]
 *   else throw error;
 * }
 * ```
 */
export class PubInputError extends PubError {
  static override readonly kind: string = "PubError PubInputError";

  /** What was wrong, and where in the input. Never holds the input itself. */
  declare readonly issues: readonly PubIssue[];

  constructor(
    message: string,
    init?: {
      readonly issues?: readonly PubIssue[];
      readonly messageId?: string;
      readonly outcome?: Outcome;
    },
  ) {
    super(message, { code: "invalid_input", issues: [{ path: [], message }], ...init });
  }
}
