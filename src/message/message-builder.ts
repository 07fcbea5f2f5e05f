import { refuse } from "../errors/input-error.js";
import type { MessageBodyV3, MessageChunk, MessagePayload } from "../schemas/index.js";
import { jsonCopy } from "./json-copy.js";
import { linkChunk } from "./link-chunk.js";
import { newId } from "./new-id.js";
import { ownChunk } from "./own-chunk.js";
import { toPlainText } from "./plain-text.js";
import { fieldsOf, textIn } from "./record.js";
import { requireUuid } from "./uuid.js";

/**
 * The body that a builder makes.
 *
 * @example
 * ```ts
 * const { chunks } = message("See ").link("https://example.com/notes").toBody();
 * console.log(chunks.length); // 2
 * ```
 */
export interface BuiltBody extends MessageBodyV3 {
  chunks: MessageChunk[];
}

/**
 * The payload that a builder makes. It has its id, so it can be shown before it is sent.
 *
 * @example
 * ```ts
 * const payload = message("Good morning").toPayload();
 * console.log("sending", payload.id); // shown before it is sent
 * await pub.messages.create(channelId, payload);
 * ```
 */
export interface BuiltPayload extends MessagePayload {
  id: string;
  body: BuiltBody;
  notify_users?: string[];
}

/** What was composed so far. Never changed, only replaced. */
type Draft = Readonly<Partial<Omit<BuiltPayload, "body">>> & { readonly chunks: MessageChunk[] };

/**
 * Composes a message; {@link message} starts one.
 *
 * Immutable: every call answers a new builder and leaves this one as it was, so one can serve as a template. What
 * is wrong throws at the call that brings it. White space around links and URLs is dropped; everything else is taken as
 * it stands.
 *
 * @example
 * ```ts
 * import { message } from "@giosg/pub-sdk/message";
 *
 * const greeting = message("Hello ");
 * const toMaija = greeting.mention(userId, "Maija").text(", the release is out: ").link("https://example.com/notes");
 * const toAll = greeting.text("everybody").notifyChannel();
 * ```
 */
export class MessageBuilder {
  readonly #draft: Draft;

  /**
   * Builders are made by {@link message}.
   *
   * @hidden
   */
  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /**
   * Adds text, literally: nothing in it becomes a link. Empty text adds nothing.
   *
   * @throws {PubInputError} for anything but a string
   *
   * @example
   * ```ts
   * message("Good ").text("morning");
   * ```
   */
  text(text: string): MessageBuilder {
    return text === "" ? this : this.chunk({ type: "text", text });
  }

  /**
   * Adds a link and finds its kind: what {@link url} takes, what {@link email} takes, or a phone number that starts
   * with `+` or `tel:`. (For a number as it is dialled within a country, say {@link phone}.)
   *
   * @throws {PubInputError} for anything else, `javascript:` and relative URLs among it
   *
   * @example
   * ```ts
   * import { message } from "@giosg/pub-sdk/message";
   *
   * message("Ask ").link("support@example.com").text(" or ").link("+358 40 123 4567");
   * ```
   */
  link(link: string): MessageBuilder {
    return this.chunk(linkChunk(link));
  }

  /**
   * Adds a link to a page: an absolute http or https URL, or a host that starts with `www.`. The chunk's text is
   * what was written; `hrefOf` adds `https://` where it is missing.
   *
   * @throws {PubInputError} for other schemes, relative URLs, white space, control characters, backslashes, and URLs that
   * carry a user name or password
   *
   * @example
   * ```ts
   * message("See ").url("www.giosg.com");
   * ```
   */
  url(url: string): MessageBuilder {
    return this.chunk(linkChunk(url, "url"));
  }

  /**
   * Adds an e-mail address. The chunk's text is the address alone, without the `mailto:` that may stand before it.
   *
   * @throws {PubInputError} for anything else, an address that brings a `?subject=` or the like among it
   *
   * @example
   * ```ts
   * message("Write to ").email("support@example.com");
   * ```
   */
  email(address: string): MessageBuilder {
    return this.chunk(linkChunk(address, "email"));
  }

