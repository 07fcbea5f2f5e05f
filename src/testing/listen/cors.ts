import type { NodeRequest } from "./node.js";

/** Lets pages of any origin read an answer, its headers included. */
export const openToPages = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "*",
} as const;

/** The answer to a browser's question whether a page may ask at all: it may, whatever it asks for. */
export function preflightHeaders({ headers }: NodeRequest): Readonly<Record<string, string>> {
  const asked = headers["access-control-request-headers"];
  return {
    ...openToPages,
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    // Not "*", which does not cover Authorization.
    "access-control-allow-headers": typeof asked === "string" ? asked : "authorization, content-type, accept",
    "access-control-allow-private-network": "true",
    "access-control-max-age": "600",
  };
}

/** Whether a request is such a question. */
export function isPreflight({ method, headers }: NodeRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}
