import type { Person } from "./compose.ts";
import { el } from "./el.ts";
import { announce } from "./notice.ts";

const mostShown = 8;

/** Offers the names of a channel's people after an `@`, by keyboard: a combobox, as long as there is something to choose. */
export class MentionPicker {
  readonly element = el("ul", {
    class: "people",
    role: "listbox",
    id: "people",
    "aria-label": "People",
    hidden: true,
  });
  /** Who was chosen so far. */
  chosen: Person[] = [];
  /** Who can be. */
  people: readonly Person[] = [];
  readonly #field: HTMLTextAreaElement;
  #offered: readonly Person[] = [];
  #at = 0;

  constructor(field: HTMLTextAreaElement) {
    this.#field = field;
    field.addEventListener("input", () => this.#look());
    field.addEventListener("click", () => this.#look());
    field.addEventListener("blur", () => this.#close());
  }

  /** Takes the keys that are meant for the list; whether it did. */
  takes(event: KeyboardEvent): boolean {
    if (this.#offered.length === 0 || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = this.#offered[this.#at];
    if (step) this.#mark((this.#at + step + this.#offered.length) % this.#offered.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && person)
      this.#choose(person);
    else if (event.key === "Escape") this.#close();
    else return false;
    event.preventDefault();
    return true;
  }

  /** What stands between the `@` and the cursor. */
  #asked(): string | undefined {
    const { value, selectionStart } = this.#field;
    return /(?:^|\s)@(\p{L}[\p{L}\p{N} .'-]{0,40}|)$/u.exec(value.slice(0, selectionStart))?.[1];
  }

  #look(): void {
    const asked = this.#asked()?.toLocaleLowerCase();
    const fits = ({ name }: Person) =>
      asked !== undefined &&
      ` ${name}`.toLocaleLowerCase().includes(` ${asked}`) &&
      !this.chosen.some((person) => `${person.name} `.toLocaleLowerCase() === asked);
    const offered = this.people.filter(fits).slice(0, mostShown);
    if (offered.length === 0) {
      this.#close();
      return;
    }
    const isNew = offered.length !== this.#offered.length;
    this.#offered = offered;
    this.element.replaceChildren(...offered.map((person, index) => this.#option(person, index)));
    this.element.hidden = false;
    this.#field.setAttribute("role", "combobox");
    this.#field.setAttribute("aria-expanded", "true");
    this.#field.setAttribute("aria-controls", this.element.id);
    this.#mark(0);
    if (isNew)
      announce(
        `${offered.length === 1 ? "1 person" : `${offered.length} people`}. Arrows choose, Enter takes.`,
      );
  }

  #option(person: Person, index: number): HTMLElement {
    const option = el("li", { role: "option", id: `person-${index}` }, person.name);
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // keeps the cursor in the field
      this.#choose(person);
    });
    return option;
  }

  #mark(at: number): void {
    this.#at = at;
    for (const [index, option] of [...this.element.children].entries()) {
      option.setAttribute("aria-selected", String(index === at));
      if (index === at) option.scrollIntoView({ block: "nearest" });
    }
    this.#field.setAttribute("aria-activedescendant", `person-${at}`);
  }

  #choose(person: Person): void {
    const { selectionStart } = this.#field;
    const start = selectionStart - (this.#asked()?.length ?? 0);
    this.#field.setRangeText(`${person.name} `, start, selectionStart, "end");
    if (!this.chosen.some(({ id }) => id === person.id)) this.chosen.push(person);
    this.#close();
    this.#field.focus();
  }

  #close(): void {
    this.#offered = [];
    this.element.hidden = true;
    for (const name of ["role", "aria-expanded", "aria-controls", "aria-activedescendant"]) {
      this.#field.removeAttribute(name);
    }
  }
}
