import { type Message, PubClient } from "@giosg/pub-sdk";
import { type LiveCollection, PubRealtime, type PubRealtimeOptions } from "@giosg/pub-sdk/realtime";
import { check, equal, type Runtime } from "./suite.ts";
import { overHttp } from "./world.ts";

/** A service with sockets. */
interface Sockets {
  readonly baseUrl: string;
  readonly socketUrl: string;
  readonly organizationId: string;
  readonly token: string;
}

check("real time: over a socket of the runtime's own", async (at: Runtime) => {
  const answer = await fetch(`${at.origin}/sockets`);
  const { baseUrl, socketUrl, organizationId, token } = (await answer.json()) as Sockets;
  const pub = new PubClient({ organizationId, token, baseUrl });
  const { id: channelId } = await pub.channels.create({ name: "Real time" });
  const realtime = await followed(pub, channelId, { url: socketUrl });
  equal(realtime.status, "closed");
});

check("real time: by asking again and again", async (at: Runtime) => {
  const world = overHttp(at);
  await followed(world.client(), world.channelId, { pollMs: 1_000 });
});

/** Follows a channel until it was told of what is written. */
async function followed(
  pub: PubClient,
  channelId: string,
  options: PubRealtimeOptions,
): Promise<PubRealtime> {
  const realtime = new PubRealtime(pub, options);
  const live = realtime.messages(channelId).collection();
  await live.ready;
  const { id } = await pub.messages.create(channelId, "Good night");
  await shows(live, id);
  realtime.close();
  equal(live.status, "closed");
  return realtime;
}

function shows(live: LiveCollection<Message>, id: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (live.items[0]?.id === id) resolve();
    };
    live.subscribe(look);
    look();
  });
}
