const { PubClient, PubError, PubInputError, PubNotFoundError, toPlainText } = require("@giosg/pub-sdk");
const { parseText } = require("@giosg/pub-sdk/linkify");
const { chunksOf, hrefOf, message } = require("@giosg/pub-sdk/message");
const { PubRealtime } = require("@giosg/pub-sdk/realtime");
const { MessageSchema } = require("@giosg/pub-sdk/schemas");
const { createSandbox } = require("@giosg/pub-sdk/testing");

function start() {
  const sandbox = createSandbox({ pageSize: 2 });
  const pub = new PubClient({
    organizationId: sandbox.organizationId,
    token: sandbox.users[0].token,
    baseUrl: sandbox.url,
    fetch: sandbox.fetch,
  });
  return { sandbox, pub };
}

test("sends what the builder and the linkifier made, and reads it back", async () => {
  const { sandbox, pub } = start();
  const channel = await pub.channels.create({ name: "Releases", description: "What is out" });
  let content = message("Release is out: ");
  for (const chunk of parseText("see www.giosg.com, not README.md")) content = content.chunk(chunk);
  const sent = await pub.messages.create(channel.id, content);

  expect(toPlainText(sent)).toBe("Release is out: see www.giosg.com, not README.md");
  expect(chunksOf(sent).map(hrefOf)).toContain("https://www.giosg.com");
  expect(MessageSchema.safeParse(sent).success).toBe(true);
  expect(sandbox.requests.map(({ method, status }) => [method, status])).toEqual([
    ["POST", 201],
    ["POST", 201],
  ]);
});

test("walks the pages of a list", async () => {
  const { sandbox, pub } = start();
  const { channels, messages } = sandbox.seed({ channels: 1, messages: 7 });
  const received = [];
  for await (const { id } of pub.messages.list(channels[0].id, { ordering: "created_at" })) received.push(id);
  expect(received).toEqual(messages.map(({ id }) => id));
});

test("is told of what is written, with faked timers", async () => {
  jest.useFakeTimers();
  try {
    const { sandbox, pub } = start();
    const channel = sandbox.addChannel({ name: "Releases" });
    const realtime = new PubRealtime(pub, { url: sandbox.socketUrl, WebSocket: sandbox.WebSocket });
    const live = realtime.messages(channel.id).collection();
    await live.ready;
    const heard = jest.fn();
    live.subscribe(heard);
    const { id } = await pub.messages.create(channel.id, "Good night");
    await jest.advanceTimersByTimeAsync(0);
    expect(heard).toHaveBeenCalled();
    expect(live.items).toMatchObject([{ id }]);
    realtime.close();
    expect(live.status).toBe("closed");
    await jest.advanceTimersByTimeAsync(0);
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});

test("tells errors apart", async () => {
  const { sandbox, pub } = start();
  const missing = pub.channels.retrieve(sandbox.organizationId);
  await expect(missing).rejects.toBeInstanceOf(PubNotFoundError);
  await expect(missing).rejects.toMatchObject({
    name: "PubNotFoundError",
    status: 404,
    outcome: "no_effect",
  });
  expect(() => message("").link("javascript:alert(1)")).toThrow(PubInputError);
  expect(PubError.is(await missing.catch((error) => error))).toBe(true);
});

test("works with faked timers", async () => {
  jest.useFakeTimers();
  try {
    const { sandbox, pub } = start();
    const channel = await pub.channels.create({ name: "Releases" });
    expect(sandbox.data.channels).toHaveLength(1);
    expect(channel.name).toBe("Releases");
  } finally {
    jest.useRealTimers();
  }
});
