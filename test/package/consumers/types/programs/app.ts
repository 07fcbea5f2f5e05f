// What an application makes of the public types.
import {
  type Channel,
  type ChannelOrdering,
  type FetchFunction,
  type JoinedChannel,
  type ListOptions,
  type Message,
  type MessageContent,
  message,
  type Outcome,
  type Paginator,
  PubBadRequestError,
  PubClient,
  type PubClientOptions,
  PubError,
  type PubErrorCode,
  type PubHooks,
  PubHttpError,
  PubRateLimitError,
  type RequestOptions,
  toPlainText,
} from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { chunksOf, hrefOf, isKnownChunk, type MessageChunk } from "@giosg/pub-sdk/message";
import {
  type Change,
  type LiveCollection,
  PubRealtime,
  PubRealtimeError,
  type PubRealtimeOptions,
} from "@giosg/pub-sdk/realtime";
import { MessageSchema } from "@giosg/pub-sdk/schemas";
import { createSandbox, type Sandbox } from "@giosg/pub-sdk/testing";

const hooks: PubHooks = {
  response: ({ method, path, status, durationMs }) =>
    console.log(method, path, status, durationMs.toFixed(1)),
  error: ({ error, durationMs }) => console.log(error?.code, error?.outcome, durationMs),
};

export function connect(organizationId: string, signIn: () => Promise<string>): PubClient {
  let accessToken: string | undefined;
  return new PubClient({
    organizationId,
    hooks,
    accessToken: async ({ refresh }) => {
      if (refresh || accessToken === undefined) accessToken = await signIn();
      return accessToken;
    },
  });
}

/** The client of a test: the sandbox, with the first answer lost. */
export function connectToSandbox(sandbox: Sandbox): PubClient {
  let answersToLose = 1;
  const fetch: FetchFunction = async (url, init) => {
    const response = await sandbox.fetch(url, init);
    if (init.method === "POST" && answersToLose-- > 0) throw new TypeError("connection lost");
    return response;
  };
  const { organizationId, users, url: baseUrl } = sandbox;
  return new PubClient({ organizationId, token: users[0].token, baseUrl, fetch });
}

export const threeUsers: string[] = (() => {
  const [first, second, third] = createSandbox().users;
  return [first.id, second.id, third.id];
})();

export function render(chunk: MessageChunk): string {
  switch (chunk.type) {
    case "text":
    case "mention":
      return chunk.text;
    case "link": {
      const href: string | undefined = hrefOf(chunk);
      return href === undefined ? chunk.text : `<a href="${href}">${chunk.text}</a>`;
    }
    case "image":
      return `<img src="${chunk.url}">`;
    case "file":
      return `${chunk.name} (${chunk.size ?? "?"})`;
    case "voice":
      return `${chunk.duration.toFixed(0)} s`;
    case "audio":
      return chunk.title.trim();
    case "video":
      return chunk.title?.trim() ?? "";
    case "external":
      return `${chunk.name} ${chunk.initialHeight?.toFixed(0)}`;
    default:
      if ((chunk.type as string) === "poll") return "a poll";
      return `[${chunk.type}]`;
  }
}

export function kinds(received: Message): string[] {
  return chunksOf(received)
    .filter(isKnownChunk)
    .map((chunk) => (chunk.type === "file" ? chunk.name : chunk.type));
}

export function title({ body }: Message): string | undefined {
  switch (body.version) {
    case 1:
      return body.message ?? body.callId;
    case 2:
      return body.chunks[0]?.text;
    case 3:
      return body.externalView?.title ?? body.chunks?.length.toFixed();
    case undefined:
      return undefined;
    default:
      return "title" in body ? body.title : undefined;
  }
}

/** Options of the application's own, passed on. */
export interface Watch extends ListOptions {
  readonly ordering?: ChannelOrdering;
}

export async function names(pub: PubClient, { ordering, ...options }: Watch = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const channel of pub.channels.list({ ordering }, options)) found.push(channel.name);
  for await (const page of pub.channels.list(undefined, options).pages()) {
    found.push(...page.results.map(({ name }) => name));
    const next = await page.nextPage(options.signal ? { signal: options.signal } : {});
    if (next?.next === null) break;
  }
  return found;
}

