import { refuse } from "../errors/input-error.js";
import { checkCount, checkDate, checkFields, checkId } from "./checks.js";
import type { TimeSource } from "./clock.js";
import type { SandboxUser } from "./data.js";
import { userFields } from "./inputs.js";

/**
 * What {@link createSandbox} takes.
 *
 * @example
 * ```ts
 * import { createSandbox, type SandboxOptions } from "@giosg/pub-sdk/testing";
 *
 * const options: SandboxOptions = { users: 5, pageSize: 10, seed: 7, now: () => new Date() };
 * const sandbox = createSandbox(options);
 * ```
 */
export interface SandboxOptions {
  /**
   * UUID of the organization that the sandbox serves.
   *
   * @default made from the seed
   */
  readonly organizationId?: string | undefined;
  /**
   * How many users there are (1 to 10000), or the users themselves, with what matters of them; the rest is made up.
   *
   * @default 3
   */
  readonly users?: number | readonly Partial<SandboxUser>[] | undefined;
  /**
   * Items on a page, 1 to 1000.
   *
   * @default 25
   */
  readonly pageSize?: number | undefined;
  /**
   * The service's time: where it starts (each write is then one second later than the one before), or a function that is
   * asked at each write, and followed. `() => new Date()` is the caller's own time, a faked one too.
   *
   * @default "2026-01-01T08:00:00.000Z"
   */
  readonly now?: Date | string | (() => Date | string | number) | undefined;
  /**
   * A whole number. The same seed gives the same ids, tokens, names and texts.
   *
   * @default 1
   */
  readonly seed?: number | undefined;
}

/** The options, checked. */
export interface CheckedOptions {
  readonly organizationId: string | undefined;
  readonly users: readonly Partial<SandboxUser>[];
  readonly pageSize: number;
  readonly time: TimeSource | undefined;
  readonly seed: number;
}

const optionFields: Readonly<Record<keyof SandboxOptions, true>> = {
  organizationId: true,
  users: true,
  pageSize: true,
  now: true,
  seed: true,
};

/**
 * Checks the options.
 *
 * @throws PubInputError for an unknown option, or a value that is not what the option takes
 */
export function checkOptions(options: SandboxOptions): CheckedOptions {
  checkFields("createSandbox", "option", options, optionFields);
  const { organizationId, users = 3, pageSize = 25, now, seed = 1 } = options;
  return {
    organizationId: organizationId === undefined ? undefined : checkId("organizationId", organizationId),
    users: checkUsers(users),
    pageSize: checkCount("pageSize", pageSize, 1, 1000),
    time: checkTime(now),
    seed: Number.isSafeInteger(seed) ? seed : refuse("seed", "a whole number"),
  };
}

function checkTime(now: SandboxOptions["now"]): TimeSource | undefined {
  if (now === undefined) return undefined;
  return typeof now === "function" ? now : Date.parse(checkDate("now", now));
}

function checkUsers(users: number | readonly Partial<SandboxUser>[]): readonly Partial<SandboxUser>[] {
  if (typeof users === "number" || !Array.isArray(users)) {
    return Array.from({ length: checkCount("users", users, 1, 10_000) }, () => ({}));
  }
  if (users.length === 0 || !users.every((user) => user !== null && typeof user === "object")) {
    refuse("users", "a number, or a list of at least one object");
  }
  for (const user of users) checkFields("createSandbox", "user field", user, userFields);
  return users;
}
