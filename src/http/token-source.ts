import { PubInputError } from "../errors/input-error.js";

/**
 * Answers the token to send. Asked before each attempt with `{ refresh: false }`, and once more with
 * `{ refresh: true }` after a 401: then a new token is due, not the stored one.
 *
 * @example
 * ```ts
 * import type { TokenFunction } from "@giosg/pub-sdk";
 *
 * let current = await signIn();
 * const accessToken: TokenFunction = async ({ refresh }) => {
 *   if (refresh) current = await signIn();
 *   return current;
 * };
 * ```
 */
export type TokenFunction = (request: { refresh: boolean }) => string | Promise<string>;

const rememberedRejections = 32;

/** Where the token comes from: asked once for all who wait, renewed once for all who were refused. */
export class TokenSource {
  readonly #scheme: "Token" | "Bearer";
  readonly #token: string | TokenFunction;
  /** Answers under way, shared by the calls that arrive meanwhile. */
  #asked: Promise<string> | undefined;
  #renewal: Promise<string> | undefined;
  /** How often it was renewed, to tell a 401 that is older than the renewal. */
  #renewals = 0;
  #renewed: string | undefined;
  readonly #rejected = new Set<string>();

  constructor(scheme: "Token" | "Bearer", token: string | TokenFunction) {
    this.#scheme = scheme;
    this.#token = typeof token === "function" ? token : checked(token);
  }

  /** Whether a refused token can be replaced by another. */
  get renewable(): boolean {
    return typeof this.#token === "function";
  }

  /** The token to send now, and the moment it was given out. */
  async get(): Promise<Credential> {
    const renewals = this.#renewals;
    if (typeof this.#token === "string") return this.#credential(this.#token, renewals);
    if (this.#renewal) return this.#credential(await this.#renewal, this.#renewals);
    this.#asked ??= this.#ask(this.#token, false);
    const asked = this.#asked;
    const token = await asked.finally(() => this.#forget(asked));
    return this.#credential(token, renewals);
  }

  /** A token in the place of one that the service refused with a 401. */
  async renew(refused: Credential): Promise<Credential> {
    if (typeof this.#token === "string") return refused;
    const isOlder = this.#renewals > refused.renewals;
    const isKnown = this.#rejected.has(refused.token);
    this.reject(refused);
    if (!this.#renewal && this.#renewed !== undefined && (isOlder || isKnown)) {
      return { ...this.#credential(this.#renewed, this.#renewals), mayBeStale: !isOlder };
    }
    this.#renewal ??= this.#renew(this.#token);
    const token = await this.#renewal;
    return this.#credential(token, this.#renewals);
  }

  /** Notes that the service refused a token, so that it is not given out for another. */
  reject({ token, renewals }: Credential): void {
    this.#rejected.add(token);
    if (this.#rejected.size > rememberedRejections) {
      for (const oldest of this.#rejected) {
        this.#rejected.delete(oldest);
        break;
      }
    }
    if (token === this.#renewed && renewals === this.#renewals) this.#renewed = undefined;
  }

  /** The same, but for one that the service is known to refuse: then a token in its place. */
  async accepted(): Promise<Credential> {
    const credential = await this.get();
    return this.#rejected.has(credential.token) ? this.renew(credential) : credential;
  }

  /** Drops answers under way that took longer than a whole call: the next call asks anew. */
  abandon(): void {
    this.#asked = undefined;
    this.#renewal = undefined;
  }

  #renew(ask: TokenFunction): Promise<string> {
    const renewal = this.#ask(ask, true).then(
      (token) => {
        // One that was abandoned does not replace a newer one.
        if (this.#renewal === renewal) {
          this.#renewals++;
          this.#renewed = token;
        }
        this.#forget(renewal);
        return token;
      },
      (thrown) => {
        this.#forget(renewal);
        throw thrown;
      },
    );
    return renewal;
  }

  async #ask(token: TokenFunction, refresh: boolean): Promise<string> {
    const answer = await token({ refresh });
    if (isToken(answer)) return answer;
    throw new UnusableToken();
  }

  #forget(answered: Promise<string>): void {
    if (this.#asked === answered) this.#asked = undefined;
    if (this.#renewal === answered) this.#renewal = undefined;
  }

  #credential(token: string, renewals: number): Credential {
    return { token, renewals, header: `${this.#scheme} ${token}` };
  }
}

/** A token as it was given out. */
export interface Credential {
  readonly token: string;
  /** How often the token had been renewed by then. */
  readonly renewals: number;
  /** The Authorization header's value. */
  readonly header: string;
  /** Whether it was renewed before the call began, whose token function went on answering the old one. */
  readonly mayBeStale?: boolean;
}

/** What a token function answered is no token. */
export class UnusableToken extends Error {}

/** What a token must be. */
export const tokenRule =
  "The token must be a non-empty string of visible ASCII characters, without spaces and without the word Token or Bearer before it";

/** Anything else cannot stand in a header, and a runtime's own complaint about it would print the token. */
function isToken(token: unknown): token is string {
  return typeof token === "string" && /^[\x21-\x7e]+$/.test(token);
}

function checked(token: unknown): string {
  if (isToken(token)) return token;
  throw new PubInputError(tokenRule);
}
