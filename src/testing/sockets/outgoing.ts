import type { Line } from "./line.js";
import type { SocketFaults } from "./socket-faults.js";

interface Entry {
  readonly send: (line: Line) => void;
  /** Held back for so long. */
  readonly due: Promise<void> | undefined;
}

/**
 * What goes to one client: in order, and never within the call that caused it. Without a delay by promises alone, which
 * no faked clock stops.
 */
export class Outgoing {
  readonly #line: Line;
  readonly #faults: SocketFaults;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #pending: Entry[] = [];
  #held: string[] = [];
  #isRunning = false;
  /** What an earlier run still waits for is forgotten. */
  #run = 0;
  #isOver = false;

  constructor(line: Line, faults: SocketFaults) {
    this.#line = line;
    this.#faults = faults;
  }

  /** Sends an answer. */
  answer(text: string): void {
    this.#push((line) => line.deliver(text));
  }

  /** Sends a change. */
  change(text: string): void {
    this.#held.push(text);
    if (this.#held.length >= this.#faults.heldBack) this.release();
  }

  /** Sends the changes that are held back, the last one first. */
  release(): void {
    const { copies } = this.#faults;
    for (const text of this.#held.splice(0).reverse()) {
      for (let copy = 0; copy < copies; copy++) this.#push((line) => line.deliver(text));
    }
  }

  /** Ends the connection after what is on its way. */
  end(code: number, reason: string): void {
    this.#push((line) => line.end(code, reason));
  }

  /** Ends the connection, and what is on its way is lost. */
  cut(): void {
    this.stop();
    Promise.resolve().then(() => this.#line.cut());
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isOver = true;
    this.discard();
  }

  /** Forgets what is on its way. */
  discard(): void {
    this.#run += 1;
    this.#isRunning = false;
    this.#pending = [];
    this.#held = [];
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #push(send: Entry["send"]): void {
    if (this.#isOver) return;
    this.#pending.push({ send, due: this.#wait() });
    if (this.#isRunning) return;
    this.#isRunning = true;
    const run = this.#run;
    Promise.resolve().then(() => this.#sendAll(run));
  }

  async #sendAll(run: number): Promise<void> {
    while (this.#run === run && this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      for (const { send, due } of batch) {
        await due;
        if (this.#run !== run) return;
        send(this.#line);
      }
    }
    if (this.#run === run) this.#isRunning = false;
  }

  #wait(): Promise<void> | undefined {
    const { delayMs } = this.#faults;
    if (delayMs === 0) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, delayMs);
      this.#timers.add(timer);
    });
  }
}
