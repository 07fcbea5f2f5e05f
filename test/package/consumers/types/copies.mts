// Half of the code imports the package and the other half requires it: plain data passes between them.
import type {
  Channel,
  Message,
  MessageChunk,
  MessagePayload,
  PubClientOptions,
  PubInputError,
  RequestOptions,
} from "@giosg/pub-sdk";
import type { Sandbox } from "@giosg/pub-sdk/testing";
import type * as required from "./required.cjs";

type Same<Here, There> = [Here] extends [There] ? ([There] extends [Here] ? true : false) : false;

export const same: [
  Same<Channel, required.Channel>,
  Same<Message, required.Message>,
  Same<MessageChunk, required.MessageChunk>,
  Same<MessagePayload, required.MessagePayload>,
  Same<PubClientOptions, required.PubClientOptions>,
  Same<RequestOptions, required.RequestOptions>,
  Same<PubInputError, required.PubInputError>,
  Same<Sandbox, required.Sandbox>,
] = [true, true, true, true, true, true, true, true];
