import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scripted } from "./support/scripted-socket.js";
import { listen, setUp } from "./support/set-up.js";
import { fakeTime, turn } from "./support/time.js";

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

/** A loop over a channel's messages, one of them known, and a socket over which anything can be told. */
async function begin() {
  const { WebSocket, last } = scripted();
  const world = setUp({ WebSocket });
  const { sandbox, channel, realtime } = world;
  const known = structuredClone(sandbox.addMessage(channel.id, "known"));
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  last().open();
  await turn();
  const path = last().sent[0]?.params.channel ?? "";
  last().answer();
  await turn();
  const asked = sandbox.requests.length;
  const tell = async (action: string, resource: object, id?: string) => {
    last().tell(path, action, resource, id);
    await turn();
  };
  return { ...world, seen, known, path, tell, last, reads: () => sandbox.requests.slice(asked) };
}

test("changed merges only the changed attributes into the full resource", async () => {
  const { tell, seen, known, realtime } = await begin();
  const updated_at = "2026-01-01T09:00:00.000Z";
  await tell("changed", { is_edited: true, updated_at }, known.id);
  const resource = { ...known, is_edited: true, updated_at };
  expect(seen).toEqual([
    { action: "changed", id: known.id, changes: { is_edited: true, updated_at }, resource },
  ]);
  realtime.close();
});

test("a change for an unknown id reads the resource", async () => {
  const { tell, seen, sandbox, channel, realtime, reads } = await begin();
  const other = structuredClone(sandbox.addMessage(channel.id, "never told"));
  await tell("changed", { is_edited: false }, other.id);
  expect(reads().map(({ method, path }) => `${method} ${path}`)).toEqual([
    expect.stringMatching(`^GET .*/messages/${other.id}$`),
  ]);
  expect(seen).toMatchObject([{ id: other.id, resource: other }]);
  realtime.close();
});

test("late and duplicate frames do nothing", async () => {
  const { tell, seen, known, channel, sandbox, realtime } = await begin();
  const first = structuredClone(sandbox.addMessage(channel.id, "first"));
  await tell("added", first);
  const late = { is_edited: true, updated_at: first.updated_at };
  const newer = { body: { version: 3, chunks: [] }, updated_at: "2026-01-01T09:00:00.000Z" };
  await tell("changed", newer, first.id);
  Object.assign(sandbox.data.messages.find(({ id }) => id === first.id) ?? {}, newer);
  const before = [...seen];
  expect(before).toHaveLength(2);
  await tell("added", first);
  await tell("changed", newer, first.id);
  await tell("changed", late, first.id);
  await tell("changed", known, known.id);
  expect(seen).toEqual(before);
  sandbox.data.messages.pop();
  await tell("removed", {}, first.id);
  await tell("removed", {}, first.id);
  await tell("changed", newer, first.id);
  await tell("added", first);
  expect(seen.slice(2)).toEqual([{ action: "removed", id: first.id }]);
  realtime.close();
});

test.each([
  ["changed", { body: "no object" }],
  ["changed", { created_at: 5 }],
  ["added", { id: "?" }],
])("a frame that breaks its schema is not applied, but the item read: %s %j", async (action, resource) => {
  const { tell, seen, known, realtime, reads } = await begin();
  await tell(action, resource, known.id);
  expect(reads()).toHaveLength(1);
  expect(seen).toEqual([]);
  realtime.close();
});

test("unknown frames, actions, paths and fields are ignored", async () => {
  const { tell, seen, known, realtime, last, path, reads } = await begin();
  for (const frame of [
    "no JSON",
    "null",
    "[]",
    "5",
    {},
    { method: "ping" },
    { method: "change" },
    { method: "change", params: { channel: path, action: "archived", resource_id: known.id } },
    { method: "change", params: { channel: 5, action: "removed", resource_id: known.id } },
    { method: "change", params: { channel: `${path}/x`, action: "removed", resource_id: known.id } },
    { id: 9_999, result: {} },
    { id: "1", error: { code: 403 } },
  ]) {
    last().say(frame);
  }
  await turn();
  expect(seen).toEqual([]);
  expect(reads()).toEqual([]);
  expect(realtime.status).toBe("open");
  await tell("changed", { is_edited: true, mood: "new", updated_at: "2026-01-01T09:00:00.000Z" }, known.id);
  expect(seen).toMatchObject([{ action: "changed", id: known.id }]);
  realtime.close();
});

test("what is told after the service's word is handed over, although the first reading knows it already", async () => {
  const { WebSocket, last } = scripted();
  const { sandbox, channel, realtime } = setUp({ WebSocket });
  const { seen } = listen(realtime.messages(channel.id));
  await turn();
  last().open();
  await turn();
  const path = last().sent[0]?.params.channel ?? "";
  sandbox.addMessage(channel.id, "before");
  const message = sandbox.addMessage(channel.id, "after");
  last().answer();
  last().tell(path, "added", message);
  await turn();
  expect(seen).toEqual([{ action: "added", id: message.id, resource: message }]);
  realtime.close();
});

test("members and conferences go by their own identity attribute", async () => {
  const { sandbox, channel, realtime } = setUp({}, { users: 2 });
  const member = sandbox.users[1]?.id ?? "";
  const members = realtime.members(channel.id).collection();
  const conferences = realtime.conferences(sandbox.users[0].id).collection();
  await Promise.all([members.ready, conferences.ready]);
  const loops = [listen(realtime.members(channel.id)), listen(realtime.conferences(sandbox.users[0].id))];
  await turn();
  sandbox.addMember(channel.id, member);
  sandbox.addConference(channel.id);
  sandbox.addUser();
  await turn();
  const [joined, begun] = loops.map(({ seen }) => seen[0]);
  expect(joined).toMatchObject({ action: "added", id: member });
  expect(begun).toMatchObject({ action: "added", id: channel.id });
  expect(members.items).toHaveLength(2);
  expect(conferences.items).toHaveLength(1);
  realtime.close();
});
