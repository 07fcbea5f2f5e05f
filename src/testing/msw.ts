import { PubInputError } from "../errors/input-error.js";
import { deliver } from "./http/deliver.js";
import { receive } from "./http/received.js";
import type { Service } from "./http/service.js";

/**
 * A request handler of msw. Its real type is msw's own, on which this package must not depend; `never` fits wherever
 * msw takes a handler.
 *
 * @example
 * ```ts
 * import { setupServer } from "msw/node";
 *
 * const handlers = await sandbox.handlers();
 * const server = setupServer(...handlers);
 * ```
 */
export type MswHandler = never;

/**
 * What is used of msw's `http`.
 *
 * @example
 * ```ts
 * import { http } from "msw";
 * import { setupServer } from "msw/node";
 *
 * const server = setupServer(...sandbox.handlers(http));
 * ```
 */
export interface MswHttp<H> {
  /** A handler for every method, as msw's own `http.all`. */
  all(path: RegExp, resolve: (info: { readonly request: Request }) => Promise<Response>): H;
}

/** Whatever the host: an application keeps the address that it has. */
const paths = /^https?:\/\/[^/?#]+\/api\/pub\//;

/** The function that makes the handlers: by the `http` that it is given, or by that of the msw that is installed. */
export function makeHandlers(service: Service) {
  function handlers(): Promise<MswHandler[]>;
  function handlers<H>(http: MswHttp<H>): H[];
  function handlers<H>(http?: MswHttp<H>): H[] | Promise<MswHandler[]> {
    if (http === undefined) return load().then((installed) => [handler(service, installed)]);
    if (typeof http?.all === "function") return [handler(service, http)];
    throw new PubInputError("sandbox.handlers takes msw's http, or nothing");
  }
  return handlers;
}

async function load(): Promise<MswHttp<MswHandler>> {
  try {
    // Hidden from bundlers: they would take all of msw along wherever it is installed, and miss it elsewhere. In a Set,
    // as minifiers work out a plain text, and that of joined ones.
    const [name = ""] = new Set(["msw"]);
    const { http }: { http: MswHttp<MswHandler> } = await import(
      /* @vite-ignore */ /* webpackIgnore: true */ name
    );
    return http;
  } catch {
    throw new PubInputError(
      "sandbox.handlers needs msw 3, and cannot load it: install it (npm install --save-dev msw); " +
        "in a bundle, a browser or Jest, hand over its http (sandbox.handlers(http))",
    );
  }
}

function handler<H>(service: Service, http: MswHttp<H>): H {
  return http.all(paths, async ({ request }) => {
    const delivery = service.serve(await receive(request, undefined, request.url));
    try {
      return await deliver(delivery, request.signal);
    } catch (error) {
      // What msw understands as a lost connection. Nobody listens to what is answered after an abort.
      if (delivery.end === "drop" || request.signal.aborted) return Response.error();
      throw error;
    }
  });
}
