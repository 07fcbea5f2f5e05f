/**
 * A fresh random UUID (version 4): 120 random bits, the version and the variant as given. Not by
 * `crypto.randomUUID`, which pages of an insecure context (plain http) lack.
 */
export function newId(): string {
  const random = crypto.getRandomValues(new Uint8Array(36));
  return "00000000-0000-4000-8000-000000000000".replace(/0/g, (_zero, at: number) =>
    ((random[at] as number) % 16).toString(16),
  );
}
