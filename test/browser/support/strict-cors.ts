import type { IncomingHttpHeaders } from "node:http";

/** What the service lets a page send, and nothing else. */
const allowedHeaders = ["Authorization", "Accept", "Content-Type"];
const allowedMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** What a browser puts into each request of a page on its own. */
const browsersOwn =
  /^(host|connection|origin|referer|user-agent|accept-encoding|accept-language|content-length|sec-ch-ua.*|sec-fetch-.*)$/;

const isAllowed = (name: string) =>
  allowedHeaders.some((allowed) => allowed.toLowerCase() === name.toLowerCase());

/** What is wrong with a page's request, in words. */
export function objectionsTo(headers: IncomingHttpHeaders, allowedOrigin: string): string[] {
  const foreign = Object.keys(headers).filter((name) => !isAllowed(name) && !browsersOwn.test(name));
  const objections = foreign.map((name) => `the header ${name}`);
  if (headers.origin !== allowedOrigin) objections.push(`the origin ${headers.origin}`);
  return objections;
}

/** What is wrong with what a preflight asks for, in words. */
export function objectionsToPreflight(headers: IncomingHttpHeaders, allowedOrigin: string): string[] {
  const method = headers["access-control-request-method"] ?? "";
  const names = (headers["access-control-request-headers"] ?? "").split(/ *, */).filter(Boolean);
  const objections = names
    .filter((name) => !isAllowed(name))
    .map((name) => `a preflight for the header ${name}`);
  if (!allowedMethods.includes(method)) objections.push(`a preflight for the method ${method}`);
  if (headers.origin !== allowedOrigin) objections.push(`a preflight for the origin ${headers.origin}`);
  return objections;
}

/** The answer to a preflight: the same for everybody, and not to be remembered, so that each one is seen. */
export function preflightHeaders(allowedOrigin: string): Record<string, string> {
  return {
    "access-control-allow-origin": allowedOrigin,
    "access-control-allow-methods": allowedMethods.join(", "),
    "access-control-allow-headers": allowedHeaders.join(", "),
    "access-control-max-age": "0",
    vary: "Origin",
  };
}

/** What lets the page read an answer. */
export function answerHeaders(allowedOrigin: string, exposed: readonly string[]): Record<string, string> {
  return {
    "access-control-allow-origin": allowedOrigin,
    ...(exposed.length > 0 && { "access-control-expose-headers": exposed.join(", ") }),
    vary: "Origin",
  };
}
