import type { Message, Page } from "@giosg/pub-sdk";
import { PubError } from "@giosg/pub-sdk";
import { arrange } from "./arrange.ts";
import { button, el } from "./el.ts";
import { isAtEnd, keepPlace, toEnd } from "./keep-place.ts";
import { failure, hint } from "./notice.ts";
import { renderMessage } from "./render-message.ts";
import type { Session } from "./session.ts";

/** A channel's messages, the newest at the bottom. Older ones are loaded when the reader comes near the top. */
export class History {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #channelId: string;
  readonly #signal: AbortSignal;
  readonly #edge = el("div", { class: "edge" });
  readonly #list = el("ol", { class: "messages" });
  readonly #pending: HTMLElement;
  readonly #messages = new Map<string, Message>();
  readonly #toNewest = button("New messages ↓", () => this.showEnd(), {
    class: "to-newest",
    hidden: true,
  });
  readonly #nearTop: IntersectionObserver;
  #page: Page<Message> | null | undefined;
  #isAtEnd = true;

  /** @param pending the list of what is not sent yet, which stands below */
  constructor(
    session: Session,
    channel: { id: string; name: string },
    pending: HTMLElement,
    signal: AbortSignal,
  ) {
    this.#session = session;
    this.#channelId = channel.id;
    this.#pending = pending;
    this.#signal = signal;
    // Read aloud is only what is new, and by the announcer: older messages come in here as well.
    const label = `Messages in ${channel.name}`;
    const attributes = { class: "log", role: "log", "aria-live": "off", "aria-label": label, tabindex: "0" };
    this.element = el("div", attributes, this.#edge, this.#list, pending, this.#toNewest);
    this.element.addEventListener("scroll", () => {
      this.#isAtEnd = isAtEnd(this.element);
      if (this.#isAtEnd) this.#toNewest.hidden = true;
    });
    // The composer grows and shrinks.
    const resized = new ResizeObserver(() => this.#isAtEnd && toEnd(this.element));
    resized.observe(this.element);
    const near = { root: this.element, rootMargin: "400px 0px 0px" };
    this.#nearTop = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void this.#loadOlder();
    }, near);
    signal.addEventListener("abort", () => {
      this.#nearTop.disconnect();
      resized.disconnect();
    });
  }

  has(id: string): boolean {
    return this.#messages.has(id);
  }

  /** Loads the newest page, until it works. */
  async load(): Promise<void> {
    for (;;) {
      this.#edge.replaceChildren(hint("Loading messages …"));
      try {
        this.#page = await this.#firstPage();
        break;
      } catch (error) {
        if (this.#signal.aborted) return;
        await new Promise<void>((again) =>
          this.#edge.replaceChildren(failure("The messages cannot be shown.", error, again)),
        );
      }
    }
    this.add(this.#page.results);
    this.#tellEdge();
    this.showEnd();
  }

  /** Shows messages that are new or have changed; answers those that are new. */
  add(messages: readonly Message[]): Message[] {
    const added = messages.filter(({ id }) => !this.has(id));
    const changed = messages.filter(
      ({ id, updated_at }) => this.#messages.get(id)?.updated_at !== updated_at,
    );
    if (changed.length === 0) return [];
    this.change(() => {
      for (const message of changed.toReversed()) this.#put(message);
      if (this.#page !== undefined) this.#tellEdge();
    });
    if (!this.#isAtEnd && added.length > 0) this.#toNewest.hidden = false;
    return added;
  }

  /** Shows the newest message. */
  showEnd(): void {
    toEnd(this.element);
    this.#isAtEnd = true;
  }

  /** Changes what is in the log, without a jump: who is at the end stays there. */
  change(make: () => void): void {
    keepPlace(this.element, () => {
      make();
      arrange(this.element);
    });
    if (this.#isAtEnd) toEnd(this.element);
  }

  /** Puts a message in its place: of those of the same moment, last, or first where it comes from an older page. */
  #put(message: Message, isOlder = false): void {
    const row = renderMessage(message, this.#session.userId);
    const old = this.#list.querySelector(`[data-id="${message.id}"]`);
    const at = Date.parse(message.created_at);
    const isNext = (other: Element) => (isOlder ? timeOf(other) >= at : timeOf(other) > at);
    const next = [...this.#list.children].find(isNext) ?? null;
    if (old) old.replaceWith(row);
    else this.#list.insertBefore(row, next);
    this.#messages.set(message.id, message);
  }

  async #loadOlder(): Promise<void> {
    this.#nearTop.disconnect();
    this.change(() => this.#edge.replaceChildren(hint("Loading older messages …")));
    this.element.setAttribute("aria-busy", "true");
    try {
      const page = this.#page ? await this.#page.nextPage({ signal: this.#signal }) : await this.#firstPage();
      this.#page = page;
      const older = page?.results.filter(({ id }) => !this.has(id)) ?? [];
      this.change(() => {
        for (const message of older) this.#put(message, true);
        this.#tellEdge();
      });
    } catch (error) {
      if (this.#signal.aborted) return;
      // A page that leads nowhere does so the next time as well: the walk begins anew, over what is known.
      if (!(PubError.is(error) && error.retryable)) this.#page = undefined;
      const notice = failure("Older messages cannot be shown.", error, () => {
        this.element.focus();
        void this.#loadOlder();
      });
      this.change(() => this.#edge.replaceChildren(notice));
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  /** What stands above the oldest message that is shown; with more to come, coming near it loads that. */
  #tellEdge(): void {
    this.#nearTop.disconnect();
    const isAll = !this.#page?.next;
    const isEmpty = this.#messages.size + this.#pending.childElementCount === 0;
    const text = isEmpty ? "Nothing has been written here yet." : "This is the beginning.";
    this.#edge.replaceChildren(...(isAll ? [hint(text)] : [el("p", { class: "hint" })]));
    if (!isAll) this.#nearTop.observe(this.#edge);
  }

  #firstPage(): Promise<Page<Message>> {
    const { messages } = this.#session.pub;
    return messages.list(this.#channelId, { ordering: "-created_at" }, { signal: this.#signal }).firstPage();
  }
}

function timeOf(row: Element): number {
  return row instanceof HTMLElement ? Date.parse(row.dataset.at ?? "") : 0;
}
