import type { MessageChunk } from "@giosg/pub-sdk";
import { hrefOf, toPlainText } from "@giosg/pub-sdk/message";
import { el } from "./el.ts";

/** Whether a chunk belongs into a line of text. */
export function isInline({ type }: MessageChunk): boolean {
  return !["image", "file", "audio", "voice", "video", "external"].includes(type);
}

/** A chunk of whatever type. Other people's words become text nodes, and their links only what `hrefOf` lets pass. */
export function renderChunk(chunk: MessageChunk, author: string): Node {
  switch (chunk.type) {
    case "text":
      return new Text(chunk.text);
    case "link":
      return link(hrefOf(chunk), chunk.text);
    case "mention":
      return el("span", { class: "mention" }, chunk.text);
    case "image":
      return image(hrefOf(chunk), author);
    case "file":
      return card("File", chunk.name, hrefOf(chunk), sizeOf(chunk.size));
    case "audio":
      return card("Audio", chunk.title, hrefOf(chunk));
    case "voice":
      return card("Voice", "Voice message", hrefOf(chunk), `${Math.round(chunk.duration)} s`);
    case "video":
      return card("Video", chunk.title ?? "Untitled", hrefOf(chunk));
    case "external":
      return card("View", chunk.name, hrefOf(chunk));
    default:
      // Of a type that came later: what it says, if anything.
      return el("span", { class: "remark" }, toPlainText({ version: 3, chunks: [chunk] }));
  }
}

/** An attachment to open: what it is, its name, and more to know. */
export function card(kind: string, name: string, href: string | undefined, more?: string): HTMLElement {
  const details = more ? `${kind} · ${more}` : kind;
  return el("p", { class: "card" }, link(href, name || kind), el("span", { class: "details" }, details));
}

function link(href: string | undefined, text: string): Node {
  if (href === undefined) return new Text(text);
  const isPage = href.startsWith("http");
  return el("a", { href, rel: "noopener noreferrer nofollow", target: isPage && "_blank" }, text);
}

function image(href: string | undefined, author: string): HTMLElement {
  const src = href !== undefined && isSource(href) ? href : undefined;
  const alt = `Image from ${author}`;
  if (src === undefined) return card("Image", alt, href);
  const picture = el("img", { src, alt, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer" });
  const frame = el(
    "a",
    { class: "picture", href, rel: "noopener noreferrer nofollow", target: "_blank" },
    picture,
  );
  picture.addEventListener("error", () => frame.replaceChildren(`${alt} (cannot be shown here)`));
  return frame;
}

/** What this page loads by itself: https, and http from the reader's own machine. */
function isSource(href: string): boolean {
  const { protocol, hostname } = new URL(href);
  return protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1";
}

function sizeOf(size: number | string | undefined): string | undefined {
  const bytes = Number(size);
  if (size === undefined || size === "" || !(bytes >= 0)) return undefined;
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
