import type { Hub } from "./hub.js";
import type { Line } from "./line.js";
import type { Session } from "./session.js";
import { SocketCloseEvent } from "./socket-events.js";
import { checkClose, readUrl } from "./web-socket-checks.js";

type Handler<E> = ((this: WebSocket, event: E) => unknown) | null;

const [connecting, open, closing, closed] = [0, 1, 2, 3] as const;
/** Closed without a code, and lost. */
const [noCode, abnormal] = [1005, 1006];

/** The class of sockets that lead to a hub, with the interface of the platform's own. */
export function makeWebSocket(hub: Hub): typeof WebSocket {
  return class SandboxWebSocket extends EventTarget implements WebSocket {
    static readonly CONNECTING = connecting;
    static readonly OPEN = open;
    static readonly CLOSING = closing;
    static readonly CLOSED = closed;
    readonly CONNECTING = connecting;
    readonly OPEN = open;
    readonly CLOSING = closing;
    readonly CLOSED = closed;

    readonly bufferedAmount = 0;
    readonly extensions = "";
    readonly protocol = "";
    binaryType: BinaryType = "blob";
    onopen: Handler<Event> = null;
    onmessage: Handler<MessageEvent> = null;
    onclose: Handler<CloseEvent> = null;
    onerror: Handler<Event> = null;
    readonly #url: URL;
    #state: WebSocket["readyState"] = connecting;
    #session: Session | undefined;

    constructor(url: string | URL, _protocols?: string | string[]) {
      super();
      this.#url = readUrl(url);
      this.addEventListener("open", (event) => this.onopen?.(event));
      this.addEventListener("error", (event) => this.onerror?.(event));
      this.addEventListener("message", (event) => {
        if (event instanceof MessageEvent) this.onmessage?.(event);
      });
      this.addEventListener("close", (event) => {
        if (event instanceof SocketCloseEvent) this.onclose?.(event);
      });
      void this.#connect();
    }

    get url(): string {
      return this.#url.href;
    }

    get readyState(): WebSocket["readyState"] {
      return this.#state;
    }

    send(data: string | BufferSource | Blob): void {
      if (this.#state === connecting) {
        throw new DOMException("The WebSocket is still connecting.", "InvalidStateError");
      }
      // The service knows text alone: what else is sent is answered as a request that makes no sense.
      const text = typeof data === "string" ? data : "";
      const session = this.#state === open ? this.#session : undefined;
      void later(() => session?.receive(text));
    }

    close(code?: number, reason = ""): void {
      checkClose(code, reason);
      if (this.#state === closing || this.#state === closed) return;
      const isConnecting = this.#state === connecting;
      this.#state = closing;
      // One that is still connecting finds out by itself.
      if (isConnecting) return;
      const session = this.#session;
      void later(() => {
        // Over a dead line nobody notices, and nobody answers.
        if (!session || session.isFrozen) return;
        session.leave();
        this.#end(code ?? noCode, reason, true);
      });
    }

    async #connect(): Promise<void> {
      await undefined;
      await undefined;
      const admission = this.#state === connecting ? hub.admit(this.#url) : undefined;
      if (!admission || "status" in admission) {
        this.#state = closed;
        this.dispatchEvent(new Event("error"));
        this.dispatchEvent(new SocketCloseEvent(abnormal, "", false));
        return;
      }
      this.#state = open;
      this.#session = hub.open(admission.token, this.#line());
      this.dispatchEvent(new Event("open"));
    }

    #line(): Line {
      const { origin } = this.#url;
      return {
        deliver: (data) => {
          if (this.#state === open) this.dispatchEvent(new MessageEvent("message", { data, origin }));
        },
        end: (code, reason) => this.#end(code, reason, true),
        cut: () => this.#end(abnormal, "", false),
        freeze: () => {},
      };
    }

    #end(code: number, reason: string, wasClean: boolean): void {
      if (this.#state === closed) return;
      this.#state = closed;
      this.dispatchEvent(new SocketCloseEvent(code, reason, wasClean));
    }
  };
}

async function later(then: () => void): Promise<void> {
  await undefined;
  then();
}
