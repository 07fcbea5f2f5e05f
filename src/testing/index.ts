/**
 * A Pub service in memory, for the tests of an application.
 *
 * @module @giosg/pub-sdk/testing
 */
export type { SandboxAdders } from "./adders.js";
export { createSandbox, type DefaultSandbox, type Sandbox } from "./create-sandbox.js";
export type {
  SandboxConference,
  SandboxData,
  SandboxRecording,
  SandboxSession,
  SandboxStream,
  SandboxUser,
} from "./data.js";
export type { SandboxRequest } from "./http/service.js";
export type {
  ChannelInput,
  MemberInput,
  MessageInput,
  StreamInit,
} from "./inputs.js";
export type { SandboxOptions } from "./options.js";
export type { Seeded, SeedOptions } from "./seed.js";
