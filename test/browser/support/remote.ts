import { PubClient, type PubClientOptions } from "@giosg/pub-sdk";
import { inject } from "vitest";
import type { Awaited, Script, ServiceInfo, ServiceOptions, ServiceRecord } from "./protocol.js";

// Tests put others in its place.
const { fetch } = globalThis;

/** A service on another origin, as the page sees it. */
export interface RemoteService extends ServiceInfo {
  /** The API's root for its organization. */
  readonly root: string;
  /** A client of it: its first user's. */
  client(options?: Partial<PubClientOptions>): PubClient;
  /** Says what is to be done with the next requests. */
  play(script: Script): Promise<void>;
  /** What it has seen, once it has seen as much as is waited for. */
  record(awaited?: Awaited): Promise<ServiceRecord>;
  /** Closes it ahead of the test's end, and leaves it to the test whether what it took exception to is right. */
  close(): Promise<ServiceRecord>;
}

/** The services that the current test has started. */
export const services = new Set<RemoteService>();

/** Starts a service for the current test. */
export async function startService(options: Partial<ServiceOptions> = {}): Promise<RemoteService> {
  const info = await command<ServiceInfo>("start", { allowedOrigin: location.origin, ...options });
  const { id, url, organizationId, users } = info;
  const service: RemoteService = {
    ...info,
    root: `/api/pub/v1/orgs/${organizationId}`,
    client: (own = {}) => {
      const credentials = "accessToken" in own ? {} : { token: users[0]?.token };
      return new PubClient({ organizationId, baseUrl: url, ...credentials, ...own });
    },
    play: (script) => command(`play/${id}`, script),
    record: (awaited = {}) => command(`record/${id}`, awaited),
    close: async () => {
      const record = await service.record();
      services.delete(service);
      await command(`close/${id}`, {});
      return record;
    },
  };
  services.add(service);
  return service;
}

async function command<T>(path: string, input: object): Promise<T> {
  const response = await fetch(`${inject("controlUrl")}/${path}`, {
    method: "POST",
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response.json() as Promise<T>;
}
