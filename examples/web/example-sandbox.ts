import { chunksOf, message } from "@giosg/pub-sdk/message";
import { createSandbox, type Sandbox } from "@giosg/pub-sdk/testing";

const minuteMs = 60_000;

/** A service in memory where people have been chatting: some channels, a long one among them, and something unread. */
export function exampleSandbox(pageUrl: string): Sandbox {
  const sandbox = createSandbox({ now: () => new Date() });
  const [long] = sandbox.seed({ channels: 1, members: 8, messages: 400 }).channels;
  sandbox.seed({ channels: 5, members: 8, messages: 140 });
  if (long) addRarities(sandbox, long.id);
  sandbox.addChannel({ name: "Quiet room", description: "Nobody has said anything yet" });
  // Nobody serves the pictures that are made up. This page does.
  for (const chunk of sandbox.data.messages.flatMap(chunksOf)) {
    if (chunk.type === "image") chunk.url = `${pageUrl}/illustration.svg`;
  }
  return sandbox;
}

/** What is seldom written, and has to be shown all the same. */
function addRarities(sandbox: Sandbox, channelId: string): void {
  const [me, maija] = sandbox.users;
  const sender_id = maija?.id ?? me.id;
  const kinds = [
    { body: { version: 1, message: "Written by a client of the first days." } },
    { type: "call_request", body: { version: 1 } },
    { type: "deleted", body: {} },
    {
      type: "reporting",
      sender_id: undefined,
      body: { version: 1, title: "42 chats yesterday, 38 of them rated" },
    },
    { type: "hologram", body: { version: 9 } },
    { body: { version: 3, chunks: [{ type: "poll", title: "Lunch?" }] } },
    { body: { version: 3, chunks: [{ type: "link", kind: "url", text: "javascript:alert(1)" }] } },
    {
      body: message("The picture for the front page, and the text:")
        .image("https://cdn.example.com/front.png")
        .file({ url: "https://cdn.example.com/front-page.docx", name: "front-page.docx", size: 48_213 })
        .toBody(),
    },
    { body: message("Everything of this week is in here: ").link("www.giosg.com").toBody(), is_edited: true },
  ];
  for (const [index, kind] of kinds.entries()) {
    const created_at = new Date(Date.now() - (kinds.length - index) * minuteMs);
    sandbox.addMessage(channelId, { sender_id, created_at, ...kind });
  }
}

/** Lets somebody write something every now and then; the answered function ends it. */
export function chatter(sandbox: Sandbox, everyMs: number): () => void {
  const [, ...others] = sandbox.users;
  let turn = 0;
  const timer = setInterval(() => {
    const channel = sandbox.data.channels[turn % 6];
    const sender = others[turn % others.length];
    turn += 1;
    if (channel && sender) sandbox.addMessage(channel.id, { sender_id: sender.id });
  }, everyMs);
  return () => clearInterval(timer);
}
