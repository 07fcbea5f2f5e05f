/** What the tests in the page and the service outside of it say to each other: plain data, over HTTP. */

/** What a service is started with. */
export interface ServiceOptions {
  /** The origin whose pages may read the answers. */
  readonly allowedOrigin: string;
  /** Headers of an answer that a page may see beside the few that every page may. */
  readonly exposedHeaders?: readonly string[];
  /**
   * Whether connections outlive an answer. Chromium itself sends a request again, whatever its method, when a connection
   * that was used before breaks: without them each cut is the SDK's to deal with.
   *
   * @default true
   */
  readonly keepAlive?: boolean;
  /** How many items the sandbox puts on a page. */
  readonly pageSize?: number;
  /** How many channels there are beside the one that is named, and how many messages are in that one. */
  readonly channels?: number;
  readonly messages?: number;
}

/** A service that has started. */
export interface ServiceInfo {
  readonly id: number;
  readonly url: string;
  readonly organizationId: string;
  readonly users: readonly { readonly id: string; readonly token: string }[];
  readonly channelId: string;
}

/** An answer as the test has it; its body is sent as JSON, unless it is a text. */
export interface CannedAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is done with one request. */
export interface Step {
  /** In the place of what the sandbox says, which is then not asked: the request has no effect. */
  readonly answer?: CannedAnswer;
  /** Headers beside those that the answer has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What becomes of the answer on its way. */
  readonly fault?: "cut before headers" | "cut in body" | "stall before headers" | "stall in body";
}

/** What is done with the next requests, in their order; further ones are answered as they should be. */
export interface Script {
  readonly requests?: readonly Step[];
  readonly preflights?: readonly Pick<Step, "fault">[];
}

/** A request as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text, `""` without one. */
  readonly text: string;
  /** Whether the client closed the connection before the answer was there. */
  hungUp: boolean;
}

/** What a service has seen. */
export interface ServiceRecord {
  readonly requests: readonly Arrival[];
  readonly preflights: readonly Arrival[];
  /** What a service with a strict CORS policy takes exception to, in words. */
  readonly violations: readonly string[];
  /** The names of the channels and the messages that the sandbox holds. */
  readonly channels: readonly string[];
  readonly messages: readonly { readonly id: string; readonly body: unknown }[];
}

/** What to wait for before the record is read. */
export interface Awaited {
  readonly requests?: number;
  readonly preflights?: number;
  readonly hangUps?: number;
}
