import type { Message } from "@giosg/pub-sdk";
import { toPlainText } from "@giosg/pub-sdk/message";
import type { Composer } from "./composer.ts";
import { el } from "./el.ts";
import { explain } from "./explain.ts";
import { followMessages } from "./follow.ts";
import { History } from "./history.ts";
import { announce, failure, showTrouble } from "./notice.ts";
import type { Outbox } from "./outbox.ts";
import { authorOf } from "./render-message.ts";
import type { Session } from "./session.ts";

interface RoomOptions {
  readonly session: Session;
  readonly channel: { readonly id: string; readonly name: string; readonly description: string };
  readonly outbox: Outbox;
  readonly composer: Composer;
  /** The channel has been read to its end. */
  readonly onRead: () => void;
}

/** An open channel: its history, what is on its way, and the composer. */
export class Room {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  readonly #options: RoomOptions;
  readonly #history: History;
  readonly #unseen = el("div");
  readonly #unknown = el("div");
  readonly #close = new AbortController();

  constructor(options: RoomOptions) {
    this.#options = options;
    const { session, channel, outbox, composer } = options;
    this.#history = new History(session, channel, outbox.listOf(channel.id), this.#close.signal);
    this.heading = el("h2", { tabindex: "-1" }, channel.name);
    const back = el("a", { class: "back", href: "#", "aria-label": "Back to the channels" }, "‹");
    const header = el("header", {}, back, this.heading, el("p", {}, channel.description));
    this.element = el(
      "section",
      { class: "room" },
      header,
      this.#history.element,
      this.#unseen,
      this.#unknown,
      composer.element,
    );
  }

  get id(): string {
    return this.#options.channel.id;
  }

  async open(): Promise<void> {
    const { session, outbox } = this.#options;
    const { signal } = this.#close;
    void this.#loadPeople();
    await this.#history.load();
    if (signal.aborted) return;
    void this.#markSeen();
    followMessages(session, this.id, {
      signal,
      isKnown: (id) => this.#history.has(id),
      onNews: (messages) => {
        outbox.settle(messages);
        this.#receive(messages);
      },
      onTrouble: (error) => showTrouble("messages", error === undefined ? undefined : explain(error)),
    });
  }

  close(): void {
    this.#close.abort();
    showTrouble("messages", undefined);
  }

  /** Changes what is shown, without a jump. */
  change(make: () => void): void {
    this.#history.change(make);
  }

  /** Shows one's own message, wherever the reader has been. */
  showSent(message: Message): void {
    this.#history.add([message]);
  }

  showEnd(): void {
    this.#history.showEnd();
  }

  #receive(messages: readonly Message[]): void {
    const { userId } = this.#options.session;
    const others = this.#history.add(messages).filter(({ sender_id }) => sender_id !== userId);
    const [newest] = others;
    if (!newest) return;
    const more = others.length > 1 ? `${others.length} new messages, the last one from` : "New message from";
    announce(`${more} ${authorOf(newest, userId)}: ${toPlainText(newest)}`);
    void this.#markSeen();
  }

  async #markSeen(): Promise<void> {
    const { session, onRead } = this.#options;
    try {
      await session.pub.members.markSeen(this.id, session.userId, undefined, { signal: this.#close.signal });
      this.#unseen.replaceChildren();
      onRead();
    } catch (error) {
      if (this.#close.signal.aborted) return;
      const again = () => {
        this.#history.element.focus();
        void this.#markSeen();
      };
      this.#unseen.replaceChildren(failure("The channel cannot be marked as read.", error, again));
    }
  }

  /** Who is here, to mention. Without it, the rest works all the same. */
  async #loadPeople(): Promise<void> {
    const { session, composer } = this.#options;
    const options = { signal: this.#close.signal };
    try {
      const members = await session.pub.members.list(this.id, {}, options).toArray({ limit: 1_000 });
      composer.people = members.flatMap(({ member_id: id, member }) =>
        member?.full_name && id !== session.userId ? { id, name: member.full_name } : [],
      );
    } catch (error) {
      if (this.#close.signal.aborted) return;
      const again = () => {
        this.#unknown.replaceChildren();
        composer.focus();
        void this.#loadPeople();
      };
      this.#unknown.replaceChildren(failure("Nobody can be mentioned now.", error, again));
    }
  }
}
