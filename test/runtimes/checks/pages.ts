import { PubResponseError } from "@giosg/pub-sdk";
import { furnishedMessages } from "./furnish.ts";
import { check, equal, failure, ok } from "./suite.ts";
import { inMemory, overHttp } from "./world.ts";

const all = Array.from({ length: furnishedMessages }, (_, index) => `Message ${index + 1}`);
const textOf = ({ body }: { readonly body: object }) =>
  (body as { chunks: [{ text: string }] }).chunks[0].text;

check("pages over HTTP: every item of every page, in order", async (at) => {
  const world = overHttp(at, "pages");
  const texts: string[] = [];
  for await (const sent of world.client().messages.list(world.channelId, { ordering: "created_at" })) {
    texts.push(textOf(sent));
  }
  equal(texts, all);
  equal((await world.told()).requests.length, 3, "the number of requests");
});

check("pages in memory: every item of every page, in order", async () => {
  const world = inMemory();
  const list = world.client().messages.list(world.channelId, { ordering: "created_at" });
  equal((await list.toArray({ limit: Number.POSITIVE_INFINITY })).map(textOf), all);
});

check("pages: page by page, there and back, and on from a stored URL", async (at) => {
  const world = overHttp(at, "pages");
  const { messages } = world.client();
  const sizes: number[] = [];
  for await (const page of messages.list(world.channelId).pages()) sizes.push(page.results.length);
  equal(sizes, [3, 3, 2]);
  const first = await messages.list(world.channelId).firstPage();
  const second = await first.nextPage();
  equal((await second?.previousPage())?.results, first.results, "the page before the second");
  const rest = await messages.list(world.channelId, { from: first.next }).toArray({ limit: 99 });
  equal(rest.length, furnishedMessages - first.results.length);
});

check("pages: no more requests than a limit needs", async (at) => {
  const world = overHttp(at, "pages");
  equal((await world.client().messages.list(world.channelId).toArray({ limit: 3 })).length, 3);
  equal((await world.told()).requests.length, 1, "the number of requests");
});

check("pages: leaving the loop aborts the request that is under way", async (at) => {
  const world = overHttp(at, "stalled-page");
  let count = 0;
  for await (const _ of world.client().messages.list(world.channelId)) {
    count += 1;
    if (count < 6) continue;
    await world.stalled();
    break;
  }
  await world.gone();
  equal((await world.told()).requests.length, 3, "the number of requests");
});

check("pages: a next on another host is asked for on the own one", async (at) => {
  const world = overHttp(at, "foreign-next");
  const texts = await world.client().messages.list(world.channelId).toArray({ limit: 99 });
  equal(texts.length, furnishedMessages);
  equal((await world.told()).elsewhere, 0, "the number of requests that went elsewhere");
});

check("pages: a circle ends in an error", async (at) => {
  const world = overHttp(at, "circle");
  const list = world.client().messages.list(world.channelId);
  const error = await failure(list.toArray({ limit: 1_000 }), PubResponseError);
  ok(error.issues.length > 0, "the error says what is wrong");
});
