import * as z from "zod/mini";
import { isUuid } from "../message/uuid.js";
import { accept, issuesBy, type Predicate, predicateOf } from "./predicate.js";

/**
 * A zod schema that checks for `T` and, given to zod's `parse`, keeps fields that it does not know.
 *
 * @example
 * ```ts
 * import { ChannelSchema, type Schema } from "@giosg/pub-sdk/schemas";
 *
 * const check = <T>(schema: Schema<T>, value: unknown): T | undefined => schema.safeParse(value).data;
 * console.log(check(ChannelSchema, {})); // undefined
 * ```
 */
export type Schema<T> = z.ZodMiniType<T>;

/** Makes a schema; marked as pure where it is called, it takes all that is made in it along when nobody uses it. */
export function define<T>(make: () => T): T {
  return make();
}

/** A UUID of any version. */
export const id = /* @__PURE__ */ format("a UUID", isUuid);

/** An ISO 8601 date/time; UTC unless it says otherwise. */
export const dateTime = /* @__PURE__ */ format("an ISO 8601 date/time", isDateTime);

/** An absolute URL. */
export const url = /* @__PURE__ */ format("an absolute URL", (text) => URL.canParse(text));

/** A whole number. */
export const integer = /* @__PURE__ */ kind(
  /* @__PURE__ */ z.number(),
  "a whole number",
  Number.isSafeInteger,
);

/** A file's size, as some clients write it. */
export const size = /* @__PURE__ */ kind(/* @__PURE__ */ z.unknown(), "a number or a string", (value) =>
  ["number", "string"].includes(typeof value),
);

/** The type of a text chunk. */
export const textType = /* @__PURE__ */ kind(
  /* @__PURE__ */ z.unknown(),
  '"text"',
  (value) => value === "text",
);

/** Not exported as it is: there is no such value. */
declare enum OtherWord {
  any = "any other word",
}

declare enum OtherNumber {
  any = -1,
}

/**
 * The place of a word that this version of the SDK does not know, in a union told apart by words: any string, to
 * be printed, or compared `as string`. An enumeration underneath, because the compiler keeps those apart from all
 * literals: a `switch` over the known words narrows, and this is left to `default`.
 *
 * @example
 * ```ts
 * import { chunksOf } from "@giosg/pub-sdk/message";
 *
 * for (const { type } of chunksOf(received)) console.log((type as string) === "poll" ? "a poll" : `${type}`);
 * ```
 */
export type UnknownWord = OtherWord;

/**
 * The place of a number that this version of the SDK does not know, as {@link UnknownWord} is that of a word.
 *
 * @example
 * ```ts
 * const { version } = received.body;
 * if (version !== undefined) console.log(`version ${version}`); // 3, 2, 1, or a later one
 * ```
 */
export type UnknownNumber = OtherNumber;

/**
 * Checks an object by the variant that its tag names. A tag without a variant passes as it is, so that what the
 * service learns to say later does not break the clients that are out.
 */
export function openUnion(
  tag: string,
  tagSchema: z.ZodMiniType,
  variantOf: (tag: unknown, value: Record<string, unknown>) => z.ZodMiniType | undefined,
) {
  const schemaOf = (value: unknown) => {
    const tagged = value as Record<string, unknown>;
    return variantOf(tagged[tag], tagged);
  };
  return checkedBy(
    z.looseObject({ [tag]: tagSchema }),
    (context) => {
      const { value } = context;
      const variant = schemaOf(value);
      if (variant) context.issues.push(...issuesBy(variant, value));
    },
    (value) => {
      const variant = schemaOf(value);
      return !variant || predicateOf(variant)(value);
    },
  );
}

/** A schema with a check of our own, which is told twice: to zod, and for the predicate. */
function checkedBy<T>(schema: z.ZodMiniType<T>, check: z.core.CheckFn<T>, accepts: Predicate) {
  const made = z.check(check);
  accept(made, accepts);
  return schema.check(made);
}

/** Values told by a function, and in words; zod's own formats, unions and literals would weigh more than all of these. */
function kind<T>(schema: z.ZodMiniType<T>, wanted: string, accepts: Predicate) {
  const report: z.core.CheckFn<T> = ({ value: input, issues }) => {
    if (!accepts(input)) issues.push({ code: "custom", message: `expected ${wanted}`, input });
  };
  const made = checkedBy(schema, report, accepts);
  accept(made, accepts);
  return made;
}

function format(wanted: string, accepts: (text: string) => boolean) {
  return kind(z.string(), wanted, (value) => typeof value === "string" && accepts(value));
}

// Groups that capture nothing, as it is run on every answer.
const shapeOfDateTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

function isDateTime(text: string): boolean {
  if (!shapeOfDateTime.test(text)) return false;
  const day = Number(text.slice(8, 10));
  // The 30th of February would become a day of March.
  return day <= 28 || new Date(`${text.slice(0, 10)}T00:00Z`).getUTCDate() === day;
}
