import type { KnownChunk } from "../schemas/chunk.js";
import type { MessageBodyV3 } from "../schemas/message-body.js";
import { firstName } from "./names.js";
import type { Random } from "./random.js";

const texts = [
  "Good morning! Coffee is ready on the third floor.",
  "The release went out at noon, no complaints so far.",
  "Can somebody have a look at the login page on a small screen?",
  "I am on it.",
  "Thanks, that was quick!",
  "The customer in Tampere asks whether they can export their chats.",
  "Moved the meeting to two o'clock.",
  "I have written down what we agreed on, please correct me where I am wrong.",
  "Lunch? 🥣",
  "It works on my machine, which is of no help to anybody else.",
  "Näyttää hyvältä, kiitos!",
  "Tests are green again.\nIt was the time zone, as always.",
  "Who is at the reception today?",
  "Let us keep the old wording, people are used to it.",
  "Remember the demo on Friday.",
  "👍",
] as const;

const media = "https://media.sandbox.localhost";

type Maker = (name: string) => [KnownChunk, ...KnownChunk[]];

const special: readonly Maker[] = [
  () => [
    { type: "text", text: "The notes are here: " },
    { type: "link", kind: "url", text: "https://www.giosg.com/blog" },
  ],
  (name) => [
    { type: "mention", text: `@${name}` },
    { type: "text", text: " could you take this one?" },
  ],
  () => [
    { type: "text", text: "New illustration for the front page:" },
    { type: "image", url: `${media}/illustration.png` },
  ],
  () => [
    {
      type: "file",
      url: `${media}/quarterly-report.pdf`,
      name: "quarterly-report.pdf",
      size: 482_133,
    },
  ],
  () => [
    { type: "text", text: "Write to " },
    { type: "link", kind: "email", text: "support@example.com" },
  ],
  () => [{ type: "voice", url: `${media}/voice-note.m4a`, duration: 14.2 }],
  () => [
    { type: "text", text: "Call me: " },
    { type: "link", kind: "phone", text: "+358 40 123 4567" },
  ],
  () => [
    {
      type: "video",
      url: `${media}/demo.mp4`,
      title: "Demo of the new widget",
    },
  ],
  () => [{ type: "audio", url: `${media}/jingle.mp3`, title: "Jingle, third try" }],
  () => [
    {
      type: "external",
      id: "weather",
      isInteraction: false,
      name: "Weather",
      url: `${media}/weather.html`,
      initialHeight: 320,
    },
  ],
];

/** A sentence that people write to each other. */
export function sampleText(random: Random): string {
  return random.pick(texts);
}

/** A body that people write to each other: mostly text, and every chunk there is within forty messages. */
export function sampleBody(
  random: Random,
  index: number,
  name: string,
): { readonly body: MessageBodyV3; readonly isMention: boolean } {
  const maker = index % 4 === 3 ? special[Math.floor(index / 4) % special.length] : undefined;
  const chunks = maker?.(firstName(name)) ?? [{ type: "text" as const, text: sampleText(random) }];
  return {
    body: { version: 3, chunks },
    isMention: chunks[0]?.type === "mention",
  };
}
