import * as z from "zod/mini";

/** A UUID of any version, in lower case from here on. */
export const uuid = z.guid().check(z.toLowerCase());

/** Text that is more than blanks. */
export const filled = z
  .string()
  .check(z.refine((text) => text.trim() !== "", "This field may not be blank."));
