/**
 * A fresh random UUID (version 4). Pages of an insecure context (plain http) have no `crypto.randomUUID`; there
 * it is made from `crypto.getRandomValues`, which they have: 120 random bits, the version and the variant as given.
 */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return "00000000-0000-4000-8000-000000000000".replace(/0/g, () =>
    (Number(crypto.getRandomValues(new Uint8Array(1))) & 15).toString(16),
  );
}
