import type { Sandbox } from "../../src/testing/index.js";
import { type Fault, json, type ReceivedRequest, status } from "./fault-server.js";

/** What the service said to a request. */
export interface ServiceAnswer {
  readonly status: number;
  /** Parsed; an empty object where the answer has no body. */
  readonly data: unknown;
}

/** Lets the sandbox do what a request asks for. */
export async function commit(sandbox: Sandbox, request: ReceivedRequest): Promise<ServiceAnswer> {
  const { method, url, headers, body } = request;
  const response = await sandbox.fetch(sandbox.url + url, {
    method,
    headers: headers as Record<string, string>,
    ...(body !== "" && { body }),
  });
  const text = await response.text();
  return { status: response.status, data: text === "" ? {} : JSON.parse(text) };
}

/** The service as it should be, with the sandbox for its state. */
export function served(sandbox: Sandbox): Fault {
  return committedThen(sandbox, ({ status: code, data }) => (code === 204 ? status(204) : json(data, code)));
}

/** The service does what it is asked for, and then something happens to its answer. */
export function committedThen(sandbox: Sandbox, then: (answer: ServiceAnswer) => Fault): Fault {
  return async (exchange) => {
    const answer = await commit(sandbox, exchange.request);
    return then(answer)(exchange);
  };
}

/** The service answers a page, with another link to the next one. */
export function servedWithNext(sandbox: Sandbox, nextOf: (next: string | null) => string | null): Fault {
  return committedThen(sandbox, ({ data, status: code }) => {
    const page = data as { readonly next: string | null };
    return json({ ...page, next: nextOf(page.next) }, code);
  });
}
