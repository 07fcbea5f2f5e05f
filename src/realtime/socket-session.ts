import { type Frame, parseFrame, type Refusal } from "./frame.js";
import type { WebSocketLike } from "./options.js";

/** How long the service may take to let in, and to answer a request. */
const patienceMs = 10_000;

/** What a session tells, until it is over. */
export interface SessionEvents {
  opened(): void;
  told(frame: Frame): void;
  /** It has ended by itself, or does not answer. */
  over(): void;
}

interface Request {
  readonly answered: (refusal: Refusal | undefined) => void;
  readonly guard: ReturnType<typeof setTimeout>;
}

/** One socket, from its handshake on. Once it is over nothing is heard of it, whatever the socket does. */
export class SocketSession {
  isOpen = false;

  readonly #socket: WebSocketLike;
  readonly #events: SessionEvents;
  readonly #requests = new Map<number, Request>();
  readonly #handshake: ReturnType<typeof setTimeout>;
  #sent = 0;
  #isOver = false;

  constructor(socket: WebSocketLike, events: SessionEvents) {
    this.#socket = socket;
    this.#events = events;
    this.#handshake = setTimeout(this.#end, patienceMs);
    socket.addEventListener("open", () => {
      if (this.#isOver) return;
      clearTimeout(this.#handshake);
      this.isOpen = true;
      events.opened();
    });
    socket.addEventListener("message", (event) => {
      if (!this.#isOver && "data" in event) this.#take(event.data);
    });
    socket.addEventListener("close", this.#end);
    socket.addEventListener("error", this.#end);
  }

  /** Asks to be told of a path's changes. */
  subscribe(channel: string, token: string, answered: Request["answered"]): void {
    const id = ++this.#sent;
    this.#requests.set(id, { answered, guard: setTimeout(this.#end, patienceMs) });
    this.#socket.send(JSON.stringify({ id, method: "sub", params: { channel, token } }));
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#handshake);
    for (const { guard } of this.#requests.values()) clearTimeout(guard);
    this.#socket.close();
  }

  readonly #end = (): void => {
    if (this.#isOver) return;
    this.dispose();
    this.#events.over();
  };

  #take(data: unknown): void {
    const message = parseFrame(data);
    if (!message) return;
    if ("channel" in message) {
      this.#events.told(message);
      return;
    }
    const request = this.#requests.get(message.id);
    this.#requests.delete(message.id);
    clearTimeout(request?.guard);
    request?.answered(message.error);
  }
}
