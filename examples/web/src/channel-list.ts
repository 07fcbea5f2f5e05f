import type { JoinedChannel } from "@giosg/pub-sdk";
import { toPlainText } from "@giosg/pub-sdk/message";
import { el } from "./el.ts";
import { explain } from "./explain.ts";
import { followChannels, loadChannels } from "./follow.ts";
import { failure, hint, showTrouble } from "./notice.ts";
import type { Session } from "./session.ts";

const never = new AbortController().signal;

/** The channels, each a link to itself, with what is unread. One of them takes the Tab key, the arrows go on. */
export class ChannelList {
  channels: readonly JoinedChannel[] = [];
  readonly #session: Session;
  readonly #place = el("div", { class: "channel-list" });
  #openId = "";
  #version = 0;

  constructor(session: Session, nav: HTMLElement) {
    this.#session = session;
    nav.append(this.#place);
    nav.addEventListener("keydown", (event) => this.#move(event));
  }

  /** Loads the channels, until it works, and follows them then. */
  async load(): Promise<void> {
    this.#place.replaceChildren(hint("Loading channels …"));
    for (let isAgain = false; ; isAgain = true) {
      try {
        this.#show(await loadChannels(this.#session, never));
        // The button that was pressed for this is gone, and the focus with it.
        if (isAgain && document.activeElement === document.body) this.focus();
        break;
      } catch (error) {
        await new Promise<void>((again) =>
          this.#place.replaceChildren(failure("The channels cannot be shown.", error, again)),
        );
        this.#place.replaceChildren(hint("Loading channels …"));
      }
    }
    let version = this.#version;
    followChannels(this.#session, {
      signal: never,
      onNews: (channels) => {
        // Not what was counted before something was read.
        if (version === this.#version) this.#show(channels);
        version = this.#version;
      },
      onTrouble: (error) => showTrouble("channels", error === undefined ? undefined : explain(error)),
    });
  }

  /** Shows which channel is open. */
  open(id: string): void {
    this.#openId = id;
    this.#show(this.channels);
  }

  /** Takes the count from a channel that has been read. */
  markRead(id: string): void {
    this.#version += 1;
    this.#show(
      this.channels.map((channel) =>
        channel.id === id ? { ...channel, unread_message_count: 0, unread_mention_count: 0 } : channel,
      ),
    );
  }

  /** Back to the channel that was open, or the first one. */
  focus(id = this.#openId): void {
    const links = this.#links();
    (links.find((link) => link.dataset.id === id) ?? links[0])?.focus();
  }

  #links(): HTMLAnchorElement[] {
    return [...this.#place.querySelectorAll("a")];
  }

  #show(channels: readonly JoinedChannel[]): void {
    this.channels = channels;
    const focused = this.#links().find((link) => link === document.activeElement)?.dataset.id;
    const tabId = [focused, this.#openId].find((id) => channels.some((channel) => channel.id === id));
    const items = channels.map((channel, index) => {
      const link = renderLink(channel, channel.id === this.#openId);
      link.tabIndex = (tabId ? channel.id === tabId : index === 0) ? 0 : -1;
      return el("li", {}, link);
    });
    const empty = hint("You have not joined any channel yet.");
    this.#place.replaceChildren(items.length > 0 ? el("ul", {}, ...items) : empty);
    if (focused !== undefined) this.focus(focused);
  }

  #move(event: KeyboardEvent): void {
    const links = this.#links();
    const at = links.findIndex((link) => link.matches(":focus"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    const link = to === undefined || at < 0 ? undefined : links[to];
    if (!link) return;
    event.preventDefault();
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
    link.focus();
  }
}

function renderLink(channel: JoinedChannel, isOpen: boolean): HTMLAnchorElement {
  const { id, name, unread_message_count: unread = 0, unread_mention_count: mentions = 0 } = channel;
  const preview = channel.latest_message ? toPlainText(channel.latest_message) : "No messages yet";
  const told = `${unread} unread${mentions > 0 ? `, ${mentions} of them for you` : ""}`;
  return el(
    "a",
    { href: `#${id}`, "data-id": id, "aria-current": isOpen && "page" },
    el("span", { class: "name" }, name),
    unread > 0 ? el("span", { class: "badge", "aria-hidden": "true" }, badge(unread, mentions)) : undefined,
    unread > 0 ? el("span", { class: "visually-hidden" }, told) : undefined,
    el("span", { class: "preview", "aria-hidden": "true" }, preview.slice(0, 100)),
  );
}

function badge(unread: number, mentions: number): string {
  return `${mentions > 0 ? "@ " : ""}${unread > 99 ? "99+" : unread}`;
}
