import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PubInputError } from "../../src/errors/input-error.js";
import { normalizeBaseUrl, pageTarget } from "../../src/http/base-url.js";

describe("baseUrl", () => {
  test.each([
    ["https://api.giosg.com", "https://api.giosg.com"],
    ["https://api.giosg.com/", "https://api.giosg.com"],
    ["HTTPS://API.GIOSG.COM:443", "https://api.giosg.com"],
    ["https://gateway.example/giosg/", "https://gateway.example/giosg"],
    ["https://gateway.example/a/b///", "https://gateway.example/a/b"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:1", "http://127.0.0.1:1"],
    ["http://127.200.31.42", "http://127.200.31.42"],
    ["http://[::1]:3000/p", "http://[::1]:3000/p"],
    ["http://pub.localhost", "http://pub.localhost"],
  ])("%s becomes %s", (given, expected) => {
    expect(normalizeBaseUrl(given)).toBe(expected);
  });

  test.each([
    "",
    "/",
    "api.giosg.com",
    " https://api.giosg.com",
    "https:api.giosg.com",
    "https://api.giosg.com/api/pub",
    "https://gateway.example/api/pub/v1",
    "//api.giosg.com",
    "/api",
    "http://api.giosg.com",
    "http://localhost.evil.example",
    "http://evillocalhost",
    "http://127.0.0.1.evil.example",
    "http://local",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://[::2]",
    "ftp://localhost",
    "ws://localhost",
    "javascript:alert(1)",
    "data:text/plain,x",
    "file:///etc",
    "https://user@api.giosg.com",
    "https://user:secret@api.giosg.com",
    "https://:secret@api.giosg.com",
    "https://api.giosg.com?a=1",
    "https://api.giosg.com#a",
    null,
    7,
    new URL("https://api.giosg.com"),
  ])("%s is refused, and not shown", (given) => {
    try {
      normalizeBaseUrl(given);
    } catch (error) {
      expect(error).toBeInstanceOf(PubInputError);
      expect((error as Error).message).toMatch(/^baseUrl must be an absolute https URL/);
      expect((error as Error).message).not.toContain("secret");
      return;
    }
    expect.unreachable("it passed");
  });
});

describe("what of a page's URL is followed", () => {
  const base = "https://api.giosg.com";
  const page = "/api/pub/v1/orgs/o/channels?cursor=a%2Fb%3D";

  test.each([
    [`https://api.giosg.com${page}`],
    [`http://api.giosg.com${page}`],
    [`https://internal.example:8443${page}`],
    [`https://user:secret@evil.example${page}`],
    [page],
    [`//evil.example${page}`],
    [`${page}#fragment`],
  ])("%s gives its path and query", (url) => {
    expect(pageTarget(url, base)).toBe(page);
  });

  test("the base URL's own prefix is taken off, and only once", () => {
    const prefixed = "https://gateway.example/giosg";
    expect(pageTarget(`https://gateway.example/giosg${page}`, prefixed)).toBe(page);
    expect(pageTarget(`https://api.giosg.com${page}`, prefixed)).toBe(page);
    expect(pageTarget(`https://gateway.example/giosg/giosg${page}`, prefixed)).toBeUndefined();
    expect(pageTarget(`https://gateway.example/giosgx${page}`, prefixed)).toBeUndefined();
  });

  test.each([
    "",
    "?cursor=a",
    "/",
    "/api/pub",
    "/api/pubx/v1",
    "/api/public/v1",
    "/api/other/v1",
    "/x/api/pub/v1",
    "//api/pub/v1",
    "https://api.giosg.com//api/pub/v1",
    "/api//pub/v1",
    "/API/PUB/v1",
    "/api/pub/../admin",
    "/api/pub/v1/../../../admin",
    "/api/pub/%2e%2e/admin",
    "/api/pub/%2E%2E/admin",
    "/api/pub/.%2e/admin",
    "/api/pub/..%2fadmin",
    "/api/pub/..%5cadmin",
    "/api/pub/v1%2f..%2f..%2fadmin",
    "/api/pub/%252e%252e/admin%2e",
    "\\api\\pub\\..\\admin",
    "javascript:alert('/api/pub/')",
    "data:text/plain,/api/pub/v1",
    "file:///api/pub/v1",
    "blob:https://api.giosg.com/api/pub/v1",
    "mailto:/api/pub/v1",
    "xhttps://api.giosg.com/api/pub/v1",
    "https://",
    undefined,
    null,
    7,
    {},
  ])("%j leads nowhere", (url) => {
    expect(pageTarget(url, base)).toBeUndefined();
  });

  test("whatever comes out stays below /api/pub/ of the configured origin", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "..",
        ".",
        "%2e",
        "%2E%2e",
        "%2f",
        "\\",
        "/",
        "//",
        "api",
        "pub",
        "v1",
        "@",
        ":",
        "#",
        "?",
      ),
      fc.string(),
    );
    const origins = ["https://e.example/", "https://user:secret@e.example:8443/", "ftp://e.example/"];
    const starts = ["", "/", "/api/pub/", "http:", ...origins, ...origins.map((url) => `${url}api/pub/`)];
    const urls = fc
      .tuple(fc.constantFrom(...starts), fc.array(part))
      .map(([start, parts]) => start + parts.join("/"));
    fc.assert(
      fc.property(urls, (url) => {
        const target = pageTarget(url, base);
        if (target === undefined) return;
        const requested = new URL(base + target);
        expect(requested.origin).toBe(base);
        const decoded = requested.pathname.replace(/%([0-9a-f]{2})/gi, (_, code) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        );
        expect(decoded).toMatch(/^\/api\/pub\//);
        expect(decoded.split(/[/\\]/)).not.toContain("..");
        expect(requested.pathname + requested.search).toBe(target);
      }),
      { numRuns: 1_000 },
    );
  });
});
