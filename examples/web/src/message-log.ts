import type { Message } from "@giosg/pub-sdk";
import { arrange } from "./arrange.ts";
import { button, el } from "./el.ts";
import { isAtEnd, keepPlace, toEnd } from "./keep-place.ts";
import { renderMessage } from "./render-message.ts";

/** The messages of a channel as a list, the newest at the bottom. Whoever reads there stays there, and elsewhere as well. */
export class MessageLog {
  readonly element: HTMLElement;
  /** What stands above the oldest message. */
  readonly edge = el("div", { class: "edge" });
  readonly #list = el("ol", { class: "messages" });
  readonly #pending: HTMLElement;
  readonly #userId: string;
  readonly #messages = new Map<string, Message>();
  readonly #toNewest = button("New messages ↓", () => this.#goToNewest(), {
    class: "to-newest",
    hidden: true,
  });
  #isAtEnd = true;

  /** @param pending the list of what is not sent yet, which stands below */
  constructor(channelName: string, userId: string, pending: HTMLElement, signal: AbortSignal) {
    this.#userId = userId;
    this.#pending = pending;
    // Read aloud is only what is new, and by the announcer: older messages come in here as well.
    const label = `Messages in ${channelName}`;
    const attributes = { class: "log", role: "log", "aria-live": "off", "aria-label": label, tabindex: "0" };
    this.element = el("div", attributes, this.edge, this.#list, pending, this.#toNewest);
    this.element.addEventListener("scroll", () => {
      this.#isAtEnd = isAtEnd(this.element);
      if (this.#isAtEnd) this.#toNewest.hidden = true;
    });
    // The composer grows and shrinks.
    const resized = new ResizeObserver(() => this.#isAtEnd && toEnd(this.element));
    resized.observe(this.element);
    signal.addEventListener("abort", () => resized.disconnect());
  }

  get isEmpty(): boolean {
    return this.#messages.size + this.#pending.childElementCount === 0;
  }

  has(id: string): boolean {
    return this.#messages.has(id);
  }

  /** Whether it shows this message as it is. */
  shows({ id, updated_at }: Message): boolean {
    return this.#messages.get(id)?.updated_at === updated_at;
  }

  /** Shows messages, the newest first, that came after what is there, or have changed. */
  addNewer(messages: readonly Message[]): void {
    const isNew = messages.some(({ id }) => !this.has(id));
    for (const message of messages.toReversed()) this.#put(message, (time, other) => other > time);
    if (isNew && !this.#isAtEnd) this.#toNewest.hidden = false;
  }

  /** Shows messages, the newest first, that came before what is there: of the same moment, too. */
  addOlder(messages: readonly Message[]): void {
    for (const message of messages) this.#put(message, (time, other) => other >= time);
  }

  #put(message: Message, isNext: (time: number, other: number) => boolean): void {
    const row = renderMessage(message, this.#userId);
    const rows = [...this.#list.children];
    const old = rows.find((other) => other.getAttribute("data-id") === message.id);
    const time = Date.parse(message.created_at);
    const next = rows.find((other) => isNext(time, Date.parse(other.getAttribute("data-at") ?? "")));
    if (old) old.replaceWith(row);
    else this.#list.insertBefore(row, next ?? null);
    this.#messages.set(message.id, message);
  }

  /** Shows the newest message. */
  showEnd(): void {
    toEnd(this.element);
    this.#isAtEnd = true;
  }

  #goToNewest(): void {
    // The button goes away; the keyboard stays here.
    this.element.focus({ preventScroll: true });
    this.showEnd();
  }

  /** Changes what is in the log, without a jump. */
  change(make: () => void): void {
    const isFocused = () => this.element.contains(document.activeElement);
    const wasFocused = isFocused();
    keepPlace(this.element, () => {
      make();
      arrange(this.element);
    });
    if (this.#isAtEnd) toEnd(this.element);
    // What was focused, such as "Send again", may be gone: the keyboard stays in the log.
    if (wasFocused && !isFocused()) this.element.focus({ preventScroll: true });
  }
}
