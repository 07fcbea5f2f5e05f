import { message, PubClient, toPlainText } from "@giosg/pub-sdk";
import { parseText } from "@giosg/pub-sdk/linkify";
import { hrefOf } from "@giosg/pub-sdk/message";

/** What an application does with the SDK on its page, with what came of it. */
export async function tour(parameters: URLSearchParams) {
  const parameter = (name: string) => parameters.get(name) ?? "";
  const channelId = parameter("channelId");
  const pub = new PubClient({
    organizationId: parameter("organizationId"),
    token: parameter("token"),
    baseUrl: parameter("baseUrl"),
  });
  const typed = "Notes: https://example.com/notes";
  const chunks = parseText(typed);
  const content = chunks.reduce((built, chunk) => built.chunk(chunk), message());
  const sent = await pub.messages.create(channelId, content);
  const texts: string[] = [];
  for await (const received of pub.messages.list(channelId, { ordering: "created_at" })) {
    texts.push(toPlainText(received));
  }
  const refused = await pub.channels.retrieve("../admin").catch(String);
  return {
    isWorker: typeof document === "undefined",
    isSecureContext,
    hasRandomUuid: "randomUUID" in crypto,
    sentId: sent.id,
    texts,
    hrefs: chunks.flatMap((chunk) => hrefOf(chunk) ?? []),
    refused,
  };
}

/** What the page says of it. */
export type Tour = Awaited<ReturnType<typeof tour>>;
