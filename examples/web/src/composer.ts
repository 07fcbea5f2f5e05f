import { type BuiltPayload, PubInputError } from "@giosg/pub-sdk";
import { Attachments } from "./attachments.ts";
import { compose, type Person } from "./compose.ts";
import { el } from "./el.ts";
import { MentionPicker } from "./mention-picker.ts";

/** Where a message is written: Enter sends, Shift+Enter breaks the line. What is in it stays while others are open. */
export class Composer {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #attachments = new Attachments();
  readonly #picker: MentionPicker;
  readonly #problem = el("p", { class: "problem", role: "alert" });
  readonly #send: (payload: BuiltPayload) => void;

  constructor(channelName: string, send: (payload: BuiltPayload) => void) {
    this.#send = send;
    const label = `Message to ${channelName}`;
    this.#field = el("textarea", {
      rows: "1",
      "aria-label": label,
      placeholder: "Message",
      "aria-autocomplete": "list",
    });
    this.#picker = new MentionPicker(this.#field);
    const form = el(
      "form",
      { class: "compose-form" },
      this.#attachments.toggle,
      this.#field,
      el("button", { type: "submit", class: "primary" }, "Send"),
    );
    const { panel, list } = this.#attachments;
    this.element = el("div", { class: "composer" }, this.#picker.element, panel, list, this.#problem, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => {
      if (this.#picker.takes(event)) return;
      // While a word is composed (Japanese, for one), Enter belongs to that.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
  }

  /** Who can be mentioned. */
  set people(people: readonly Person[]) {
    this.#picker.people = people;
  }

  focus(): void {
    this.#field.focus();
  }

  #submit(): void {
    const isNothing = this.#field.value.trim() === "" && this.#attachments.all.length === 0;
    if (isNothing) return;
    try {
      const content = compose(this.#field.value, this.#picker.chosen, this.#attachments.all);
      // One payload with one id, for what is shown, sent, and maybe sent again.
      this.#send(content.toPayload());
    } catch (error) {
      if (!(error instanceof PubInputError)) throw error;
      this.#problem.textContent = "This message cannot be sent as it is.";
      return;
    }
    this.#problem.textContent = "";
    this.#field.value = "";
    this.#picker.chosen = [];
    this.#attachments.clear();
    this.#field.focus();
  }
}
