// A channel in React: its messages, kept up to date while they are shown, and a field to write another one. To be
// bundled as any page is. `chat`, where the page sets it, says whom to talk to; without it there is a sandbox in the page.
import { type Message, message, PubClient, type PubClientOptions, toPlainText } from "@giosg/pub-sdk";
import { type LiveCollection, PubRealtime, type PubRealtimeOptions } from "@giosg/pub-sdk/realtime";
import { createSandbox } from "@giosg/pub-sdk/testing";
import { type FormEvent, StrictMode, useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";

interface Chat {
  readonly client: PubClientOptions;
  readonly realtime: PubRealtimeOptions;
  readonly channelId: string;
}

const none: readonly Message[] = [];

/** A channel's messages: followed from the first component that shows them to the last, in strict mode as well. */
function useMessages(realtime: PubRealtime, channelId: string) {
  const store = useMemo(() => {
    let live: LiveCollection<Message> | undefined;
    return {
      subscribe(onChange: () => void) {
        const opened = realtime.messages(channelId).collection({ limit: 20 });
        const unsubscribe = opened.subscribe(onChange);
        live = opened;
        return () => {
          unsubscribe();
          opened.close();
        };
      },
      items: () => live?.items ?? none,
    };
  }, [realtime, channelId]);
  return useSyncExternalStore(store.subscribe, store.items);
}

/** Whether the service can be heard. */
function useStatus(realtime: PubRealtime) {
  return useSyncExternalStore(realtime.onStatus, () => realtime.status);
}

function Messages({
  pub,
  realtime,
  channelId,
}: {
  pub: PubClient;
  realtime: PubRealtime;
  channelId: string;
}) {
  const messages = useMessages(realtime, channelId);
  const status = useStatus(realtime);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  // One payload with one id for what is written: sent again, it becomes no second message.
  const payload = useMemo(() => (text === "" ? undefined : message(text).toPayload()), [text]);
  const send = useCallback(
    async (event: FormEvent) => {
      event.preventDefault();
      if (!payload) return;
      try {
        await pub.messages.create(channelId, payload);
        setText((now) => (now === text ? "" : now));
        setProblem("");
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [pub, channelId, payload, text],
  );
  return (
    <main>
      <output>{status}</output>
      <ol>
        {messages.map((sent) => (
          <li key={sent.id}>{toPlainText(sent)}</li>
        ))}
      </ol>
      <form onSubmit={send}>
        <input aria-label="Message" value={text} onChange={({ target }) => setText(target.value)} />
        <button type="submit" disabled={!payload}>
          Send
        </button>
      </form>
      <p role="alert">{problem}</p>
    </main>
  );
}

/** A service in the page, for a first look. */
function sandboxed(): Chat {
  const sandbox = createSandbox({ now: () => new Date() });
  const { organizationId, users, url: baseUrl, fetch, socketUrl: url, WebSocket } = sandbox;
  const channel = sandbox.addChannel({ name: "Releases" });
  sandbox.addMessage(channel.id, "Good morning");
  return {
    client: { organizationId, token: users[0].token, baseUrl, fetch },
    realtime: { url, WebSocket },
    channelId: channel.id,
  };
}

const { chat = sandboxed() } = globalThis as { readonly chat?: Chat };
const pub = new PubClient(chat.client);
const realtime = new PubRealtime(pub, chat.realtime);
createRoot(document.body.appendChild(document.createElement("div"))).render(
  <StrictMode>
    <Messages pub={pub} realtime={realtime} channelId={chat.channelId} />
  </StrictMode>,
);
