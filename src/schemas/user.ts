import * as z from "zod/mini";
import { define, id, type Schema } from "./schema.js";

/**
 * A user of an organization, as it stands inside other resources. No field is documented, so none is certain (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * const { sender } = await pub.messages.retrieve(channelId, messageId);
 * console.log(sender?.full_name ?? "Somebody", sender?.is_bot ? "(bot)" : "");
 * ```
 */
export interface User {
  /** UUID */
  id?: string;
  full_name?: string;
  /** UUID */
  organization_id?: string;
  avatar_url?: string | null;
  is_bot?: boolean;
  is_online?: boolean;
  is_present?: boolean;
  is_deleted?: boolean;
}

/**
 * A user.
 *
 * @example
 * ```ts
 * import { UserSchema } from "@giosg/pub-sdk/schemas";
 *
 * UserSchema.parse({ id: userId, full_name: "Maija Virtanen" });
 * ```
 */
export const UserSchema: Schema<User> = /* @__PURE__ */ define(() =>
  z.looseObject({
    id: z.exactOptional(id),
    full_name: z.exactOptional(z.string()),
    organization_id: z.exactOptional(id),
    avatar_url: z.exactOptional(z.nullable(z.string())),
    is_bot: z.exactOptional(z.boolean()),
    is_online: z.exactOptional(z.boolean()),
    is_present: z.exactOptional(z.boolean()),
    is_deleted: z.exactOptional(z.boolean()),
  }),
);
