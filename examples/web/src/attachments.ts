import { message } from "@giosg/pub-sdk/message";
import { type Attachment, attach } from "./compose.ts";
import { button, el } from "./el.ts";

/** Attaches images and files by their addresses. (The API takes no uploads: that is your own storage's part.) */
export class Attachments {
  readonly toggle = button("Attach", () => this.#show(this.toggle.ariaExpanded !== "true"), {
    "aria-expanded": "false",
    "aria-controls": "attachment-panel",
  });
  readonly panel: HTMLFormElement;
  readonly list = el("ul", { class: "attachments", "aria-label": "Attachments", hidden: true });
  readonly #url = el("input", {
    id: "attachment-url",
    type: "url",
    autocomplete: "off",
    placeholder: "https://…",
  });
  readonly #kind = el(
    "select",
    { id: "attachment-kind" },
    el("option", { value: "image" }, "Image"),
    el("option", { value: "file" }, "File"),
  );
  readonly #problem = el("p", { id: "attachment-problem", class: "problem", role: "alert" });
  #attachments: readonly Attachment[] = [];

  constructor() {
    this.panel = el(
      "form",
      {
        class: "attachment-panel",
        id: "attachment-panel",
        "aria-label": "Attach",
        novalidate: true,
        hidden: true,
      },
      el("label", { for: "attachment-kind" }, "Kind"),
      this.#kind,
      el("label", { for: "attachment-url" }, "Address"),
      this.#url,
      el("button", { type: "submit" }, "Add"),
      this.#problem,
    );
    this.#url.setAttribute("aria-describedby", this.#problem.id);
    this.panel.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add();
    });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#show(false);
      this.toggle.focus();
    });
  }

  get all(): readonly Attachment[] {
    return this.#attachments;
  }

  clear(): void {
    this.#set([]);
    this.#show(false);
  }

  #show(isOpen: boolean): void {
    this.panel.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    this.#complain("");
    if (isOpen) this.#url.focus();
  }

  #add(): void {
    const url = this.#url.value.trim();
    const attachment: Attachment =
      this.#kind.value === "image" ? { kind: "image", url } : { kind: "file", url, name: nameOf(url) };
    try {
      attach(message(), attachment);
    } catch {
      this.#complain("This is not a complete address: it has to begin with https://");
      return;
    }
    this.#set([...this.#attachments, attachment]);
    this.#url.value = "";
    this.#show(false);
    this.toggle.focus();
  }

  #complain(problem: string): void {
    this.#problem.textContent = problem;
    this.#url.setAttribute("aria-invalid", String(problem !== ""));
  }

  #set(attachments: readonly Attachment[]): void {
    this.#attachments = attachments;
    const items = attachments.map((attachment) => {
      const name = nameOf(attachment.url);
      const remove = () => {
        this.#set(this.#attachments.filter((other) => other !== attachment));
        this.toggle.focus();
      };
      const label = `${attachment.kind === "image" ? "Image" : "File"}: ${name}`;
      return el("li", {}, el("span", {}, label), button("×", remove, { "aria-label": `Remove ${name}` }));
    });
    this.list.replaceChildren(...items);
    this.list.hidden = items.length === 0;
  }
}

/** The last part of an address, which files are called by. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, hostname } = new URL(url);
  const name = pathname.split("/").findLast((part) => part !== "") ?? hostname;
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // no code for any letter
  }
}
