import fc from "fast-check";
import { expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/testing/index.js";
import { ask, text, userAt } from "./ask.js";
import { type Change, pathOf, SocketClient } from "./sockets-client.js";

type Rows = Map<string, Readonly<Record<string, unknown>>>;

/** One of what users do, and of what is done by hand; which, to what and by whom the numbers say. */
const step = fc.record({ act: fc.nat(), actor: fc.nat(), at: fc.nat(), to: fc.nat() });
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const acts: readonly ((sandbox: Sandbox, step: Step) => unknown)[] = [
  (sandbox, { actor, at }) =>
    request(sandbox, actor, "POST", `/channels/${channelAt(sandbox, at)}/messages`, {
      body: text(`Message ${at}`),
      notify_channel: at % 2 === 0,
    }),
  (sandbox, { actor, at }) => {
    const message = sandbox.data.messages[at % Math.max(1, sandbox.data.messages.length)];
    const path = `/channels/${message?.channel_id}/messages/${message?.id}`;
    const body = { body: text(`Edit ${at}`) };
    return at % 3 ? request(sandbox, actor, "PATCH", path, body) : request(sandbox, actor, "DELETE", path);
  },
  (sandbox, { actor, at, to }) =>
    request(sandbox, actor, "POST", `/channels/${channelAt(sandbox, at)}/members`, {
      member_id: idAt(sandbox, to),
    }),
  (sandbox, { actor, at, to }) =>
    request(sandbox, actor, "DELETE", `/channels/${channelAt(sandbox, at)}/members/${idAt(sandbox, to)}`),
  (sandbox, { actor, at, to }) =>
    request(sandbox, actor, "PATCH", `/channels/${channelAt(sandbox, at)}/members/${idAt(sandbox, to)}`, {
      last_seen_at: "2026-01-01T08:00:20.000Z",
    }),
  (sandbox, { actor, at, to }) =>
    request(
      sandbox,
      actor,
      "PATCH",
      `/channels/${channelAt(sandbox, at)}/members/${idAt(sandbox, to)}/notification_settings`,
      { mode: ["muted", "mentions", "unmuted"][at % 3] },
    ),
  (sandbox, { actor, at }) =>
    request(sandbox, actor, "PATCH", `/channels/${channelAt(sandbox, at)}`, {
      is_private: at % 2 === 0,
      name: `Name ${at}`,
    }),
  (sandbox, { actor, to }) =>
    request(sandbox, actor, "POST", `/users/${idAt(sandbox, actor)}/dm-channels`, {
      members: [idAt(sandbox, to)],
    }),
  (sandbox, { actor, at, to }) =>
    to % 4 === 0
      ? request(sandbox, actor, "DELETE", `/channels/${channelAt(sandbox, at)}`)
      : request(sandbox, actor, "POST", "/channels", { name: `Channel ${at}` }),
  (sandbox, { at, to }) => {
    const channel = channelAt(sandbox, at);
    const conference = sandbox.data.conferences.find((each) => each.channel_id === channel);
    if (conference) conference.participants = [idAt(sandbox, to)];
    else if (sandbox.data.channels.length > 0) sandbox.addConference(channel);
  },
  (sandbox, { at, to }) => {
    userAt(sandbox, to % 3).full_name = `User ${at}`;
    const message = sandbox.data.messages[at];
    if (message) sandbox.data.messages.splice(at, 1, { ...message, is_edited: true });
    sandbox.data.conferences.splice(to % 5, 1);
  },
];

test("the changes, applied to what was there, give what is there, for every path and whoever writes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const sandbox = createSandbox({ pageSize: 3 });
      for (const user of sandbox.users) sandbox.addChannel({ creator: user.id });
      sandbox.seed({ channels: 1, messages: 4, dmChannels: 1, conferences: 1 });
      const door = { url: sandbox.socketUrl, WebSocket: sandbox.WebSocket, close: async () => {} };
      const watches = await Promise.all(sandbox.users.map((_, index) => watchAll(sandbox, index, door)));
      for (const { act, ...rest } of steps) await acts[act % acts.length]?.(sandbox, { act, ...rest });
      // What was done by hand last is noticed with this.
      sandbox.addUser();
      for (const { client, index, seen } of watches) {
        for (const change of await client.news()) apply(seen, change);
        for (const [path, rows] of seen) {
          expect(sorted(rows), path).toEqual(sorted(await read(sandbox, index, path)));
        }
      }
    }),
    { numRuns: 100 },
  );
});

async function watchAll(sandbox: Sandbox, index: number, door: Parameters<typeof SocketClient.open>[0]) {
  const user = userAt(sandbox, index);
  const client = await SocketClient.open(door, user);
  const { organizationId: _, data } = sandbox;
  const below = [
    "/channels",
    `/users/${user.id}/joined-channels`,
    `/users/${user.id}/dm-channels`,
    `/users/${user.id}/active_conferences`,
    ...data.channels.flatMap(({ id }) => [
      `/channels/${id}`,
      `/channels/${id}/messages`,
      `/channels/${id}/members`,
      `/channels/${id}/members/${user.id}/notification_settings`,
    ]),
  ];
  const seen = new Map<string, Rows>();
  for (const each of below) {
    const path = pathOf(sandbox, each);
    const { error } = await client.sub(path, user);
    if (!error) seen.set(path, await read(sandbox, index, path));
  }
  return { client, index, seen };
}

/** Everything that GET shows, page by page. */
async function read(sandbox: Sandbox, index: number, path: string): Promise<Rows> {
  const rows: Rows = new Map();
  let next: string | null = path;
  while (next !== null) {
    const { status, body } = await ask(sandbox, "GET", next, { as: userAt(sandbox, index) });
    const page = body as { results?: Record<string, unknown>[]; next?: string | null };
    if (status === 200) for (const row of page.results ?? [{ ...page }]) rows.set(identity(path, row), row);
    next = page.next ?? null;
  }
  return rows;
}

function identity(path: string, row: Readonly<Record<string, unknown>>): string {
  if (path.endsWith("/members")) return String(row.member_id);
  return String(path.endsWith("/active_conferences") ? row.channel_id : row.id);
}

function apply(seen: ReadonlyMap<string, Rows>, { channel, action, resource_id: id, resource = {} }: Change) {
  const rows = seen.get(channel);
  expect(rows?.has(id), `${action} at ${channel}`).toBe(action !== "added");
  if (action === "removed") rows?.delete(id);
  else rows?.set(id, { ...rows.get(id), ...resource });
}

function sorted(rows: Rows) {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

function request(sandbox: Sandbox, actor: number, method: string, path: string, body?: object) {
  return ask(sandbox, method, path, { as: userAt(sandbox, actor % 3), body });
}

function channelAt({ data }: Sandbox, at: number): string {
  return data.channels[at % Math.max(1, data.channels.length)]?.id ?? "";
}

function idAt(sandbox: Sandbox, at: number): string {
  return userAt(sandbox, at % 3).id;
}
