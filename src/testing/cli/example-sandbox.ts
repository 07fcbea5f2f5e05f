import { createSandbox } from "../create-sandbox.js";
import type { Sandbox } from "../sandbox.js";

/** The users whose ids stand in the API reference's example payloads: those can be sent as they are. */
const mentioned = { id: "3f770799-dc7c-4096-8b27-35a6eb45144c" };
const writtenTo = { id: "76d9a225-2e1c-4a41-98cb-e548b2826084" };
const added = { id: "93f8c232-14b4-4cf0-84c7-2ba6f17f17f7" };

/** A sandbox with something of everything, in the present. */
export function exampleSandbox(seed: number | undefined): Sandbox {
  const sandbox = createSandbox({
    seed,
    users: [{}, {}, mentioned, writtenTo, added],
    now: () => new Date(),
  });
  // The first three are in the channels, and the first two write to each other: the others can still be added.
  sandbox.seed({
    channels: 3,
    messages: 120,
    members: 3,
    dmChannels: 1,
    streams: 1,
    recordedStreams: 3,
    conferences: 1,
  });
  return sandbox;
}
