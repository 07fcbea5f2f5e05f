import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { text, userAt } from "./ask.js";
import { pathOf, socketDoors } from "./sockets-client.js";
import { openRoom, type Room } from "./sockets-room.js";

describe.each(socketDoors)("what changes, over %s", (_, openDoor) => {
  let sandbox: Room["sandbox"];
  let door: Room["door"];
  let me: Room["me"];
  let other: Room["other"];
  let third: Room["third"];
  let channel: Room["channel"];
  let room: Room["room"];
  let watch: Room["watch"];
  let write: Room["write"];
  beforeEach(async () => {
    ({ sandbox, door, me, other, third, channel, room, watch, write } = await openRoom(openDoor));
  });
  afterEach(() => door.close());
  const change = (below: string, action: string, resource_id: string | undefined, resource?: unknown) => ({
    channel: pathOf(sandbox, below),
    action,
    resource_id,
    ...(resource !== undefined && { resource }),
  });

  test("of messages: new ones, edits with what they change, deleted ones that stay", async () => {
    const path = `${room}/messages`;
    for (let count = 0; count < 3; count++) sandbox.addMessage(channel.id);
    const client = await watch(path);
    const message = sandbox.addMessage(channel.id, { sender_id: me.id });
    const { id } = message;
    expect(await client.news()).toEqual([change(path, "added", id, message)]);
    await write("PATCH", `${path}/${id}`, { body: text("Bye") });
    const edited = { body: text("Bye"), is_edited: true, updated_at: message.updated_at };
    expect(await client.news()).toEqual([change(path, "changed", id, edited)]);
    await write("DELETE", `${path}/${id}`);
    const deleted = { body: {}, type: "deleted", updated_at: message.updated_at };
    expect(await client.news()).toEqual([change(path, "changed", id, deleted)]);
    await write("DELETE", `${path}/${id}`);
    expect(await client.news()).toEqual([]);
    sandbox.data.messages.splice(sandbox.data.messages.indexOf(message), 1);
    await write("GET", "/channels");
    expect(await client.news()).toEqual([change(path, "removed", id)]);
  });

  test("of members, who are known by their user's id", async () => {
    const path = `${room}/members`;
    const client = await watch(path);
    const resource = await write("POST", path, { member_id: third.id });
    expect(await client.news()).toEqual([change(path, "added", third.id, resource)]);
    await write("PATCH", `${path}/${third.id}`, { is_admin: true });
    const { updated_at } = sandbox.data.members.at(-1) ?? {};
    expect(await client.news()).toEqual([change(path, "changed", third.id, { is_admin: true, updated_at })]);
    // An unread count is no edit: `updated_at` stays, and is not told.
    await write("POST", `${room}/messages`, { body: text("Hi") });
    expect(await client.news()).toEqual([
      change(path, "changed", other.id, { unread_message_count: 1 }),
      change(path, "changed", third.id, { unread_message_count: 1 }),
    ]);
    await write("DELETE", `${path}/${third.id}`);
    expect(await client.news()).toEqual([change(path, "removed", third.id)]);
  });

  test("of channels: the latest message, names, those that are gone", async () => {
    const client = await watch("/channels");
    const single = await watch(room);
    const created = sandbox.addChannel({ name: "Releases" });
    sandbox.addDmChannel([userAt(sandbox, 0).id, userAt(sandbox, 1).id]);
    expect(await client.news()).toEqual([change("/channels", "added", created.id, created)]);
    const message = sandbox.addMessage(channel.id);
    const latest = { latest_message: message, latest_message_created_at: message.created_at };
    expect(await client.news()).toEqual([change("/channels", "changed", channel.id, latest)]);
    expect(await single.news()).toEqual([change(room, "changed", channel.id, latest)]);
    await write("PATCH", `${room}/messages/${message.id}`, { body: text("Edited") });
    // The attribute comes whole.
    const edited = [change("/channels", "changed", channel.id, { latest_message: message })];
    expect(await client.news()).toEqual(edited);
    await write("DELETE", room);
    expect(await client.news()).toEqual([change("/channels", "removed", channel.id)]);
    expect((await single.news()).slice(1)).toEqual([change(room, "removed", channel.id)]);
  });

  test("of joined channels, with what is unread to the user of the path", async () => {
    const path = `/users/${other.id}/joined-channels`;
    const client = await watch(path);
    const message = sandbox.addMessage(channel.id, { sender_id: me.id });
    expect(await client.news()).toEqual([
      change(path, "changed", channel.id, {
        latest_message: message,
        latest_message_created_at: message.created_at,
        unread_message_count: 1,
      }),
    ]);
    await write("PATCH", `${room}/members/${other.id}`, { last_seen_at: message.created_at }, other);
    expect(await client.news()).toEqual([change(path, "changed", channel.id, { unread_message_count: 0 })]);
    await write("DELETE", `${room}/members/${other.id}`, undefined, other);
    expect(await client.news()).toEqual([change(path, "removed", channel.id)]);
    await write("POST", `${room}/members`, { member_id: other.id }, other);
    expect(await client.news()).toMatchObject([
      change(path, "added", channel.id, { member_count: 2, unread_message_count: 0 }),
    ]);
  });

  test("of direct messages", async () => {
    const path = `/users/${other.id}/dm-channels`;
    const client = await watch(path);
    const body = { members: [other.id] };
    const created = await write("POST", `/users/${me.id}/dm-channels`, body);
    const [{ id } = { id: "" }] = sandbox.data.channels.slice(-1);
    expect(await client.news()).toEqual([change(path, "added", id, created)]);
    const message = sandbox.addMessage(id);
    expect(await client.news()).toMatchObject([change(path, "changed", id, { latest_message: message })]);
    await write("DELETE", `/channels/${id}`);
    expect(await client.news()).toEqual([change(path, "removed", id)]);
  });

  test("of conferences, which are known by their channel's id", async () => {
    const path = `/users/${me.id}/active_conferences`;
    const client = await watch(path);
    const conference = sandbox.addConference(channel.id, [userAt(sandbox, 1).id]);
    const resource = { channel_id: channel.id, participant_count: 1, joined: false };
    expect(await client.news()).toEqual([change(path, "added", channel.id, resource)]);
    conference.participants.push(userAt(sandbox, 0).id);
    sandbox.addUser();
    const joined = { participant_count: 2, joined: true };
    expect(await client.news()).toEqual([change(path, "changed", channel.id, joined)]);
    sandbox.data.conferences.length = 0;
    sandbox.seed({ channels: 0, messages: 0 });
    expect(await client.news()).toEqual([change(path, "removed", channel.id)]);
  });

  test("of notification settings", async () => {
    const path = `${room}/members/${other.id}/notification_settings`;
    const client = await watch(path);
    const settings = sandbox.data.notificationSettings.find(
      (each) => each.user_id === other.id && each.channel === channel.id,
    );
    await write("PATCH", path, { mode: "muted" });
    const muted = { mode: "muted", updated_at: settings?.updated_at };
    expect(await client.news()).toEqual([change(path, "changed", settings?.id, muted)]);
    await write("DELETE", `${room}/members/${other.id}`);
    expect(await client.news()).toEqual([change(path, "removed", settings?.id)]);
    sandbox.addMember(channel.id, userAt(sandbox, 1).id);
    const again = sandbox.data.notificationSettings.at(-1);
    expect(await client.news()).toEqual([change(path, "added", again?.id, again)]);
  });

  test("ends in sight: a channel that is made private, and one that is left", async () => {
    const paths = ["/channels", room, `${room}/messages`];
    const message = sandbox.addMessage(channel.id);
    const clients = await Promise.all(paths.map((path) => watch(path, third)));
    await write("PATCH", room, { is_private: true });
    const gone = [channel.id, channel.id, message.id];
    for (const [index, client] of clients.entries()) {
      expect(await client.news()).toEqual([change(paths[index] ?? "", "removed", gone[index])]);
    }
    const unseen = sandbox.addMessage(channel.id);
    for (const client of clients) expect(await client.news()).toEqual([]);
    sandbox.addMember(channel.id, userAt(sandbox, 2).id);
    for (const [index, client] of clients.entries()) {
      const news = await client.news();
      expect(news.map(({ action }) => action)).toEqual(index === 2 ? ["added", "added"] : ["added"]);
      if (index === 2) expect(news.at(-1)).toEqual(change(paths[2] ?? "", "added", unseen.id, unseen));
    }
  });

  test("what is gone is told first, then the others in their order", async () => {
    const client = await watch(`${room}/messages`);
    const [a, b] = [sandbox.addMessage(channel.id), sandbox.addMessage(channel.id)];
    await client.news();
    sandbox.data.messages.splice(sandbox.data.messages.indexOf(b), 1);
    a.is_edited = true;
    const c = sandbox.addMessage(channel.id);
    expect((await client.news()).map(({ action, resource_id }) => [action, resource_id])).toEqual([
      ["removed", b.id],
      ["changed", a.id],
      ["added", c.id],
    ]);
  });
});
