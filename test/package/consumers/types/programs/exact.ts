// What exactOptionalPropertyTypes asks for: options take `undefined`, received data does not have it.
import {
  type ChannelPatch,
  type Member,
  type Message,
  type MessagePayload,
  message,
  PubClient,
  type PubClientOptions,
  type RequestOptions,
} from "@giosg/pub-sdk";
import { createSandbox, type SandboxOptions } from "@giosg/pub-sdk/testing";

declare const env: Readonly<Record<string, string | undefined>>;
declare const signal: AbortSignal | undefined;
declare const wanted: number | undefined;

/** Options that are computed, and so may be undefined, can be given as they are. */
export async function computed(pub: PubClient, id: string): Promise<void> {
  const client: PubClientOptions = {
    organizationId: id,
    token: env.TOKEN,
    accessToken: undefined,
    baseUrl: env.BASE_URL,
    fetch: undefined,
    timeoutMs: wanted,
    maxRetries: wanted,
    onInvalid: undefined,
    hooks: env.DEBUG ? { request: console.log, retry: undefined } : undefined,
  };
  const request: RequestOptions = {
    signal,
    timeoutMs: wanted,
    maxRetries: wanted,
    organizationId: env.ORGANIZATION,
    query: env.DEBUG ? { debug: env.DEBUG } : undefined,
    headers: { "x-trace": env.TRACE },
    onInvalid: undefined,
  };
  const patch: ChannelPatch = { name: env.NAME, description: env.DESCRIPTION, avatar_url: undefined };
  const payload: MessagePayload = {
    id: env.ID,
    type: undefined,
    body: message("Hello").toBody(),
    notify_users: undefined,
    notify_channel: undefined,
  };
  const sandbox: SandboxOptions = {
    organizationId: env.ORGANIZATION,
    users: wanted,
    seed: wanted,
    now: env.NOW,
  };

  await new PubClient(client).channels.update(id, patch, request);
  await pub.channels
    .list({ ordering: undefined, from: undefined }, { ...request, prefetch: undefined })
    .firstPage();
  await pub.channels.listJoined(id, { is_active: env.ACTIVE ? true : undefined }).toArray({ limit: 1 });
  await pub.members.update(id, id, { is_admin: undefined, last_seen_at: env.SEEN });
  await pub.messages.create(id, payload, undefined);
  await pub.conference.waitUntilWatchable(id, { signal, timeoutMs: wanted });
  createSandbox(sandbox).seed({ channels: wanted, messages: undefined });
}

/** A field that is left out is not there: nothing received is undefined. */
export function received(known: Message, member: Member): string[] {
  if ("sender_id" in known) return [known.sender_id.toUpperCase()];
  // @ts-expect-error: a message without a sender has no such field
  const anonymous: Message = { ...known, sender_id: undefined };
  // @ts-expect-error: nor is its type undefined
  const untyped: Message = { ...known, type: undefined };
  // @ts-expect-error: nor a member's user
  const alone: Member = { ...member, member: undefined };
  return [anonymous.id, untyped.id, alone.member_id];
}
