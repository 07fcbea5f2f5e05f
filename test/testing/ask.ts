import { expect } from "vitest";
import type * as z from "zod/mini";
import type { Sandbox, SandboxUser } from "../../src/testing/index.js";

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Asked {
  readonly as?: SandboxUser | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Asks the sandbox as its first user, or as another; paths are taken below the organization. */
export async function ask(
  sandbox: Sandbox,
  method: string,
  path: string,
  options: Asked = {},
): Promise<Reply> {
  const user = options.as ?? sandbox.users[0];
  const isWhole = path.startsWith("/api/") || path.startsWith("http");
  const url = isWhole ? path : `/api/pub/v1/orgs/${sandbox.organizationId}${path}`;
  const response = await sandbox.fetch(new URL(url, sandbox.url).href, {
    method,
    headers: {
      authorization: `Token ${user.token}`,
      accept: "application/json",
      ...(options.body !== undefined && { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}

/** The same, with the answer's status and shape as they must be. */
export async function expectAnswer<T>(
  reply: Promise<Reply>,
  status: number,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const { status: got, body } = await reply;
  expect({ status: got, ...(got !== status && { body }) }).toEqual({ status });
  return schema.parse(body);
}

/** The user at an index, who is there. */
export function userAt(sandbox: Sandbox, index: number): SandboxUser {
  const user = sandbox.users[index];
  if (!user) throw new Error(`no user ${index}`);
  return user;
}

export function text(words: string) {
  return { version: 3, chunks: [{ type: "text", text: words }] };
}

export const nobody = "00000000-0000-4000-8000-000000000000";
