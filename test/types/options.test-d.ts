// Compiled, never run: what the types of options, hooks and lists promise beside the calls themselves.
import type {
  ChannelOrdering,
  CreationOrdering,
  FetchFunction,
  ListOptions,
  ListParameters,
  Page,
  Paginator,
  PubClient,
  PubClientOptions,
  PubError,
  PubHooks,
  RequestOptions,
  TokenFunction,
} from "../../src/index.js";
import type { Message } from "../../src/schemas/index.js";
import { accepts, same } from "./expect-type.js";

const id = "0c1b9f9e-a3f1-11ed-a8fc-0242ac120002";

export function orderings(ordering: ChannelOrdering, creation: CreationOrdering): void {
  accepts<ChannelOrdering>(creation);
  accepts<ChannelOrdering>("-latest_message_created_at,-created_at");
  accepts<CreationOrdering>("-created_at");
  // @ts-expect-error: only channels have a latest message
  accepts<CreationOrdering>(ordering);
  // @ts-expect-error: keys are not separated by a space
  accepts<ChannelOrdering>("created_at, latest_message_created_at");
  // @ts-expect-error: there is no plus
  accepts<ChannelOrdering>("+created_at");
  // @ts-expect-error: an ordering that came as any string has to be checked
  accepts<ChannelOrdering>(String(ordering));
}

export function request(pub: PubClient): void {
  accepts<RequestOptions>({});
  accepts<ListOptions>({ signal: undefined, timeoutMs: undefined, query: undefined, headers: undefined });
  // What lists take, the other calls take as well, as long as it is no literal.
  const options: ListOptions = { prefetch: false, maxRetries: 0 };
  pub.channels.retrieve(id, options);
  // @ts-expect-error: what is left out is undefined, not null
  pub.channels.retrieve(id, { signal: null });
  // @ts-expect-error: retries are counted
  pub.channels.retrieve(id, { maxRetries: false });
  // @ts-expect-error: there are two ways
  pub.channels.retrieve(id, { onInvalid: "ignore" });
  // @ts-expect-error: headers are a plain object
  pub.channels.retrieve(id, { headers: new Headers() });
  // @ts-expect-error: a query is a plain object
  pub.channels.retrieve(id, { query: new URLSearchParams() });
  // @ts-expect-error: a call's token is the client's
  pub.channels.retrieve(id, { token: "t" });
  // @ts-expect-error: options are not parameters of the list
  pub.channels.list({ timeoutMs: 5 });
  // @ts-expect-error: nor the other way round
  pub.channels.list({}, { ordering: "created_at" });
}

export function options(given: PubClientOptions, written: RequestOptions): void {
  accepts<TokenFunction>(async ({ refresh }) => String(refresh));
  accepts<FetchFunction>(globalThis.fetch);
  // @ts-expect-error: options are read once
  given.timeoutMs = 5;
  // @ts-expect-error: the same options may serve many calls
  written.signal = undefined;
  // @ts-expect-error: a token function answers a string
  accepts<TokenFunction>(async () => null);
  // @ts-expect-error: a fetch answers a response
  accepts<FetchFunction>(async () => "{}");
}

export const hooks: PubHooks = {
  request: (event) => {
    same<number>()(event.attempt);
    // @ts-expect-error: before an attempt there is no status
    event.status;
  },
  response: (event) => {
    same<number>()(event.status);
    same<string | undefined>()(event.requestId);
    // @ts-expect-error: bodies are for the caller alone
    event.body;
  },
  retry: (event) => {
    same<number>()(event.delayMs);
    same<number | undefined>()(event.status);
    same<PubError | undefined>()(event.error);
  },
  error: (event) => {
    same<number>()(event.durationMs);
    // @ts-expect-error: a caller's own reason is no error of the SDK
    event.error.code;
    // @ts-expect-error: a hook is told, not asked
    event.attempt = 1;
  },
  invalid: (event) => {
    same<readonly (string | number)[] | undefined>()(event.issues[0]?.path);
    // @ts-expect-error: where there is no attempt there is no count
    event.attempt;
  },
};

export async function lists(paginator: Paginator<Message>, page: Page<Message>): Promise<void> {
  accepts<ListParameters>({ from: page.next });
  accepts<ListParameters>({ from: undefined });
  accepts<AsyncIterable<Message>>(paginator);
  accepts<AsyncIterable<Page<Message>>>(paginator.pages());
  accepts<Paginator<{ readonly id: string }>>(paginator);
  same<Page<Message> | null>()(await page.nextPage({ signal: new AbortController().signal }));
  // @ts-expect-error: a page is no place to go on from, its `next` is
  accepts<ListParameters>({ from: page });
  // @ts-expect-error: a step takes no timeout of its own
  page.nextPage({ timeoutMs: 5 });
  // @ts-expect-error: a page stays as it came
  page.next = null;
  // @ts-expect-error: a limit is a number
  paginator.toArray({ limit: "5" });
  // @ts-expect-error: lists are walked with `for await`
  for (const message of paginator) same<Message>()(message);
}
