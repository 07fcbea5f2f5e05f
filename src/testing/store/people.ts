import { PubInputError, refuse } from "../../errors/input-error.js";
import type { User } from "../../schemas/user.js";
import { checkFields, checkId } from "../checks.js";
import type { SandboxUser } from "../data.js";
import { userFields } from "../inputs.js";
import { fullName } from "../names.js";
import type { CheckedOptions } from "../options.js";
import { Random } from "../random.js";

/** A user as it stands inside other resources: without the token. */
export type ShownUser = Required<User>;

const flags = ["is_bot", "is_online", "is_present", "is_deleted"] as const;

/** The users of the organization. */
export class People {
  readonly organizationId: string;
  readonly users: [SandboxUser, ...SandboxUser[]];
  readonly #random: Random;
  readonly #renewed: Random;
  readonly #initial: readonly (readonly [SandboxUser, Readonly<SandboxUser>])[];
  readonly #known = new Map<string, { user: SandboxUser; shown: ShownUser }>();

  constructor(options: CheckedOptions) {
    this.#random = new Random(options.seed, "users");
    this.#renewed = new Random(options.seed, "renewed tokens");
    const made = this.#random.uuid();
    this.organizationId = options.organizationId ?? made;
    const [known = {}, ...others] = options.users;
    this.users = [this.#make(0, known), ...others.map((other, index) => this.#make(index + 1, other))];
    this.#checkDistinct();
    this.#initial = this.users.map((user) => [user, { ...user }]);
    this.sync();
  }

  /** The user of an id. */
  get(id: string): SandboxUser | undefined {
    return this.#known.get(id)?.user;
  }

  /** How others see the user of an id. */
  shown(id: string): ShownUser | undefined {
    return this.#known.get(id)?.shown;
  }

  /** The user who holds a token. */
  holderOf(token: string): SandboxUser | undefined {
    return this.users.find((user) => user.token === token);
  }

  /**
   * One user more.
   *
   * @throws PubInputError for a field that is not what a user has
   */
  add(known: Partial<SandboxUser>): SandboxUser {
    checkFields("sandbox.addUser", "user field", known, userFields);
    const user = this.#make(this.users.length, known);
    this.users.push(user);
    try {
      this.#checkDistinct();
    } catch (error) {
      this.users.pop();
      throw error;
    }
    this.sync();
    return user;
  }

  /**
   * Gives the holder of a token another one, and answers that.
   *
   * @throws PubInputError where nobody holds it
   */
  renew(token: string): string {
    const user = this.holderOf(token) ?? refuse("token", "the token of a user of the sandbox");
    user.token = this.#renewed.hex(40);
    return user.token;
  }

  /** Takes over what was done to the users from outside. */
  sync(): void {
    for (const user of this.users) {
      const known = this.#known.get(user.id);
      if (known) {
        known.user = user;
        show(user, known.shown);
      } else {
        const { token: _, ...shown } = user;
        this.#known.set(user.id, { user, shown });
      }
    }
    if (this.#known.size === this.users.length) return;
    const ids = new Set(this.users.map((user) => user.id));
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
  }

  /** The users that there were at first, as they were. */
  reset(): void {
    this.users.length = 0;
    for (const [user, fields] of this.#initial) this.users.push(Object.assign(user, fields));
    // The numbers after those that made the first users: what `add` makes up is the same again.
    this.#random.reset();
    this.#renewed.reset();
    this.#random.uuid();
    for (const index of this.#initial.keys()) this.#make(index, {});
    this.sync();
  }

  #make(index: number, known: Partial<SandboxUser>): SandboxUser {
    const [id, token] = [this.#random.uuid(), this.#random.hex(40)];
    const user: SandboxUser = {
      id: known.id === undefined ? id : checkId("users.id", known.id),
      full_name: known.full_name ?? fullName(index),
      organization_id: checkId("users.organization_id", known.organization_id ?? this.organizationId),
      avatar_url: known.avatar_url ?? null,
      is_bot: known.is_bot ?? false,
      is_online: known.is_online ?? true,
      is_present: known.is_present ?? true,
      is_deleted: known.is_deleted ?? false,
      token: known.token ?? token,
    };
    if (typeof user.full_name !== "string") refuse("users.full_name", "a string");
    if (user.avatar_url !== null && typeof user.avatar_url !== "string") {
      refuse("users.avatar_url", "a string or null");
    }
    for (const flag of flags) if (typeof user[flag] !== "boolean") refuse(`users.${flag}`, "true or false");
    if (typeof user.token !== "string" || !/^[!-~]+$/.test(user.token)) {
      refuse("users.token", "a string that an Authorization header can carry");
    }
    return user;
  }

  #checkDistinct(): void {
    for (const field of ["id", "token"] as const) {
      if (new Set(this.users.map((user) => user[field])).size < this.users.length) {
        throw new PubInputError(`users must differ in their ${field}`);
      }
    }
  }
}

function show(user: SandboxUser, shown: ShownUser): void {
  shown.full_name = user.full_name;
  shown.organization_id = user.organization_id;
  shown.avatar_url = user.avatar_url;
  shown.is_bot = user.is_bot;
  shown.is_online = user.is_online;
  shown.is_present = user.is_present;
  shown.is_deleted = user.is_deleted;
}
