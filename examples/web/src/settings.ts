/** What the page has to know of its service and its user. */
export interface Settings {
  readonly organizationId: string;
  /** The user who reads and writes here. */
  readonly userId: string;
  /** An API token, or an OAuth2 token in `accessToken`. */
  readonly token?: string;
  readonly accessToken?: string;
  /** The real service where it is left out. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
  /** How often is looked for what is new. */
  readonly pollMs?: number;
}

/**
 * The one place where the page learns whom it talks to. The development server answers it (see serve.ts); in your
 * application it is a route of your own backend, for the user who is signed in there.
 */
export async function loadSettings(): Promise<Settings> {
  const answer = await fetch("/config.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`/config.json: ${answer.status}`);
  const settings: unknown = await answer.json();
  if (!isSettings(settings)) throw new Error("/config.json needs organizationId, userId and a token");
  return settings;
}

function isSettings(value: unknown): value is Settings {
  if (typeof value !== "object" || value === null) return false;
  const { organizationId, userId, token, accessToken }: Partial<Record<keyof Settings, unknown>> = value;
  return [organizationId, userId, token ?? accessToken].every((text) => typeof text === "string");
}
