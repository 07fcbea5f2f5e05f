import type { BuiltPayload, Message } from "@giosg/pub-sdk";
import { button, el } from "./el.ts";
import { explainSending, mayBeSent } from "./explain.ts";
import { renderMessage } from "./render-message.ts";
import type { Session } from "./session.ts";

/** Changes what is shown of a channel, without a jump where it is open. */
export type Change = (channelId: string, make: () => void) => void;

/**
 * What is on its way, or did not get through. Each message is shown at once and keeps its payload, whose id is that
 * of the message: sent again, however often, it becomes one message.
 */
export class Outbox {
  readonly #session: Session;
  readonly #change: Change;
  readonly #onSent: (message: Message) => void;
  readonly #lists = new Map<string, HTMLOListElement>();

  constructor(session: Session, change: Change, onSent: (message: Message) => void) {
    this.#session = session;
    this.#change = change;
    this.#onSent = onSent;
  }

  /** The list of a channel's messages that are not sent yet; it stays as it is while another channel is open. */
  listOf(channelId: string): HTMLOListElement {
    const list = this.#lists.get(channelId) ?? el("ol", { class: "messages", "aria-label": "Not sent yet" });
    this.#lists.set(channelId, list);
    return list;
  }

  /** Whether something would be lost with the page. */
  get isEmpty(): boolean {
    return [...this.#lists.values()].every((list) => list.childElementCount === 0);
  }

  /** Shows a message, and sends it. */
  async send(channelId: string, payload: BuiltPayload): Promise<void> {
    const created_at = new Date().toISOString();
    const state = el("div", { class: "state" });
    const { userId } = this.#session;
    const row = renderMessage(
      { id: payload.id, body: payload.body, created_at, sender_id: userId },
      userId,
      state,
    );
    this.#change(channelId, () => this.listOf(channelId).append(row));
    await this.#try(channelId, payload, row, state);
  }

  async #try(channelId: string, payload: BuiltPayload, row: HTMLElement, state: HTMLElement): Promise<void> {
    row.dataset.state = "sending";
    this.#change(channelId, () => state.replaceChildren(el("p", {}, "Sending …")));
    try {
      const sent = await this.#session.pub.messages.create(channelId, payload);
      this.settle([sent]);
      this.#onSent(sent);
    } catch (error) {
      if (!row.isConnected && row.parentElement === null) return;
      row.dataset.state = "failed";
      // No later refusal makes certain what was uncertain once.
      if (mayBeSent(error)) row.dataset.uncertain = "";
      const again = button("Send again", () => void this.#try(channelId, payload, row, state));
      const discard = button("Discard", () => this.#change(channelId, () => row.remove()));
      const problem = el("p", { role: "alert" }, explainSending(error, row.dataset.uncertain !== undefined));
      this.#change(channelId, () => state.replaceChildren(problem, again, discard));
    }
  }

  /** Takes out what has become of the service's own messages, from wherever that is known. */
  settle(messages: readonly Message[]): void {
    for (const { id, channel_id } of messages) {
      const row = [...this.listOf(channel_id).children].find((child) => child.getAttribute("data-id") === id);
      if (row) this.#change(channel_id, () => row.remove());
    }
  }
}
