import * as z from "zod/mini";
import type { Message } from "../../schemas/message.js";
import { MessageBodySchema } from "../../schemas/message-body.js";
import { created, forbidden, noContent, ok, refusal } from "../http/answer.js";
import { checkUsers, payloadOf, type UserCall } from "../http/call.js";
import type { Sorting } from "../http/ordering.js";
import { page } from "../http/page.js";
import type { Route } from "../http/router.js";
import { createMessage, editMessage, isSenderless, softDelete } from "../store/messages.js";
import { channelIn, joinedChannelIn, messageIn } from "./lookup.js";
import { filled, uuid } from "./payload-types.js";

const body = MessageBodySchema.check(
  z.refine((value) => value.version !== undefined, {
    path: ["version"],
    error: "This field is required.",
  }),
);
const NewMessageSchema = z.object({
  id: z.exactOptional(uuid),
  type: z.exactOptional(
    filled.check(
      z.refine((type) => type !== "deleted", {
        error: '"deleted" is not a valid choice.',
      }),
    ),
  ),
  body,
  notify_users: z.exactOptional(z.array(uuid)),
  notify_channel: z.exactOptional(z.boolean()),
});
const PatchSchema = z.object({ body: z.exactOptional(body) });

const sorting: Sorting<Message> = {
  keys: { created_at: (message) => message.created_at },
  ordering: "created_at",
  isPresorted: true,
};

/** The messages of a channel, the oldest first unless something else is asked for. Open channels are open to read. */
export const messages: readonly Route[] = [
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/messages",
    watchedBy: "id",
    methods: {
      GET: (call) => page(call, call.store.messages, call.store.messages.group(channelIn(call).id), sorting),
      POST: (call) => {
        const channel = joinedChannelIn(call);
        const payload = payloadOf(call, NewMessageSchema);
        checkUsers(call.store, "notify_users", payload.notify_users ?? []);
        if (payload.id !== undefined && call.store.messages.get(payload.id)) {
          throw refusal(409, "A message with this id already exists.");
        }
        const sender = isSenderless(payload.type) ? undefined : call.actor.id;
        return created(createMessage(call.store, channel, { ...payload, sender_id: sender }));
      },
    },
  },
  {
    path: "/api/pub/v1/orgs/:org/channels/:channel/messages/:message",
    methods: {
      GET: (call) => ok(messageIn(call, channelIn(call))),
      PATCH: (call) => {
        const message = ownMessageIn(call);
        const changes = payloadOf(call, PatchSchema);
        if (message.type === "deleted") throw refusal(400, "A deleted message cannot be changed.");
        return ok(changes.body === undefined ? message : editMessage(call.store, message, changes.body));
      },
      // The message stays in the list, with the type `deleted`; deleting it again changes nothing.
      DELETE: (call) => {
        softDelete(call.store, ownMessageIn(call));
        return noContent();
      },
    },
  },
];

function ownMessageIn(call: UserCall): Message {
  const message = messageIn(call, channelIn(call));
  if (message.sender_id !== call.actor.id) throw forbidden();
  return message;
}
