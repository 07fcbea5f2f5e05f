import { PubConnectionError, toPlainText } from "@giosg/pub-sdk";
import { check, equal, failure } from "./suite.ts";
import { type HttpWorld, overHttp } from "./world.ts";

const text = "Only once 🎉";
const body = { version: 3, chunks: [{ type: "text", text }] } as const;

// Once and twice: some runtimes repeat a request by themselves, before the SDK does.
for (const [scenario, when] of [
  ["lost-once", "before its answer"],
  ["lost-twice", "twice before its answer"],
  ["lost-in-body-twice", "in the middle of its answer"],
] as const) {
  check(`sends: a message whose connection is cut ${when} is there once`, async (at) => {
    const world = overHttp(at, scenario);
    equal(toPlainText(await world.client().messages.create(world.channelId, text)), text);
    await isThereOnce(world);
  });
}

check("sends: a failed one names its id, and sending again under it is safe", async (at) => {
  const world = overHttp(at, "lost");
  const { messages } = world.client({ maxRetries: 0 });
  const error = await failure(messages.create(world.channelId, text), PubConnectionError);
  equal(error.outcome, "unknown");
  await world.mend();
  const { messageId: id = "" } = error;
  equal((await messages.create(world.channelId, { id, body })).id, id);
  await isThereOnce(world);
});

check("sends: a channel whose answer is lost is not sent again", async (at) => {
  const world = overHttp(at, "lost");
  const attempts: unknown[] = [];
  const pub = world.client({ hooks: { request: (event) => attempts.push(event) } });
  const error = await failure(pub.channels.create({ name: "Once" }), PubConnectionError);
  equal([error.outcome, attempts.length], ["unknown", 1]);
});

check("sends: a delete whose answer is lost has succeeded", async (at) => {
  const world = overHttp(at, "lost-twice");
  equal(await world.client().channels.delete(world.channelId), undefined);
});

async function isThereOnce(world: HttpWorld): Promise<void> {
  const { texts } = await world.told();
  equal(texts.filter((found) => found === text).length, 1, "the number of messages");
}
