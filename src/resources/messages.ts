import type { ListOptions, RequestOptions } from "../options.js";
import type { ListParameters } from "../pagination/page-source.js";
import type { Paginator } from "../pagination/paginator.js";
import { type Message, type MessagePayload, MessageSchema } from "../schemas/message.js";
import { pageSchema } from "../schemas/page.js";
import { bodyOf, type MessageContent, payloadOf } from "./message-content.js";
import { type CreationOrdering, checkedOrdering, creationKeys } from "./ordering.js";
import { Resource } from "./resource.js";
import { holds } from "./same-content.js";

/**
 * Parameters of `messages.list` and `members.list`.
 *
 * @example
 * ```ts
 * import type { CreationListParameters } from "@giosg/pub-sdk";
 *
 * const latest: CreationListParameters = { ordering: "-created_at" };
 * const messages = await pub.messages.list(channelId, latest).toArray({ limit: 50 });
 * ```
 */
export interface CreationListParameters extends ListParameters {
  /** By time; the service's own order where left out. */
  readonly ordering?: CreationOrdering | undefined;
}

const MessagePageSchema = /* @__PURE__ */ pageSchema(MessageSchema);

/**
 * The messages of channels.
 *
 * @example
 * ```ts
 * const { id } = await pub.messages.create(channelId, "Release is out");
 * await pub.messages.update(channelId, id, "Release is out tomorrow");
 * ```
 */
export class Messages extends Resource {
  /**
   * Lists a channel's messages. `GET /channels/<channel_id>/messages`
   *
   * @example
   * ```ts
   * const latest = await pub.messages.list(channelId, { ordering: "-created_at" }).toArray({ limit: 50 });
   * ```
   */
  list(channelId: string, params?: CreationListParameters, options?: ListOptions): Paginator<Message> {
    return this.pages(["channels", { channelId }, "messages"], MessagePageSchema, params, options, () => ({
      ordering: checkedOrdering(params?.ordering, creationKeys),
    }));
  }

  /**
   * Sends a message, once. `POST /channels/<channel_id>/messages`
   *
   * The message's id is chosen before anything is sent, so a lost answer is followed by a repeat that the service
   * can tell from a second message. Where it refuses that (400, 409), the message is read back and answered. So it
   * is with an id that you chose and sent before: sending the same message again answers the one that is there (as
   * far as can be told: an edited or deleted one counts as the same); another one under that id stays refused.
   *
   * @param content a text, taken literally; a `message()`; or a payload with a body of any kind
   * @throws PubError with `messageId`; sending again with that id never makes a second message
   *
   * @example
   * ```ts
   * await pub.messages.create(channelId, "Good morning");
   * await pub.messages.create(channelId, message("Release is out: ").link("https://example.com/notes"));
   * ```
   */
  async create(channelId: string, content: MessageContent, options?: RequestOptions): Promise<Message> {
    const { isChosen, payload } = payloadOf(content);
    const { id: messageId } = payload;
    const readBack = {
      path: ["channels", { channelId }, "messages", { messageId }],
      isChosen,
      matches: (found: Message) => isSame(found, payload),
    };
    const path = ["channels", { channelId }, "messages"];
    return this.http.call(
      {
        method: "POST",
        path,
        body: payload,
        schema: MessageSchema,
        readBack,
        messageId,
      },
      options,
    );
  }

  /**
   * Retrieves a message. `GET /channels/<channel_id>/messages/<message_id>`
   *
   * @example
   * ```ts
   * const { body } = await pub.messages.retrieve(channelId, messageId);
   * ```
   */
  retrieve(channelId: string, messageId: string, options?: RequestOptions): Promise<Message> {
    const path = ["channels", { channelId }, "messages", { messageId }];
    return this.http.call({ method: "GET", path, schema: MessageSchema }, options);
  }

  /**
   * Replaces a message's body; an id or notifications in the content are left out.
   * `PATCH /channels/<channel_id>/messages/<message_id>`
   *
   * @example
   * ```ts
   * await pub.messages.update(channelId, messageId, "Good evening");
   * ```
   */
  async update(
    channelId: string,
    messageId: string,
    content: MessageContent,
    options?: RequestOptions,
  ): Promise<Message> {
    const path = ["channels", { channelId }, "messages", { messageId }];
    const body = { body: bodyOf(content) };
    return this.http.call({ method: "PATCH", path, body, schema: MessageSchema }, options);
  }

  /**
   * Deletes a message's content; the message stays, with the type `deleted`.
   * `DELETE /channels/<channel_id>/messages/<message_id>` (undocumented; from SDK 3.1.0)
   *
   * @example
   * ```ts
   * await pub.messages.delete(channelId, messageId);
   * ```
   */
  delete(channelId: string, messageId: string, options?: RequestOptions): Promise<void> {
    return this.http.call(
      {
        method: "DELETE",
        path: ["channels", { channelId }, "messages", { messageId }],
      },
      options,
    );
  }
}

/** Whether a message is the one that a payload makes, as far as it can be told after edits. */
function isSame(found: Message, { body }: MessagePayload): boolean {
  return found.is_edited === true || found.type === "deleted" || holds(found.body, body);
}
