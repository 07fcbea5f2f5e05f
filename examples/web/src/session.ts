import { PubClient } from "@giosg/pub-sdk";
import { loadSettings, type Settings } from "./settings.ts";

/** A client, and who uses it. */
export interface Session {
  readonly pub: PubClient;
  readonly userId: string;
  readonly pollMs: number;
}

/** Connects to the service of the settings. A token that is refused is asked for anew, once. */
export function connect(settings: Settings): Session {
  const { organizationId, userId, baseUrl, timeoutMs, maxRetries, pollMs = 3_000 } = settings;
  let current = settings;
  const tokenOf = async ({ refresh }: { readonly refresh: boolean }) => {
    if (refresh) current = await loadSettings();
    return current.accessToken ?? current.token ?? "";
  };
  const auth = settings.accessToken === undefined ? { token: tokenOf } : { accessToken: tokenOf };
  const pub = new PubClient({ organizationId, baseUrl, timeoutMs, maxRetries, ...auth });
  return { pub, userId, pollMs };
}
