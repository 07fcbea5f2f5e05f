/** A bundle that a user makes, and how heavy it may be. */
export interface Entry {
  readonly name: string;
  /** What the README calls it. */
  readonly title: string;
  /** The user's own file. */
  readonly code: string;
  /** Another bundle's code, on top of which this one is weighed. */
  readonly base?: string;
  /** Bytes, minified and gzipped. */
  readonly limit: number;
}

/** 1 kB is 1000 bytes. */
export const entries: readonly Entry[] = [
  {
    name: "everything",
    title: "everything of the root",
    code: `export * from "@giosg/pub-sdk";`,
    limit: 26_000,
  },
  {
    name: "PubClient",
    title: "`PubClient`",
    code: `export { PubClient } from "@giosg/pub-sdk";`,
    limit: 25_500,
  },
  {
    name: "message of the root",
    title: "`message` of the root",
    code: `export { message } from "@giosg/pub-sdk";`,
    limit: 3_000,
  },
  {
    name: "/message",
    title: "everything of `/message`",
    code: `export * from "@giosg/pub-sdk/message";`,
    limit: 2_500,
  },
  {
    name: "/linkify",
    title: "everything of `/linkify`",
    code: `export * from "@giosg/pub-sdk/linkify";`,
    limit: 6_000,
  },
  {
    name: "/realtime",
    title: "`/realtime`, on top of the root",
    code: `export * from "@giosg/pub-sdk"; export * from "@giosg/pub-sdk/realtime";`,
    base: `export * from "@giosg/pub-sdk";`,
    limit: 5_000,
  },
];
