import type { SandboxServer } from "../listen/listen.js";
import type { Sandbox } from "../sandbox.js";

/** What is to be known of a sandbox that listens, to use it. */
export function welcome(sandbox: Sandbox, { url: baseUrl, socketUrl }: SandboxServer): string {
  const { organizationId, users, data } = sandbox;
  const channels = data.channels.filter((channel) => !channel.is_direct_message);
  const names = [...users.map((user) => user.full_name), ...channels.map((channel) => channel.name)];
  const width = Math.max(...names.map(({ length }) => length));
  const row = (name: string, ...rest: readonly string[]) => ["", name.padEnd(width), ...rest].join("  ");
  const collection = `${baseUrl}/api/pub/v1/orgs/${organizationId}/channels`;
  const authorization = `-H "Authorization: Token ${users[0].token}"`;
  const payload = '{"body": {"version": 3, "chunks": [{"type": "text", "text": "Hello!"}]}}';
  return [
    "The Pub sandbox is listening. It lives in memory: Ctrl-C ends it, and what it holds.",
    "",
    `Base URL:      ${baseUrl}`,
    `Socket URL:    ${socketUrl}`,
    `Organization:  ${organizationId}`,
    "",
    "Users, with id and token:",
    ...users.map(({ full_name, id, token }) => row(full_name, id, token)),
    "",
    "Channels, with id:",
    ...channels.map(({ name, id }) => row(name, id)),
    "",
    "Try:",
    `  curl ${authorization} \\`,
    `    "${collection}"`,
    `  curl ${authorization} -H "Content-Type: application/json" \\`,
    `    -d '${payload}' \\`,
    `    "${collection}/${channels[0]?.id ?? ""}/messages"`,
    "",
  ].join("\n");
}