  /**
   * Adds a phone number, international or as it is dialled within a country: 3 to 15 digits, 7 to 15 after a `+`,
   * with spaces, dashes, dots and parentheses. The chunk's text is the number as written, without the `tel:` that
   * may stand before it.
   *
   * @throws {PubInputError} for anything else
   *
   * @example
   * ```ts
   * message("Call ").phone("040 123 4567");
   * ```
   */
  phone(number: string): MessageBuilder {
    return this.chunk(linkChunk(number, "phone"));
  }

  /**
   * Adds an image.
   *
   * @param url absolute, http or https
   * @throws {PubInputError} for anything else
   *
   * @example
   * ```ts
   * message().image("https://cdn.example.com/shot.png");
   * ```
   */
  image(url: string): MessageBuilder {
    return this.chunk({ type: "image", url });
  }

  /**
   * Adds a file.
   *
   * @param file its absolute http or https URL, its name, and its size in bytes where that is known
   * @throws {PubInputError} for another URL, an empty name, a size that is no whole number from 0 on
   *
   * @example
   * ```ts
   * message().file({ url: "https://cdn.example.com/notes.pdf", name: "notes.pdf", size: 12_345 });
   * ```
   */
  file(file: {
    readonly url: string;
    readonly name: string;
    readonly size?: number | undefined;
  }): MessageBuilder {
    const { url, name, size } = fieldsOf(file);
    if (typeof size === "string") refuse("size", "a number");
    return this.chunk({ type: "file", url, name, size });
  }

  /**
   * Adds a sound.
   *
   * @param audio its absolute http or https URL and its title
   * @throws {PubInputError} for another URL or an empty title
   *
   * @example
   * ```ts
   * message().audio({ url: "https://cdn.example.com/standup.mp3", title: "Standup" });
   * ```
   */
  audio(audio: { readonly url: string; readonly title: string }): MessageBuilder {
    const { url, title } = fieldsOf(audio);
    return this.chunk({ type: "audio", url, title });
  }

  /**
   * Adds a video.
   *
   * @param video its absolute http or https URL, and its title where it has one
   * @throws {PubInputError} for another URL or an empty title
   *
   * @example
   * ```ts
   * message().video({ url: "https://cdn.example.com/demo.mp4", title: "Demo" });
   * ```
   */
  video(video: { readonly url: string; readonly title?: string | undefined }): MessageBuilder {
    const { url, title } = fieldsOf(video);
    return this.chunk({ type: "video", url, title });
  }

  /**
   * Adds a mention, shown as `@Maija`, and notifies the user.
   *
   * @param userId UUID
   * @param name with or without its `@`
   * @throws {PubInputError} for another id or an empty name
   *
   * @example
   * ```ts
   * message().mention(userId, "Maija").text(" could you take this one?");
   * ```
   */
  mention(userId: string, name: string): MessageBuilder {
    const text = textIn(name).trim().replace(/^@?/, "@");
    if (text === "@") refuse("name", "a non-empty string");
    return this.chunk({ type: "mention", text }).notifyUsers(userId);
  }

