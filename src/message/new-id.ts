/**
 * A fresh random UUID (version 4): 120 random bits, the version and the variant as given. Not by
 * `crypto.randomUUID`, which pages of an insecure context (plain http) lack.
 */
export function newId(): string {
  return "00000000-0000-4000-8000-000000000000".replace(/0/g, () =>
    (Number(crypto.getRandomValues(new Uint8Array(1))) % 16).toString(16),
  );
}
