/** What a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const end = await promise.then(
    (value) => ({ value }),
    (reason: unknown) => ({ reason }),
  );
  if ("reason" in end) return end.reason;
  throw new Error(`it was fulfilled with ${JSON.stringify(end.value)}`);
}

/** The same, of a class. */
export async function errorOf<E>(
  promise: Promise<unknown>,
  type: abstract new (...parameters: never[]) => E,
): Promise<E> {
  const reason = await rejectionOf(promise);
  if (reason instanceof type) return reason;
  throw new Error(`it was no ${type.name}`, { cause: reason });
}

/** Everything that a log line, a console or a crash report could show of errors. */
export function printed(...errors: readonly unknown[]): string {
  const texts: string[] = [];
  for (const error of errors) {
    for (let at = error; at instanceof Error; at = at.cause) {
      texts.push(String(at), at.stack ?? "", JSON.stringify(at), JSON.stringify(Object.entries(at)));
    }
  }
  return texts.join("\n");
}
