// Compiled, never run: what the types of the schemas promise.
import type { Channel, Message, MessageBody, PageData, Schema } from "../../src/schemas/index.js";
import {
  ChannelSchema,
  MessageBodySchema,
  MessageChunkSchema,
  MessageSchema,
  pageSchema,
} from "../../src/schemas/index.js";
import { accepts, same } from "./expect-type.js";

export function checking(json: unknown): void {
  same<Message>()(MessageSchema.parse(json));
  same<Schema<PageData<Channel>>>()(pageSchema(ChannelSchema));
  const result = MessageSchema.safeParse(json);
  if (result.success) {
    same<Message>()(result.data);
    // @ts-expect-error: what passed has no error
    result.error.issues;
  } else {
    same<PropertyKey[] | undefined>()(result.error.issues[0]?.path);
    // @ts-expect-error: what failed has no data
    accepts<Message>(result.data);
  }
  const chunk = MessageChunkSchema.parse(json);
  if (chunk.type === "link") same<string>()(chunk.text);
  const body: MessageBody = MessageBodySchema.parse(json);
  if (body.version === 2) same<string | undefined>()(body.chunks[0]?.text);
  // @ts-expect-error: a channel is no message
  accepts<Message>(ChannelSchema.parse(json));
  // @ts-expect-error: a page is made of a schema
  pageSchema({ id: "" });
  // @ts-expect-error: an unchecked value is nothing yet
  accepts<Message>(json);
}