/** Generic over what a list holds. */
export async function newest<T extends { created_at: string }>(list: Paginator<T>): Promise<T | undefined> {
  const items = await list.toArray({ limit: 100 });
  return items.sort((a, b) => b.created_at.localeCompare(a.created_at))[0];
}

export async function newestOfAll(pub: PubClient, channelId: string): Promise<(string | undefined)[]> {
  const latest = await newest(pub.messages.list(channelId, { ordering: "-created_at" }));
  const member = await newest(pub.members.list(channelId));
  return [latest && toPlainText(latest), member?.member?.full_name];
}

export function compose(typed: string, userId: string): MessageContent {
  let content = message().mention(userId, "Maija").notifyChannel();
  for (const chunk of parseText(typed)) content = content.chunk(chunk);
  return content.file({ url: "https://example.com/a.pdf", name: "a.pdf", size: 1 });
}

export interface Failure {
  readonly code: PubErrorCode;
  readonly outcome: Outcome;
  readonly fields: Record<string, string[]>;
  readonly waitMs: number;
}

export async function send(
  pub: PubClient,
  channelId: string,
  content: MessageContent,
  options?: RequestOptions,
): Promise<Message | Failure> {
  try {
    return await pub.messages.create(channelId, content, { ...options, timeoutMs: 5_000 });
  } catch (error) {
    if (!PubError.is(error)) throw error;
    if (error instanceof PubHttpError && error.headers.has("x-request-id")) console.warn(error.requestId);
    return {
      code: error.code,
      outcome: error.outcome,
      fields: error instanceof PubBadRequestError ? error.fieldErrors : {},
      waitMs: (error instanceof PubRateLimitError && error.retryAfterMs) || 0,
    };
  }
}

/** A part of the client is enough for most of an application, and easy to stand in for. */
export type Sender = { readonly messages: Pick<PubClient["messages"], "create"> };

export const quiet: Sender = {
  messages: { create: async (channel_id, content) => ({ ...received, channel_id, body: bodyOf(content) }) },
};

function bodyOf(content: MessageContent): Message["body"] {
  return typeof content === "string" ? message(content).toBody() : message("?").toBody();
}

export const received: Message = {
  id: "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002",
  channel_id: "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002",
  organization_id: "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002",
  created_at: "2026-01-01T08:00:00Z",
  updated_at: "2026-01-01T08:00:00Z",
  body: { version: 3, chunks: [{ type: "text", text: "Hello" }] },
};

export function webhook(json: unknown): Message {
  const result = MessageSchema.safeParse(json);
  if (!result.success) throw new Error(result.error.issues.map(({ path }) => path.join(".")).join());
  return result.data;
}

/** An error of the application's own above the SDK's. */
export class SignInError extends PubError {
  constructor(readonly provider: string) {
    super(`Cannot sign in at ${provider}`, { code: "unauthenticated" });
  }
}

export const defaults: Partial<PubClientOptions> = { timeoutMs: 5_000, maxRetries: 0, onInvalid: "report" };

export function describeChannel({ name, latest_message, member_count }: Channel): string {
  return `${name} (${member_count ?? 0}): ${latest_message ? toPlainText(latest_message) : "nothing yet"}`;
}

/** What a view shows: kept up to date, and told apart by what happens. */
export function watchMessages(pub: PubClient, channelId: string, options?: PubRealtimeOptions) {
  const realtime = new PubRealtime(pub, { url: "wss://realtime.example.com", ...options });
  const live: LiveCollection<Message> = realtime
    .messages(channelId)
    .collection({ ordering: "-created_at", limit: 50 });
  const stop: () => void = live.subscribe(() => console.log(live.status, live.items.map(toPlainText)));
  return { live, stop: () => [stop(), realtime.close()] };
}

export async function follow(realtime: PubRealtime, userId: string): Promise<void> {
  try {
    for await (const change of realtime.joinedChannels(userId)) logJoined(change);
  } catch (error) {
    if (!(error instanceof PubRealtimeError)) throw error;
    console.log(error.path, error.status.toFixed(), error.detail);
  }
}

function logJoined(change: Change<JoinedChannel>): void {
  if (change.action === "added") console.log(change.resource.name, change.resource.unread_message_count);
  else if (change.action === "changed") console.log(change.changes.name, change.resource?.id);
  else if (change.action === "removed") console.log(change.id);
  else console.log(change.since, change.dropped);
}
