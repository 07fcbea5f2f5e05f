import * as z from "zod/mini";
import { type MessageChunk, MessageChunkSchema, type TextChunk } from "./chunk.js";
import { define, openUnion, type Schema, textType, type UnknownNumber } from "./schema.js";

/**
 * A page shown beside a message (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { ExternalView } from "@giosg/pub-sdk";
 *
 * const externalView: ExternalView = { url: "https://example.com/report", title: "Weekly report" };
 * await pub.messages.create(channelId, { body: { version: 3, externalView } });
 * ```
 */
export interface ExternalView {
  url: string;
  title: string;
}

/**
 * The current body: chunks, in order. Only `version` is certain to be there.
 *
 * @example
 * ```ts
 * if (received.body.version === 3) console.log(received.body.chunks ?? [], received.body.externalView?.title);
 * ```
 */
export interface MessageBodyV3 {
  version: 3;
  chunks?: MessageChunk[];
  externalView?: ExternalView;
}

/**
 * A deprecated body that still occurs: text chunks only (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * if (received.body.version === 2) console.log(received.body.chunks.map(({ text }) => text));
 * ```
 */
export interface MessageBodyV2 {
  version: 2;
  chunks: TextChunk[];
}

/**
 * A deprecated body that still occurs: plain text, or the id of a call on call messages (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * if (received.body.version === 1) console.log(received.body.message ?? received.body.callId);
 * ```
 */
export interface MessageBodyV1 {
  version: 1;
  message?: string;
  callId?: string;
}

/**
 * The body of a message of type `reporting`; its version says nothing of its shape (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * import type { ReportingBody } from "@giosg/pub-sdk";
 *
 * const title = (body: ReportingBody) => body.title;
 * if (received.type === "reporting") console.log(title(received.body as ReportingBody));
 * ```
 */
export interface ReportingBody {
  version: UnknownNumber;
  title: string;
  externalView?: ExternalView;
}

/**
 * What is left of a deleted message's body: nothing (undocumented; from SDK 3.1.0).
 *
 * @example
 * ```ts
 * await pub.messages.delete(channelId, messageId);
 * const { body } = await pub.messages.retrieve(channelId, messageId);
 * console.log(body.version === undefined); // true: nothing is left
 * ```
 */
export interface DeletedBody {
  version?: undefined;
}

/**
 * A body of a version that came after this version of the SDK.
 *
 * @example
 * ```ts
 * import { toPlainText } from "@giosg/pub-sdk";
 *
 * switch (received.body.version) {
 *   case 3:
 *     console.log(received.body.chunks);
 *     break;
 *   default:
 *     console.log(toPlainText(received)); // older bodies, and newer ones
 * }
 * ```
 */
export interface UnknownBody {
  version: UnknownNumber;
}

/**
 * Everything that a message's `body` can be. A `switch` over `version` narrows; `chunksOf` and `toPlainText` read
 * every kind.
 *
 * @example
 * ```ts
 * import { type MessageBody, toPlainText } from "@giosg/pub-sdk";
 *
 * const isOld = ({ version }: MessageBody) => version === 1 || version === 2;
 * console.log(isOld(received.body), toPlainText(received.body));
 * ```
 */
export type MessageBody =
  | MessageBodyV3
  | MessageBodyV2
  | MessageBodyV1
  | ReportingBody
  | DeletedBody
  | UnknownBody;

/**
 * A reporting body as it is written: with whatever version its sender uses.
 *
 * @example
 * ```ts
 * import type { ReportingBodyInput } from "@giosg/pub-sdk";
 *
 * const body: ReportingBodyInput = { version: 1, title: "July", visits: 1200 };
 * await pub.messages.create(channelId, { type: "reporting", body });
 * ```
 */
export interface ReportingBodyInput {
  readonly version: number;
  readonly title: string;
  /** Whatever else its sender reports. */
  readonly [field: string]: unknown;
  readonly externalView?: ExternalView | undefined;
}

/**
 * The current body as it is written, by way of constants as well.
 *
 * @example
 * ```ts
 * import type { ChunksBodyInput } from "@giosg/pub-sdk";
 *
 * const body: ChunksBodyInput = { version: 3, chunks: [{ type: "text", text: "Good morning" }] };
 * await pub.messages.create(channelId, { body });
 * ```
 */
export interface ChunksBodyInput {
  readonly version: 3;
  readonly chunks?: readonly Readonly<MessageChunk>[] | undefined;
  readonly externalView?: Readonly<ExternalView> | undefined;
}

/**
 * A body that can be sent.
 *
 * @example
 * ```ts
 * import type { MessageBodyInput } from "@giosg/pub-sdk";
 *
 * const edit = (body: MessageBodyInput) => pub.messages.update(channelId, messageId, { body });
 * await edit({ version: 3, chunks: [{ type: "text", text: "Good night" }] });
 * ```
 */
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

/**
 * A message body of any kind that occurs; unknown versions pass.
 *
 * @example
 * ```ts
 * import { MessageBodySchema } from "@giosg/pub-sdk/schemas";
 *
 * MessageBodySchema.parse({ version: 3, chunks: [{ type: "text", text: "Good morning" }] });
 * ```
 */
export const MessageBodySchema = /* @__PURE__ */ define(
  () =>
    openUnion("version", z.exactOptional(z.number()), (version, body) =>
      version !== 3 && "title" in body ? reporting : variants[version as number],
    ) as unknown as Schema<MessageBody>,
);
