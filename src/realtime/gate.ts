const width = 6;

/** Does work, or lets it wait for its turn. */
export type Gate = <R>(work: () => Promise<R>) => Promise<R>;

/** Makes a gate that lets so much work through at a time: after a reconnect, all watches want to read at once. */
export function createGate(): Gate {
  const waiting: (() => void)[] = [];
  let free = width;
  return async (work) => {
    if (--free < 0) await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      free++;
      waiting.shift()?.();
    }
  };
}
