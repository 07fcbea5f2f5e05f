import { PubClient, type PubClientOptions, toPlainText } from "@giosg/pub-sdk";
import { PubRealtime } from "@giosg/pub-sdk/realtime";

/** What the test gives to the page before it begins. */
export interface Given {
  readonly options: PubClientOptions;
  readonly channelId: string;
  readonly url: string;
  readonly verifyMs: number;
}

/** What has happened, in words, for the test to look at. */
export interface Told {
  readonly told: string[];
}

const { options, channelId, url, verifyMs } = globalThis as unknown as Given;
const { told } = Object.assign(globalThis, { told: [] as string[] });

// The browser's own WebSocket and fetch.
const realtime = new PubRealtime(new PubClient(options), {
  url,
  verifyMs,
  hooks: { stale: () => told.push("stale") },
});
realtime.onStatus((status) => told.push(status));
for await (const change of realtime.messages(channelId)) {
  told.push(change.action === "added" ? toPlainText(change.resource) : change.action);
}
told.push("over");
