import * as z from "zod/mini";

/** A zod schema that checks for `T` and, given to zod's `parse`, keeps fields that it does not know. */
export type Schema<T> = z.ZodMiniType<T>;

/** A UUID of any version. */
export const id = /* @__PURE__ */ z.guid();

/** An ISO 8601 date/time; UTC unless it says otherwise. */
export const dateTime = /* @__PURE__ */ z.iso.datetime({
  offset: true,
  local: true,
});

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
 */
export type UnknownWord = OtherWord;

/** The same for a number. */
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
  return z.looseObject({ [tag]: tagSchema }).check(
    z.check((context) => {
      const value = context.value as Record<string, unknown>;
      const checked = variantOf(value[tag], value)?._zod.run({ value, issues: [] }, { async: false });
      if (checked && "issues" in checked) context.issues.push(...checked.issues);
    }),
  );
}
