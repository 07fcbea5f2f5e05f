const width = 6;

/** Lets so many through at a time: after a reconnect, all watches want to read at once. */
export class Gate {
  #free = width;
  readonly #waiting: (() => void)[] = [];

  async run<R>(work: () => Promise<R>): Promise<R> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
