/** How far from the end still counts as there, in pixels. */
const nearPx = 48;

/** Whether the reader is at the newest message. */
export function isAtEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < nearPx;
}

/** Shows the newest message. */
export function toEnd(log: HTMLElement): void {
  log.scrollTop = log.scrollHeight;
}

/** Changes what is in a log, and leaves what the reader sees exactly where it is. */
export function keepPlace(log: HTMLElement, change: () => void): void {
  const edge = log.getBoundingClientRect().top;
  const rows = () => [...log.querySelectorAll<HTMLElement>("[data-id]")];
  const seen = rows().find((row) => row.getBoundingClientRect().bottom > edge);
  // By its lower end: a day or an author may come or go above it.
  const before = seen?.getBoundingClientRect().bottom;
  change();
  const after = rows().find((row) => row.dataset.id === seen?.dataset.id);
  if (after && before !== undefined) log.scrollTop += after.getBoundingClientRect().bottom - before;
}
