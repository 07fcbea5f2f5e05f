import type { JoinedChannel, Message } from "@giosg/pub-sdk";
import { PubHttpError } from "@giosg/pub-sdk";
import type { Session } from "./session.ts";

// How the page hears of what is new: it asks every few seconds while somebody looks. The one place to change for
// another way, such as watching.

interface Listener<T> {
  readonly signal: AbortSignal;
  readonly onNews: (news: T) => void;
  /** Asking has failed; it goes on. `undefined`: it works again. */
  readonly onTrouble: (error: unknown) => void;
}

/** Follows a channel: the newest page of it, and further ones until a message that is known already. */
export function followMessages(
  { pub, pollMs }: Session,
  channelId: string,
  listener: Listener<Message[]> & { readonly isKnown: (id: string) => boolean },
): void {
  const { signal, isKnown } = listener;
  void repeat(pollMs, listener, async () => {
    const list = pub.messages.list(channelId, { ordering: "-created_at" }, { signal, prefetch: false });
    const news: Message[] = [];
    for await (const page of list.pages()) {
      news.push(...page.results);
      if (page.results.some(({ id }) => isKnown(id))) break;
    }
    return news;
  });
}

/** Follows the channels that the user has joined, with their counts. */
export function followChannels(session: Session, listener: Listener<JoinedChannel[]>): void {
  void repeat(session.pollMs, listener, () => loadChannels(session, listener.signal));
}

/** The channels that the user has joined. */
export function loadChannels({ pub, userId }: Session, signal: AbortSignal): Promise<JoinedChannel[]> {
  const ordering = "-latest_message_created_at";
  return pub.channels
    .listJoined(userId, { ordering }, { signal })
    .toArray({ limit: Number.POSITIVE_INFINITY });
}

async function repeat<T>(pollMs: number, listener: Listener<T>, ask: () => Promise<T>): Promise<void> {
  const { signal, onNews, onTrouble } = listener;
  let pauseMs = pollMs;
  for (;;) {
    await pause(pauseMs, signal);
    if (signal.aborted) return;
    try {
      onNews(await ask());
      onTrouble(undefined);
      pauseMs = pollMs;
    } catch (error) {
      if (signal.aborted) return;
      onTrouble(error);
      pauseMs = Math.max(pollMs, (error instanceof PubHttpError && error.retryAfterMs) || 0);
    }
  }
}

/** Waits for some time, and until somebody looks; not for long where the network comes back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    let isTime = false;
    const look = () => {
      if (!signal.aborted && (!isTime || document.hidden)) return;
      stop.abort();
      clearTimeout(timer);
      resolve();
    };
    const late = () => {
      isTime = true;
      look();
    };
    const timer = setTimeout(late, ms);
    const options = { signal: stop.signal };
    signal.addEventListener("abort", look, options);
    addEventListener("online", late, options);
    document.addEventListener("visibilitychange", look, options);
    if (signal.aborted) look();
  });
}
