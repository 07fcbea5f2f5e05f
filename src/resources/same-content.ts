/** Whether `found` holds all that `sent` has; what a service adds to it does not count. */
export function holds(found: unknown, sent: unknown): boolean {
  if (sent === null || typeof sent !== "object") return Object.is(found, sent);
  if (found === null || typeof found !== "object" || Array.isArray(found) !== Array.isArray(sent))
    return false;
  if (Array.isArray(sent) && Array.isArray(found) && sent.length !== found.length) return false;
  return Object.entries(sent).every(
    ([key, value]) => value === undefined || holds((found as Record<string, unknown>)[key], value),
  );
}
