import * as z from "zod/mini";
import { id } from "../../schemas/schema.js";

/** A UUID of any version, in lower case from here on. */
export const uuid = id.check(z.toLowerCase());

/** Text that is more than blanks. */
export const filled = z
  .string()
  .check(z.refine((text) => text.trim() !== "", "This field may not be blank."));
