import type { Sandbox } from "../../../src/testing/index.js";
import { ask, text, userAt } from "../../testing/ask.js";
import type { Places } from "./kinds.js";

/** What the users of a model do: to what and by whom the numbers say. */
export interface Act {
  readonly act: number;
  readonly actor: number;
  readonly at: number;
}

type Do = (sandbox: Sandbox, places: Places, act: Act) => unknown;

const acts: readonly Do[] = [
  (sandbox, places, { actor, at }) =>
    request(sandbox, actor, "POST", `/channels/${roomAt(places, at)}/messages`, {
      body: text(`Message ${at}`),
      notify_channel: at % 3 === 0,
    }),
  (sandbox, places, { at }) => sandbox.addMessage(roomAt(places, at), `By hand ${at}`),
  editOrDelete,
  editOrDelete,
  (sandbox, { a, user }, { at }) => {
    const other = userAt(sandbox, 1 + (at % 3)).id;
    if (other === user) return undefined;
    const isMember = sandbox.data.members.some((each) => each.channel === a && each.member_id === other);
    if (isMember) return request(sandbox, 0, "DELETE", `/channels/${a}/members/${other}`);
    return at % 2
      ? sandbox.addMember(a, other)
      : request(sandbox, 0, "POST", `/channels/${a}/members`, { member_id: other });
  },
  (sandbox, places, { actor, at }) =>
    request(
      sandbox,
      actor % 2,
      "PATCH",
      `/channels/${roomAt(places, at)}/members/${userAt(sandbox, actor % 2).id}`,
      { last_seen_at: new Date(Date.UTC(2026, 0, 1, 8, 0, at)).toISOString() },
    ),
  (sandbox, { a, user }, { at }) =>
    request(sandbox, 0, "PATCH", `/channels/${a}/members/${user}/notification_settings`, {
      mode: ["muted", "mentions", "unmuted"][at % 3],
    }),
  (sandbox, _, { actor, at }) =>
    at % 2
      ? request(sandbox, actor, "POST", "/channels", { name: `Channel ${at}` })
      : sandbox.addChannel({
          name: `Channel ${at}`,
          creator: userAt(sandbox, actor).id,
          members: [userAt(sandbox, 0).id],
        }),
  (sandbox, places, { at }) =>
    request(sandbox, 0, "PATCH", `/channels/${channelAt(sandbox, places, at, true)}`, {
      name: `Name ${at}`,
    }),
  (sandbox, places, { at }) => {
    const id = channelAt(sandbox, places, at, false);
    if (id === undefined) return undefined;
    const admin = sandbox.data.members.find((each) => each.channel === id && each.is_admin)?.member_id;
    return request(
      sandbox,
      sandbox.users.findIndex((user) => user.id === admin),
      "DELETE",
      `/channels/${id}`,
    );
  },
  (sandbox, _, { actor, at }) =>
    request(sandbox, actor, "POST", `/users/${userAt(sandbox, actor).id}/dm-channels`, {
      members: [userAt(sandbox, (actor + 1 + (at % 3)) % 4).id],
    }),
  (sandbox, places, { actor, at }) => {
    const channel = channelAt(sandbox, places, at, true) ?? places.a;
    const index = sandbox.data.conferences.findIndex((each) => each.channel_id === channel);
    const conference = sandbox.data.conferences[index];
    if (!conference) sandbox.addConference(channel, [userAt(sandbox, actor).id]);
    else if (at % 2) sandbox.data.conferences.splice(index, 1);
    else conference.participants = [userAt(sandbox, actor).id, userAt(sandbox, 0).id];
    touch(sandbox);
  },
  (sandbox, { a, b }, { at }) => {
    const own = sandbox.data.members.find(
      ({ channel: id, member_id: member }) => id !== a && id !== b && member === sandbox.users[0].id,
    );
    const free = sandbox.data.channels.find(
      ({ id, is_direct_message: isDirect }) =>
        !isDirect &&
        !sandbox.data.members.some((each) => each.channel === id && each.member_id === sandbox.users[0].id),
    );
    if (own && at % 2)
      return request(sandbox, 0, "DELETE", `/channels/${own.channel}/members/${own.member_id}`);
    return free && sandbox.addMember(free.id, sandbox.users[0].id);
  },
  (sandbox, _, { actor, at }) => {
    // Stands inside of members and messages, whose own version stays what it was.
    userAt(sandbox, actor).full_name = `User ${at}`;
    touch(sandbox);
  },
];

/** Does it, and whatever the service says. */
export async function perform(sandbox: Sandbox, places: Places, act: Act): Promise<void> {
  await acts[act.act % acts.length]?.(sandbox, places, act);
}

/** Edits by hand are noticed with the next call. */
export function touch(sandbox: Sandbox): void {
  sandbox.seed({ channels: 0, messages: 0 });
}

function editOrDelete(sandbox: Sandbox, _: Places, { at }: Act): unknown {
  const { messages } = sandbox.data;
  const message = messages[at % Math.max(1, messages.length)];
  const sender = sandbox.users.findIndex(({ id }) => id === message?.sender_id);
  if (!message || sender < 0) return undefined;
  const path = `/channels/${message.channel_id}/messages/${message.id}`;
  return at % 3
    ? request(sandbox, sender, "PATCH", path, { body: text(`Edit ${at}`) })
    : request(sandbox, sender, "DELETE", path);
}

function request(sandbox: Sandbox, actor: number, method: string, path: string, body?: object) {
  const as = sandbox.users[actor];
  return as && ask(sandbox, method, path, { as, ...(body && { body }) });
}

function roomAt({ a, b }: Places, at: number): string {
  return at % 2 ? a : b;
}

function channelAt({ data }: Sandbox, { a, b }: Places, at: number, withRooms: boolean): string | undefined {
  const channels = data.channels.filter(({ id }) => withRooms || (id !== a && id !== b));
  return channels[at % Math.max(1, channels.length)]?.id;
}