  /**
   * Notifies users, also those who hear of mentions only. Each counts once, however often it is named.
   *
   * @param userIds UUIDs
   * @throws {PubInputError} for other ids
   *
   * @example
   * ```ts
   * message("The build is red").notifyUsers(userId, otherUserId);
   * ```
   */
  notifyUsers(...userIds: readonly string[]): MessageBuilder {
    if (userIds.length === 0) return this;
    const users = new Set([
      ...(this.#draft.notify_users ?? []),
      ...userIds.map((id) => requireUuid("userId", id)),
    ]);
    return this.#with({ notify_users: [...users] });
  }

  /**
   * Notifies every member of the channel.
   *
   * @example
   * ```ts
   * message("Coffee is ready").notifyChannel();
   * ```
   */
  notifyChannel(): MessageBuilder {
    return this.#with({ notify_channel: true });
  }

  /**
   * Adds a chunk as it stands: of a type that this version of the SDK does not know, or of one that has no call of
   * its own. The builder keeps a copy, made by way of JSON.
   *
   * @throws {PubInputError} for a type that is no string or empty, for a known type whose fields are missing, of
   * another type or not safe to click, and for what JSON cannot carry
   *
   * @example
   * ```ts
   * import { message } from "@giosg/pub-sdk/message";
   *
   * message("Vote: ").chunk({ type: "poll", options: ["Tea", "Coffee"] });
   * ```
   */
  chunk<Chunk extends { readonly type: string }>(raw: Chunk): MessageBuilder {
    return this.#with({ chunks: [...this.#draft.chunks, ownChunk(raw)] });
  }

  /**
   * Sets the message's id, so that every payload of this builder is the same message: sending it twice makes one.
   *
   * @param id UUID
   * @throws {PubInputError} for anything else
   *
   * @example
   * ```ts
   * const content = message("Good morning").withId(crypto.randomUUID());
   * await pub.messages.create(channelId, content);
   * await pub.messages.create(channelId, content); // answers the first
   * ```
   */
  withId(id: string): MessageBuilder {
    return this.#with({ id: requireUuid("id", id) });
  }

  /** The id that {@link withId} set; undefined where each payload gets one of its own. */
  get id(): string | undefined {
    return this.#draft.id;
  }

  /**
   * The body: version 3, with copies of the chunks that are the caller's to change.
   *
   * @throws {PubInputError} without chunks
   *
   * @example
   * ```ts
   * const { chunks } = message("Good morning").toBody();
   * ```
   */
  toBody(): BuiltBody {
    return this.toPayload().body;
  }

  /**
   * What `messages.create` sends: id, body, and whom to notify. The id is a fresh one each time unless
   * {@link withId} set it, so to show a message before it is sent, send the payload that was shown.
   *
   * @throws {PubInputError} without chunks
   *
   * @example
   * ```ts
   * const payload = message("Good morning").toPayload();
   * console.log(payload.id); // known, and shown, before it is sent
   * await pub.messages.create(channelId, payload);
   * ```
   */
  toPayload(): BuiltPayload {
    const { chunks, ...rest } = this.#draft;
    if (chunks.length === 0) return refuse("body", "non-empty");
    return jsonCopy("body", { id: newId(), body: { version: 3, chunks }, ...rest });
  }

  /**
   * The message as plain text, as the function `toPlainText` gives it; empty without chunks.
   *
   * @example
   * ```ts
   * message("See ").link("https://example.com").toPlainText(); // "See https://example.com"
   * ```
   */
  toPlainText(): string {
    return toPlainText({ version: 3, chunks: this.#draft.chunks });
  }

  /**
   * What `JSON.stringify` makes of it: the payload, so that a message in a store is not lost.
   *
   * @example
   * ```ts
   * localStorage.setItem("draft", JSON.stringify(message("Good morning")));
   * ```
   */
  toJSON(): BuiltPayload {
    return this.toPayload();
  }

  #with(change: Partial<Draft>): MessageBuilder {
    return builderOf({ ...this.#draft, ...change });
  }
}

// Outside the class, which bundlers rename where it speaks of itself.
function builderOf(draft: Draft): MessageBuilder {
  return new MessageBuilder(draft);
}

/**
 * Starts a message.
 *
 * @param text its first text, taken literally; empty or left out adds nothing
 * @throws {PubInputError} for anything but a string
 *
 * @example
 * ```ts
 * import { message } from "@giosg/pub-sdk/message";
 *
 * const content = message("Release is out: ")
 *   .link("https://example.com/notes")
 *   .image("https://cdn.example.com/shot.png")
 *   .notifyChannel();
 * await pub.messages.create(channelId, content);
 * ```
 */
export function message(text = ""): MessageBuilder {
  return builderOf({ chunks: [] }).text(text);
}
