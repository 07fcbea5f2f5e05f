import { isUuid } from "../../message/uuid.js";
import type { Store } from "../store/store.js";
import { type Answer, notFound, Refusal, refusal } from "./answer.js";
import { authenticate } from "./auth.js";
import type { Call, PathParameters, Received, UserCall } from "./call.js";

/** What a route does with each method, for whoever has a token. */
export type Methods = Readonly<
  Partial<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", (call: UserCall) => Answer>>
>;

/** The attribute that tells the resources of a path apart (WIRE.md, "Real time"). */
export type Identity = "id" | "member_id" | "channel_id";

/** A path with `:org`, `:channel`, `:user` and `:message` where it varies, and what can be done there. */
export type Route =
  | {
      readonly path: string;
      readonly methods: Methods;
      /** Where what GET answers can be watched: what tells its resources apart. */
      readonly watchedBy?: Identity;
    }
  | {
      readonly path: string;
      readonly publicMethods: Readonly<Record<"GET", (call: Call) => Answer>>;
    };

const parameters: Readonly<Record<string, keyof PathParameters>> = {
  ":org": "org",
  ":channel": "channel",
  ":user": "user",
  ":message": "message",
};

/** Finds the route of a request and lets it answer. What the route refuses is an answer too. */
export class Router {
  readonly #routes: readonly {
    readonly segments: readonly string[];
    readonly route: Route;
  }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({
      segments: route.path.split("/"),
      route,
    }));
  }

  answer(store: Store, received: Received): Answer {
    try {
      return this.#dispatch(store, received);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  #dispatch(store: Store, received: Received): Answer {
    const segments = received.url.pathname.split("/");
    for (const { segments: pattern, route } of this.#routes) {
      const params = match(pattern, segments);
      if (!params) continue;
      const call: Call = { store, received, params };
      if ("publicMethods" in route) return methodOf(route.publicMethods, received)(call);
      const actor = authenticate(call);
      return methodOf(route.methods, received)({ ...call, actor });
    }
    throw notFound();
  }
}

/** What varies in a path that follows a pattern; `undefined` for one that does not. */
export function match(pattern: readonly string[], segments: readonly string[]): PathParameters | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Partial<Record<keyof PathParameters, string>> = {};
  for (const [index, word] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const name = parameters[word];
    if (name === undefined ? word !== segment : !isUuid(segment)) return undefined;
    if (name !== undefined) params[name] = segment.toLowerCase();
  }
  return params;
}

function methodOf<H>(methods: Readonly<Record<string, H | undefined>>, { method }: Received): H {
  const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handler) return handler;
  throw refusal(405, `Method "${method}" not allowed.`, {
    allow: Object.keys(methods).join(", "),
  });
}
