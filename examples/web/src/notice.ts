import { button, byId, el } from "./el.ts";
import { explain } from "./explain.ts";

/** Tells what went wrong, aloud as well, and offers another try. */
export function failure(what: string, error: unknown, tryAgain: () => void): HTMLElement {
  return el(
    "div",
    { class: "failure", role: "alert" },
    el("p", {}, `${what} ${explain(error)}`),
    button("Try again", tryAgain),
  );
}

/** Something that is so: still loading, or empty. */
export function hint(text: string): HTMLElement {
  return el("p", { class: "hint" }, text);
}

/** Says something to those who do not see the page. */
export function announce(text: string): void {
  byId("announcer").textContent = text;
}

const troubles = new Map<string, string>();

/** Shows on top of the page what is wrong with one source of news; `undefined` takes it away. */
export function showTrouble(source: string, text: string | undefined): void {
  if (text === undefined) troubles.delete(source);
  else troubles.set(source, text);
  const banner = byId("banner");
  const [shown = ""] = troubles.values();
  // Said again, it would be read aloud again.
  if (banner.textContent !== shown) banner.textContent = shown;
  banner.hidden = shown === "";
}

/** Watches whether the browser is online. */
export function watchConnection(): void {
  const look = () =>
    showTrouble("browser", navigator.onLine ? undefined : "You are offline. What is here stays readable.");
  addEventListener("online", look);
  addEventListener("offline", look);
  look();
}
