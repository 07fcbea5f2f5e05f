import type { Message } from "@giosg/pub-sdk";
import { chunksOf, hrefOf, toPlainText } from "@giosg/pub-sdk/message";
import { el } from "./el.ts";
import { card, isInline, renderChunk } from "./render-chunk.ts";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** What is shown of a message; one that is not sent yet has it all as well. */
export type Shown = Pick<Message, "id" | "body" | "created_at"> & Partial<Message>;

/** A message, as an item of a list. Further content, such as how it is sent, goes below. */
export function renderMessage(message: Shown, userId: string, ...below: readonly Node[]): HTMLLIElement {
  const { id, created_at, sender_id, type, is_edited } = message;
  const author = authorOf(message, userId);
  const at = new Date(created_at);
  return el(
    "li",
    {
      class: type === "deleted" ? "message deleted" : "message",
      "data-id": id,
      "data-author": sender_id ?? "",
      "data-at": created_at,
      "data-date": day.format(at),
    },
    el("span", { class: "avatar", "aria-hidden": "true" }, initialsOf(author)),
    el(
      "p",
      { class: "byline" },
      el("strong", { class: "author" }, author),
      " ",
      el("time", { datetime: created_at, title: at.toLocaleString("en-GB") }, time.format(at)),
    ),
    el("div", { class: "body" }, ...renderBody(message, author)),
    is_edited ? el("span", { class: "edited" }, "edited") : undefined,
    ...below,
  );
}

/** Who wrote a message, as the reader is to see it. */
export function authorOf({ sender_id, sender }: Shown, userId: string): string {
  if (sender_id === undefined) return "giosg";
  return sender_id === userId ? "You" : sender?.full_name || "Somebody";
}

function initialsOf(name: string): string {
  const initials = name.split(/\s+/).map((part) => [...part][0] ?? "");
  return initials.slice(0, 2).join("").toUpperCase();
}

function renderBody(message: Shown, author: string): Node[] {
  switch (message.type) {
    case "deleted":
      return [remark("This message was deleted.")];
    case "call_request":
      return [remark("Started a call.")];
    case "call_leave":
      return [remark("Left the call.")];
    default: {
      const parts: Node[] = [];
      let line: HTMLElement | undefined;
      for (const chunk of chunksOf({ body: message.body })) {
        const part = renderChunk(chunk, author);
        if (isInline(chunk)) {
          if (!line) {
            line = el("p");
            parts.push(line);
          }
          line.append(part);
        } else {
          line = undefined;
          parts.push(part);
        }
      }
      const view = viewOf(message);
      if (view) parts.push(view);
      return parts.length > 0
        ? parts
        : [remark(toPlainText({ body: message.body }) || "This message says nothing.")];
    }
  }
}

/** A view that comes with the body, outside its chunks. */
function viewOf({ body }: Shown): Node | undefined {
  const view: unknown = "externalView" in body ? body.externalView : undefined;
  if (typeof view !== "object" || view === null || !("url" in view) || typeof view.url !== "string") return;
  const title = "title" in view && typeof view.title === "string" ? view.title : "";
  const href = hrefOf({ type: "image", url: view.url });
  return card("View", title || "Open", href);
}

function remark(text: string): HTMLElement {
  return el("p", { class: "remark" }, text);
}
