import { PubClient } from "../../src/client.js";
import type { PubClientOptions } from "../../src/options.js";
import { ids } from "./wire-fixtures.js";

/** A client whose requests are answered on the spot, and what it sent. */
export interface CannedClient {
  readonly pub: PubClient;
  /** When each request came, by `performance.now()`, and what it was. */
  readonly requests: {
    readonly at: number;
    readonly url: string;
    readonly init: RequestInit;
  }[];
}

/** An answer with a text for its body. */
export interface CannedAnswer {
  readonly status?: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of a service that answers with what `answer` says to the n-th request, from 0 on. */
export function cannedClient(
  answer: (index: number) => CannedAnswer,
  options: Partial<PubClientOptions> = {},
): CannedClient {
  const requests: { at: number; url: string; init: RequestInit }[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    requests.push({ at: performance.now(), url, init });
    const { text, status = 200, headers = {} } = answer(requests.length - 1);
    return new Response(status === 204 ? null : text, { status, headers });
  };
  return {
    pub: new PubClient({
      organizationId: ids.organization,
      token: "secret-token",
      fetch,
      ...options,
    }),
    requests,
  };
}

/** A client of a service that gives everybody the same JSON. */
export function clientReceiving(data: unknown, options: Partial<PubClientOptions> = {}): PubClient {
  return cannedClient(() => ({ text: JSON.stringify(data) }), options).pub;
}
