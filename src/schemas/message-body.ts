import * as z from "zod/mini";
import { type MessageChunk, MessageChunkSchema, type TextChunk } from "./chunk.js";
import { define, openUnion, type Schema, textType, type UnknownNumber } from "./schema.js";

/** A page shown beside a message (undocumented; from SDK 3.1.0). */
export interface ExternalView {
  url: string;
  title: string;
}

/** The current body: chunks, in order. Only `version` is certain to be there. */
export interface MessageBodyV3 {
  version: 3;
  chunks?: MessageChunk[];
  externalView?: ExternalView;
}

/** A deprecated body that still occurs: text chunks only (undocumented; from SDK 3.1.0). */
export interface MessageBodyV2 {
  version: 2;
  chunks: TextChunk[];
}

/** A deprecated body that still occurs: plain text, or the id of a call on call messages (undocumented; from SDK 3.1.0). */
export interface MessageBodyV1 {
  version: 1;
  message?: string;
  callId?: string;
}

/** The body of a message of type `reporting`; its version says nothing of its shape (undocumented; from SDK 3.1.0). */
export interface ReportingBody {
  version: UnknownNumber;
  title: string;
  externalView?: ExternalView;
}

/** What is left of a deleted message's body: nothing (undocumented; from SDK 3.1.0). */
export interface DeletedBody {
  version?: undefined;
}

/** A body of a version that came after this version of the SDK. */
export interface UnknownBody {
  version: UnknownNumber;
}

/**
 * Everything that a message's `body` can be. A `switch` over `version` narrows; `chunksOf` and `toPlainText` read
 * every kind.
 */
export type MessageBody =
  | MessageBodyV3
  | MessageBodyV2
  | MessageBodyV1
  | ReportingBody
  | DeletedBody
  | UnknownBody;

/** A reporting body as it is written: with whatever version its sender uses. */
export interface ReportingBodyInput {
  readonly version: number;
  readonly title: string;
  /** Whatever else its sender reports. */
  readonly [field: string]: unknown;
  readonly externalView?: ExternalView | undefined;
}

/** The current body as it is written, by way of constants as well. */
export interface ChunksBodyInput {
  readonly version: 3;
  readonly chunks?: readonly Readonly<MessageChunk>[] | undefined;
  readonly externalView?: Readonly<ExternalView> | undefined;
}

/** A body that can be sent. */
export type MessageBodyInput = MessageBody | ChunksBodyInput | ReportingBodyInput;

const externalView = /* @__PURE__ */ define(() =>
  z.exactOptional(z.looseObject({ url: z.string(), title: z.string() })),
);
const reporting = /* @__PURE__ */ define(() => z.looseObject({ title: z.string(), externalView }));
const variants: readonly (z.ZodMiniType | undefined)[] = /* @__PURE__ */ define(() => [
  undefined,
  z.looseObject({
    message: z.exactOptional(z.string()),
    callId: z.exactOptional(z.string()),
  }),
  z.looseObject({
    chunks: z.array(z.looseObject({ type: textType, text: z.string() })),
  }),
  z.looseObject({
    chunks: z.exactOptional(z.array(MessageChunkSchema)),
    externalView,
  }),
]);

/** A message body of any kind that occurs; unknown versions pass. */
export const MessageBodySchema = /* @__PURE__ */ define(
  () =>
    openUnion("version", z.exactOptional(z.number()), (version, body) =>
      version !== 3 && "title" in body ? reporting : variants[version as number],
    ) as unknown as Schema<MessageBody>,
);
