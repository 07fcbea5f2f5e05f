import type { Message, Page } from "@giosg/pub-sdk";
import { PubError } from "@giosg/pub-sdk";
import { MessageLog } from "./message-log.ts";
import { failure, hint } from "./notice.ts";
import type { Session } from "./session.ts";

/** A channel's messages, page by page from the newest on: older ones are loaded when the reader comes near the top. */
export class History {
  readonly #session: Session;
  readonly #channelId: string;
  readonly #signal: AbortSignal;
  readonly #log: MessageLog;
  readonly #nearTop: IntersectionObserver;
  #page: Page<Message> | null | undefined;

  /** @param pending the list of what is not sent yet, which stands below */
  constructor(
    session: Session,
    channel: { readonly id: string; readonly name: string },
    pending: HTMLElement,
    signal: AbortSignal,
  ) {
    this.#session = session;
    this.#channelId = channel.id;
    this.#signal = signal;
    this.#log = new MessageLog(channel.name, session.userId, pending, signal);
    const near = { root: this.element, rootMargin: "400px 0px 0px" };
    this.#nearTop = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void this.#loadOlder();
    }, near);
    signal.addEventListener("abort", () => this.#nearTop.disconnect());
  }

  get element(): HTMLElement {
    return this.#log.element;
  }

  has(id: string): boolean {
    return this.#log.has(id);
  }

  showEnd(): void {
    this.#log.showEnd();
  }

  /** Changes what is shown, without a jump. */
  change(make: () => void): void {
    this.#log.change(() => {
      make();
      if (this.#page && !this.#page.next) this.#tellEdge();
    });
  }

  /** Loads the newest page, until it works. */
  async load(): Promise<void> {
    for (;;) {
      this.#log.edge.replaceChildren(hint("Loading messages …"));
      try {
        this.#page = await this.#firstPage();
        break;
      } catch (error) {
        if (this.#signal.aborted) return;
        await new Promise<void>((again) => {
          const tryAgain = () => {
            this.element.focus();
            again();
          };
          this.#log.edge.replaceChildren(failure("The messages cannot be shown.", error, tryAgain));
        });
      }
    }
    this.add(this.#page.results);
    this.showEnd();
    this.#tellEdge();
  }

  /** Shows messages that are new or have changed, the newest first; answers those that are new. */
  add(messages: readonly Message[]): Message[] {
    const added = messages.filter(({ id }) => !this.has(id));
    const changed = messages.filter((message) => !this.#log.shows(message));
    if (changed.length > 0) this.change(() => this.#log.addNewer(changed));
    return added;
  }

  async #loadOlder(): Promise<void> {
    this.#nearTop.disconnect();
    this.#log.change(() => this.#log.edge.replaceChildren(hint("Loading older messages …")));
    this.element.setAttribute("aria-busy", "true");
    try {
      const page = this.#page ? await this.#page.nextPage({ signal: this.#signal }) : await this.#firstPage();
      this.#page = page;
      const older = page?.results.filter(({ id }) => !this.has(id)) ?? [];
      this.#log.change(() => {
        this.#log.addOlder(older);
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
      this.#log.change(() => this.#log.edge.replaceChildren(notice));
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  /** What stands above the oldest message that is shown; with more to come, coming near it loads that. */
  #tellEdge(): void {
    this.#nearTop.disconnect();
    const isAll = !this.#page?.next;
    const text = this.#log.isEmpty ? "Nothing has been written here yet." : "This is the beginning.";
    this.#log.edge.replaceChildren(...(isAll ? [hint(text)] : []));
    if (!isAll) this.#nearTop.observe(this.#log.edge);
  }

  #firstPage(): Promise<Page<Message>> {
    const { messages } = this.#session.pub;
    return messages.list(this.#channelId, { ordering: "-created_at" }, { signal: this.#signal }).firstPage();
  }
}
