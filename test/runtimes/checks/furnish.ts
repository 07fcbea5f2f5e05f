import type { Sandbox } from "@giosg/pub-sdk/testing";

export const furnishedMessages = 8;

/** Puts something into a sandbox that each call can find: the same each time. */
export function furnish(sandbox: Sandbox): { readonly id: string } {
  const others = sandbox.users.slice(1).map(({ id }) => id);
  const channel = sandbox.addChannel({ name: "Furnished", members: others });
  for (let count = 1; count <= furnishedMessages; count++) sandbox.addMessage(channel.id, `Message ${count}`);
  const status = { is_connected: true, is_watchable: true, seconds_until_watchable: 0 };
  sandbox.addStream(channel.id, { status, viewer_count: 7 });
  sandbox.addRecordedStream(channel.id);
  sandbox.addConference(channel.id, others);
  return channel;
}
