/** Those who want to be told of something. */
export interface Listeners<Event extends unknown[]> {
  /** Needs no `this`; answers a function that ends it. */
  readonly add: (listener: (...event: Event) => void) => () => void;
  /** Tells all of them, each by itself: one that throws hinders neither the others nor whoever tells. */
  readonly tell: (...event: Event) => void;
}

/** Makes a list of listeners. */
export function createListeners<Event extends unknown[]>(): Listeners<Event> {
  const all = new Set<(...event: Event) => void>();
  return {
    add(listener) {
      const own = (...event: Event) => listener(...event);
      all.add(own);
      return () => {
        all.delete(own);
      };
    },
    tell(...event) {
      // Not by queueMicrotask, which Jest's fake timers hold back.
      for (const listener of all) Promise.resolve().then(() => all.has(listener) && listener(...event));
    },
  };
}
