import type { Message, MessageBody, MessageChunk, User } from "@giosg/pub-sdk";

export const organizationId = "1d3e1c2a-8a5e-11e3-9c1a-0800200c9a66";
export const channelId = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";
export const pageCount = 100;
export const pageSize = 100;
/** What a slow page waits for. */
export const latencyMs = 20;
export const messagePath = `/api/pub/v1/orgs/${organizationId}/channels/${channelId}/messages`;

const words =
  "the release is out and customers ask about refunds please look at it before noon Maija kiitos paljon åäö 👍".split(
    " ",
  );

/** The same numbers in each run. */
let state = 1;
function random(below: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
}

function text(most: number): string {
  return Array.from({ length: 1 + random(most) }, () => words[random(words.length)]).join(" ");
}

function uuid(): string {
  const digits = Array.from({ length: 32 }, () => random(16).toString(16)).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5");
}

const users: readonly User[] = Array.from({ length: 12 }, (_, index) => ({
  id: uuid(),
  full_name: `Maija Virtanen ${index}`,
  organization_id: organizationId,
  avatar_url: index % 3 ? `https://cdn.giosg.com/avatars/${uuid()}.png` : null,
  is_bot: index === 0,
  is_online: index % 2 === 0,
  is_present: index % 4 === 0,
  is_deleted: false,
}));

const attachments: readonly (() => MessageChunk)[] = [
  () => ({ type: "image", url: `https://cdn.giosg.com/${uuid()}.png` }),
  () => ({ type: "file", url: `https://cdn.giosg.com/${uuid()}`, name: "report.pdf", size: random(1e6) }),
  () => ({ type: "voice", url: `https://cdn.giosg.com/${uuid()}.ogg`, duration: random(600) / 10 }),
  () => ({ type: "video", url: `https://cdn.giosg.com/${uuid()}.mp4`, title: text(4) }),
];

/** A channel's usual mix: mostly plain text, some links and mentions, few attachments, old and deleted ones. */
function body(): MessageBody {
  const kind = random(100);
  if (kind < 2) return {};
  if (kind < 4) return { version: 1, message: text(20) };
  if (kind < 6) return { version: 2, chunks: [{ type: "text", text: text(20) }] };
  const chunks: MessageChunk[] = [{ type: "text", text: text(30) }];
  if (kind < 25) {
    chunks.push({ type: "link", kind: "url", text: `https://example.com/${random(1e6)}` });
    chunks.push({ type: "text", text: text(10) });
  } else if (kind < 40) {
    chunks.unshift({ type: "mention", text: "@Maija" });
  } else if (kind < 52) {
    const attachment = attachments[random(attachments.length)];
    if (attachment) chunks.push(attachment());
  }
  return { version: 3, chunks };
}

export function messageOf(): Message {
  const sender = users[random(users.length)] ?? null;
  const at = new Date(1_700_000_000_000 + random(1e9)).toISOString().replace("Z", "123Z");
  const content = body();
  return {
    id: uuid(),
    channel_id: channelId,
    ...(sender && { sender_id: sender.id }),
    organization_id: organizationId,
    created_at: at,
    updated_at: at,
    body: content,
    type: "version" in content ? "user" : "deleted",
    is_edited: random(20) === 0,
    sender,
  };
}

/** @param next query of the next page; null on the last one */
export function pageText(url: string, next: string | null, results: readonly Message[]): string {
  const link = (query: string | null) => (query === null ? null : `${url}${messagePath}?${query}`);
  return JSON.stringify({ next: link(next), previous: null, results });
}

export function pageOfMessages(): readonly Message[] {
  return Array.from({ length: pageSize }, messageOf);
}
