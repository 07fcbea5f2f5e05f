import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/** A request as it went over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Without those that this runtime's `fetch` adds to every request on its own. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text, `""` without one. */
  readonly text: string;
}

/** Stands where the service is: it answers every request with what the test has set, and keeps what it saw. */
export interface MswService {
  readonly requests: SeenRequest[];
  /** What the next requests are answered; a body that is no string is sent as JSON. */
  answerWith(status: number, body?: unknown): void;
}

/** Puts the service up for the tests of the file that calls it. */
export function mswService(): MswService {
  const requests: SeenRequest[] = [];
  let status = 200;
  let body: unknown;
  let own = new Headers();
  const server = setupServer(
    http.all("*", async ({ request }) => {
      const url = new URL(request.url);
      if (url.pathname === "/bare") {
        own = new Headers(request.headers);
        return HttpResponse.json({});
      }
      own.set("host", url.host);
      own.set("content-length", request.headers.get("content-length") ?? "");
      requests.push({
        method: request.method,
        origin: url.origin,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries([...request.headers].filter(([name, value]) => own.get(name) !== value)),
        text: await request.text(),
      });
      if (body === undefined) return new HttpResponse(null, { status });
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return new HttpResponse(text, {
        status,
        headers: { "Content-Type": "application/json" },
      });
    }),
  );
  beforeAll(async () => {
    server.listen({ onUnhandledFrame: "error" });
    await fetch("https://bare.example.com/bare", { headers: { accept: "" } });
    own.delete("accept");
  });
  afterEach(() => {
    requests.length = 0;
  });
  afterAll(() => server.close());
  return {
    requests,
    answerWith(nextStatus, nextBody) {
      status = nextStatus;
      body = nextBody;
    },
  };
}
