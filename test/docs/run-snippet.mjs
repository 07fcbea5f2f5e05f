// Runs one snippet as it stands, against the sandbox: node run-snippet.mjs <file>
import { message, PubClient } from "@giosg/pub-sdk";
import { createSandbox } from "@giosg/pub-sdk/testing";

const sandbox = createSandbox();
const { organizationId } = sandbox;
const [{ id: userId, token }, { id: otherUserId }] = sandbox.users;

globalThis.fetch = sandbox.fetch;
const pub = new PubClient({ organizationId, token });
const channel = await pub.channels.create({
  name: "Snippets",
  members: [otherUserId],
});
const channelId = channel.id;
const received = await pub.messages.create(channelId, message("See ").link("https://example.com").text("!"));
const { id: dmChannelId } = await pub.dmChannels.create(userId, {
  members: [otherUserId],
});
const signIn = async () => token;
const messageId = received.id;

Object.assign(globalThis, {
  ...{
    pub,
    organizationId,
    token,
    channelId,
    dmChannelId,
    messageId,
    userId,
    otherUserId,
    received,
  },
  ...{ message, sandbox, signIn },
});
await import(process.argv[2] ?? "");
