// What a CommonJS part of an application knows the types as.
export type {
  Channel,
  Message,
  MessageChunk,
  MessagePayload,
  PubClientOptions,
  PubInputError,
  RequestOptions,
} from "@giosg/pub-sdk";
export type { Sandbox } from "@giosg/pub-sdk/testing";
