import { vi } from "vitest";

/** Lets everything run that needs no time. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Lets the faked time pass, as far as what runs in between; quicker than the faked timers' own way. */
export async function pass(ms: number): Promise<void> {
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, ms);
  await turn();
  while (!isOver) {
    vi.advanceTimersToNextTimer();
    await turn();
  }
}

/** Fakes what tells the time, and nothing that {@link turn} needs; and chance, which waits depend on. */
export function fakeTime(): void {
  Math.random = () => 0.5;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
}
