const sameBreathMs = 5 * 60_000;

/** Marks where a day begins, and where somebody goes on without a new byline. */
export function arrange(log: HTMLElement): void {
  let before: HTMLElement | undefined;
  for (const row of log.querySelectorAll<HTMLElement>(".message")) {
    const { date = "", author, at = "" } = row.dataset;
    const isNewDay = before?.dataset.date !== date;
    if (isNewDay) row.dataset.day = date;
    else delete row.dataset.day;
    const isSoon = Date.parse(at) - Date.parse(before?.dataset.at ?? "") < sameBreathMs;
    row.classList.toggle("continues", !isNewDay && isSoon && before?.dataset.author === author);
    before = row;
  }
}
