import { refuse } from "../errors/input-error.js";

const localHost = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Checks the base URL and takes off what a path would double.
 *
 * @throws PubInputError unless it is absolute, `https:` (or `http:` on this machine), without credentials, query
 *   and fragment
 */
export function normalizeBaseUrl(value: unknown, name = "baseUrl", scheme = "http"): string {
  // Not one that the parser would mend.
  const url = typeof value === "string" && /^\w+:\/\//.test(value) ? parsed(value) : undefined;
  const secure =
    url?.protocol === `${scheme}s:` || (url?.protocol === `${scheme}:` && localHost.test(url.hostname));
  const isPlain = url && !(url.username || url.password || url.search || url.hash);
  if (!secure || !isPlain || url.pathname.includes("/api/pub")) {
    refuse(
      name,
      `an absolute ${scheme}s URL (${scheme} only on localhost) without credentials, query, fragment and /api/pub, such as ${scheme}s://api.giosg.com`,
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/**
 * What of a page's URL may be trusted: path and query, without the base URL's own prefix.
 *
 * @returns `undefined` for a URL that is no page of this API
 */
export function pageTarget(pageUrl: unknown, baseUrl: string): string | undefined {
  const url = typeof pageUrl === "string" ? parsed(pageUrl, `${baseUrl}/`) : undefined;
  if (!url || !/^https?:/.test(url.protocol)) return undefined;
  const prefix = baseUrl.slice(new URL(baseUrl).origin.length);
  const path = url.pathname.startsWith(`${prefix}/api/pub/`)
    ? url.pathname.slice(prefix.length)
    : url.pathname;
  // An encoded slash or dot would be a way around the check for whoever decodes the path once more.
  if (!path.startsWith("/api/pub/") || /%2f|%5c|%2e/i.test(path)) return undefined;
  return path + url.search;
}

function parsed(value: string, base?: string): URL | undefined {
  try {
    return new URL(value, base);
  } catch {
    return undefined;
  }
}
