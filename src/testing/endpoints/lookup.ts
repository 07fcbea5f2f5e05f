import type { Channel } from "../../schemas/channel.js";
import type { Member } from "../../schemas/member.js";
import type { Message } from "../../schemas/message.js";
import type { SandboxUser } from "../data.js";
import { forbidden, notFound } from "../http/answer.js";
import { type Call, parameter, type UserCall } from "../http/call.js";
import { isVisible } from "../store/channels.js";
import { memberOf } from "../store/members.js";

/**
 * The channel of the path, which the asking user may see.
 *
 * @throws Refusal 404
 */
export function channelIn(call: UserCall): Channel {
  const channel = call.store.channels.get(parameter(call, "channel"));
  if (!channel || !isVisible(call.store, channel, call.actor.id)) throw notFound();
  return channel;
}

/**
 * The channel of the path, of which the asking user is a member.
 *
 * @throws Refusal 404 where it is not to be seen; 403 where it is open, and the user has not joined
 */
export function joinedChannelIn(call: UserCall): Channel {
  const channel = channelIn(call);
  if (!memberOf(call.store, channel.id, call.actor.id))
    throw forbidden("You are not a member of this channel.");
  return channel;
}

/**
 * Makes sure that the asking user is an admin of a channel.
 *
 * @throws Refusal 403
 */
export function checkAdmin(call: UserCall, channel: Channel): void {
  if (!memberOf(call.store, channel.id, call.actor.id)?.is_admin) throw forbidden();
}

/**
 * The user of the path. Any user of the organization may ask for any other: an integration's token does.
 *
 * @throws Refusal 404
 */
export function userIn(call: Call): SandboxUser {
  return call.store.people.get(parameter(call, "user")) ?? missing();
}

/**
 * The membership of the path.
 *
 * @throws Refusal 404
 */
export function memberIn(call: Call, channel: Channel): Member {
  return memberOf(call.store, channel.id, parameter(call, "user")) ?? missing();
}

/**
 * The message of the path.
 *
 * @throws Refusal 404
 */
export function messageIn(call: Call, channel: Channel): Message {
  const message = call.store.messages.get(parameter(call, "message"));
  return message?.channel_id === channel.id ? message : missing();
}

function missing(): never {
  throw notFound();
}
