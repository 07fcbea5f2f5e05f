/**
 * A Pub service in memory, for the tests of an application.
 *
 * @module @giosg/pub-sdk/testing
 */
export type { AsyncDisposal } from "../async-disposal.js";
export type { SandboxAdders } from "./adders.js";
export { createSandbox } from "./create-sandbox.js";
export type {
  SandboxConference,
  SandboxData,
  SandboxRecording,
  SandboxSession,
  SandboxStream,
  SandboxUser,
} from "./data.js";
export type { Fault, FaultAnswer, FaultKind, FaultLatency, FaultName, FaultRule } from "./faults/fault.js";
export type { SandboxRequest } from "./http/service.js";
export type {
  ChannelInput,
  MemberInput,
  MessageInput,
  StreamInit,
} from "./inputs.js";
export type { SandboxServer } from "./listen/listen.js";
export type { MswHandler, MswHttp } from "./msw.js";
export type { SandboxOptions } from "./options.js";
export type { DefaultSandbox, Sandbox } from "./sandbox.js";
export type { Seeded } from "./seed.js";
export type { SeedOptions } from "./seed-options.js";
export type {
  RefuseConnectionsOptions,
  RefuseOptions,
  RestartOptions,
  SandboxSockets,
  SandboxSubscription,
} from "./sockets/sockets.js";
