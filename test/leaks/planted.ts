import type { PubClient } from "../../src/client.js";
import type { PubHooks } from "../../src/http/hooks.js";
import type { TokenFunction } from "../../src/http/token-source.js";
import type { PubClientOptions, RequestOptions } from "../../src/options.js";
import { channelId, userId } from "../support/fault-data.js";
import { clientOf, FaultFetch, type Reply, type SentRequest } from "../support/fault-fetch.js";

/** Rare enough that no run of them is anybody else's text. */
export const tokens = { first: "Qk7xZ2vW9pJq4LmT-one", second: "Hq8yB3nV6rFz5KdW-two" };
export const text = "Xq9wJz4k the quarterly zebra numbers";
export const mention = "@Zyxwq Qwyxz";
export const url = "https://zqxj.example/Qz7Xw9Kv2";
export const header = "Jx5Zq8Wk3Vp7";
export const query = "Wz6Qx3Jk9Yv1";

/** Everything that a request of these tests carries. */
export const secrets: readonly string[] = [...Object.values(tokens), text, mention, url, header, query];

/** Everything that a service knows once it got a request, as a careless one could repeat it. */
export function knownFrom(sent: SentRequest): string {
  // The second token is only ever sent after the first.
  const known = tokenOf(sent) === tokens.second ? secrets : secrets.filter((one) => one !== tokens.second);
  return known.join(" | ");
}

/** A call that carries all of it. */
export function sendAll(pub: PubClient, options: RequestOptions = {}): Promise<unknown> {
  const chunks = [
    { type: "text", text },
    { type: "image", url },
    { type: "mention", text: mention },
  ];
  const content = { body: { version: 3, chunks } as never, notify_users: [userId] };
  return pub.messages.create(channelId, content, {
    query: { q: query },
    headers: { "X-Note": header },
    ...options,
  });
}

/** The ways to give a client its token. */
export const credentials: readonly (readonly [string, () => Partial<PubClientOptions>])[] = [
  ["a string", () => ({ token: tokens.first })],
  ["a function", () => ({ token: () => tokens.first })],
  ["an access token", () => ({ token: undefined, accessToken: tokens.first })],
  ["an async function", () => ({ token: undefined, accessToken: async () => tokens.first })],
  ["a function that refreshes", () => ({ token: renewing() })],
];

/** Answers the first token, and the second once a refresh was asked for. */
export function renewing(): TokenFunction {
  let current = tokens.first;
  return ({ refresh }) => {
    if (refresh) current = tokens.second;
    return current;
  };
}

/** A client whose hooks write down each event itself, and not a copy. */
export function observed(reply: Reply | FaultFetch, options: Partial<PubClientOptions> = {}) {
  const events: { readonly hook: keyof PubHooks; readonly event: object }[] = [];
  const note = (hook: keyof PubHooks) => (event: object) => {
    events.push({ hook, event });
  };
  const hooks: PubHooks = {
    request: note("request"),
    response: note("response"),
    retry: note("retry"),
    error: note("error"),
    invalid: note("invalid"),
  };
  const faults = reply instanceof FaultFetch ? reply : new FaultFetch(reply);
  const pub = clientOf(faults, { token: tokens.first, hooks, ...options });
  return { pub, events, faults };
}

/** The Authorization header's token. */
export function tokenOf({ headers }: SentRequest): string {
  return headers.Authorization?.replace(/^\w+ /, "") ?? "";
}

/** First a refusal of the first token, then what is given. */
export function expiring(reply: Reply): Reply {
  return (sent) =>
    tokenOf(sent) === tokens.first
      ? Response.json({ detail: knownFrom(sent) }, { status: 401 })
      : reply(sent);
}
