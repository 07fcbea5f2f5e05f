import type { Line } from "./line.js";
import type { Hold, SocketFaults } from "./socket-faults.js";

interface Entry {
  readonly send: (line: Line) => void;
  readonly hold: Hold | undefined;
}

/**
 * What goes to one client: in order, and never within the call that caused it. Without a delay by promises alone, which
 * no faked clock stops.
 */
export class Outgoing {
  readonly #line: Line;
  readonly #faults: SocketFaults;
  #pending: Entry[] = [];
  #held: string[] = [];
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
    for (const { hold } of this.#pending) hold?.cancel();
    this.#pending = [];
    this.#held = [];
  }

  #push(send: Entry["send"]): void {
    if (this.#isOver) return;
    this.#pending.push({ send, hold: this.#faults.hold() });
    if (this.#pending.length === 1) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    // What is added meanwhile comes to the end of the same array.
    const pending = this.#pending;
    for (const { send, hold } of pending) {
      await hold?.due;
      if (this.#isOver) return;
      send(this.#line);
    }
    this.#pending = [];
  }
}
