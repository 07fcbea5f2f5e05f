import type { Channel } from "../../src/schemas/channel.js";
import type { LiveStream } from "../../src/schemas/conference.js";
import type { Member } from "../../src/schemas/member.js";
import type { Message } from "../../src/schemas/message.js";

export const organizationId = "11111111-1111-4111-8111-111111111111";
export const channelId = "22222222-2222-4222-8222-222222222222";
export const userId = "33333333-3333-4333-8333-333333333333";
export const messageId = "44444444-4444-4444-8444-444444444444";

/** A token that is long and rare enough to be looked for in texts. */
export const token = "tok-7f3Kq9ZxW2vB5nM8";

const at = "2026-01-02T03:04:05.678Z";

/** A valid channel. */
export function aChannel(changes: Partial<Channel> = {}): Channel {
  return {
    id: channelId,
    name: "General",
    description: "",
    organization_id: organizationId,
    created_at: at,
    updated_at: at,
    avatar_url: null,
    is_direct_message: false,
    latest_message: null,
    latest_message_created_at: null,
    ...changes,
  };
}

/** A valid message. */
export function aMessage(changes: Partial<Message> = {}): Message {
  return {
    id: messageId,
    channel_id: channelId,
    sender_id: userId,
    organization_id: organizationId,
    created_at: at,
    updated_at: at,
    body: { version: 3, chunks: [{ type: "text", text: "Hello" }] },
    ...changes,
  };
}

/** A valid member. */
export function aMember(changes: Partial<Member> = {}): Member {
  return {
    id: "55555555-5555-4555-8555-555555555555",
    channel: channelId,
    member_id: userId,
    organization_id: organizationId,
    created_at: at,
    updated_at: at,
    last_seen_at: null,
    unread_message_count: 0,
    is_admin: false,
    ...changes,
  };
}

/** A valid live stream. */
export const aStream: LiveStream = {
  rtmps_url: "rtmps://live.example.com:443/live/",
  view_url: "https://live.example.com/playlist.m3u8",
  stream_key: "k",
  stream_uid: "u",
};

/** A valid page. */
export function aPage(results: readonly unknown[], next: string | null = null, previous?: string | null) {
  return { next, ...(previous !== undefined && { previous }), results };
}

/** The channel with a number as its name, to tell items apart. */
export function numbered(index: number): Channel {
  const id = `${String(index).padStart(8, "0")}-0000-4000-8000-000000000000`;
  return aChannel({ id, name: String(index) });
}
