import { routes } from "../endpoints/routes.js";
import type { Answer } from "../http/answer.js";
import { Refusal, refusal } from "../http/answer.js";
import { authenticate } from "../http/auth.js";
import type { Call, PathParameters, UserCall } from "../http/call.js";
import { type Identity, type Methods, match } from "../http/router.js";
import { isVisible } from "../store/channels.js";
import type { Store } from "../store/store.js";

/** What a user sees at a path, as GET shows it, all pages of it. */
export interface Watched {
  readonly userId: string;
  readonly identity: Identity;
  /** The resources that there are now; none where the path has come to be refused. */
  rows(): readonly object[];
}

interface WatchedRoute {
  readonly segments: readonly string[];
  readonly identity: Identity;
  readonly get: NonNullable<Methods["GET"]>;
}

const watchedRoutes: readonly WatchedRoute[] = routes.flatMap((route) => {
  if (!("methods" in route) || !route.watchedBy || !route.methods.GET) return [];
  return [{ segments: route.path.split("/"), identity: route.watchedBy, get: route.methods.GET }];
});

/**
 * What the holder of a token watches at a path.
 *
 * @throws Refusal 400 for a path that cannot be watched, 401 for the token, 403 for what its holder may not see, 404
 */
export function watchedAt(store: Store, path: string, token: string): Watched {
  const { route, params } = routeOf(path);
  const received = {
    method: "GET",
    url: new URL(path, "https://pub.sandbox.localhost"),
    headers: { authorization: `Token ${token}` },
    text: "",
  };
  const call: Call = { store, received, params };
  const actor = authenticate(call);
  const ask = (user: UserCall["actor"]) => route.get({ ...call, actor: user, isWhole: true });
  checkSeen(call, () => ask(actor), actor.id);
  return {
    userId: actor.id,
    identity: route.identity,
    rows: () => {
      const user = store.people.get(actor.id);
      return user ? rowsOf(() => ask(user)) : [];
    },
  };
}

function routeOf(path: string): { readonly route: WatchedRoute; readonly params: PathParameters } {
  const segments = path.split("/");
  for (const route of watchedRoutes) {
    const params = match(route.segments, segments);
    if (params) return { route, params };
  }
  throw refusal(400, "This is no path that can be watched.");
}

/** Over REST what may not be seen is not there; a subscription is told the difference. */
function checkSeen({ store, params }: Call, ask: () => Answer, userId: string): void {
  try {
    ask();
  } catch (error) {
    const channel = params.channel === undefined ? undefined : store.channels.get(params.channel);
    if (error instanceof Refusal && channel && !isVisible(store, channel, userId)) {
      throw refusal(403, "You do not have permission to watch this channel.");
    }
    throw error;
  }
}

function rowsOf(ask: () => Answer): readonly object[] {
  try {
    const { body } = ask();
    if (body === null || typeof body !== "object") return [];
    return "results" in body && Array.isArray(body.results) ? body.results : [body];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
