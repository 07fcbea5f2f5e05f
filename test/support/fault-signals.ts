/** A signal that counts who listens to its abort. */
export function watched(controller = new AbortController()) {
  const { signal } = controller;
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type: string, listener: never, options?: never) => {
    if (type === "abort") listeners.add(listener);
    addEventListener.call(signal, type, listener, options);
  };
  signal.removeEventListener = (type: string, listener: never, options?: never) => {
    if (type === "abort") listeners.delete(listener);
    removeEventListener.call(signal, type, listener, options);
  };
  return { controller, signal, listeners };
}
