// Types that the compiler has to write into an application's own declarations, without the application naming them.
import { chunksOf, message, PubClient } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { isKnownChunk } from "@giosg/pub-sdk/message";
import { PubRealtime } from "@giosg/pub-sdk/realtime";
import { MessageSchema, pageSchema } from "@giosg/pub-sdk/schemas";
import { createSandbox } from "@giosg/pub-sdk/testing";

export const sandbox = createSandbox();
export const seeded = sandbox.seed();
export const asked = sandbox.requests;
export const pub = new PubClient({ organizationId: sandbox.organizationId, fetch: sandbox.fetch });
export const resources = { ...pub };
export const channels = pub.channels.list();
export const pages = pub.messages.list("").pages();
export const content = message("Hello");
export const payload = content.toPayload();
export const body = content.toBody();
export const chunks = parseText("Hello");
export const schema = MessageSchema;
export const schemaOfPages = pageSchema(MessageSchema);
export const known = chunksOf(payload.body).filter(isKnownChunk);
export const connect = (...options: ConstructorParameters<typeof PubClient>) => new PubClient(...options);
export const send = (...[channelId, text]: Parameters<typeof pub.messages.create>) =>
  pub.messages.create(channelId, text);
export const realtime = new PubRealtime(pub, { url: sandbox.socketUrl, WebSocket: sandbox.WebSocket });
export const watch = realtime.messages("");
export const changes = watch[Symbol.asyncIterator]();
export const live = realtime.members("").collection();
export const sockets = { ...sandbox.sockets };
