import type { Answer } from "./answer.js";

/** An answer as it goes over the wire; `text` is missing where it has no body. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string | undefined;
}

/**
 * What the client gets to see: the whole answer; half of its body, and then nothing more (`stall-body`) or the end of the
 * connection (`cut-body`); or no answer, with the connection broken (`drop`) or open (`stall`).
 */
export type Delivered =
  | { readonly end: "whole" | "stall-body" | "cut-body"; readonly answer: WireAnswer }
  | { readonly end: "drop" | "stall" };

/** The same, and how late. */
export type Delivery = Delivered & { readonly delayMs: number };

/** An answer, written. */
export function wire({ status, headers = {}, body }: Answer): WireAnswer {
  if (body === undefined) return { status, headers };
  return { status, headers: { ...headers, "content-type": "application/json" }, text: JSON.stringify(body) };
}

/** The half of a body that gets through. */
export function halfOf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}
